package vn.khue.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import vn.khue.pki.ca.CertificateRequest;

/**
 * Certificates as the signing service issues them: register, pre-signed OCSP answer, list and log entry in one transaction of a real
 * PostgreSQL on the same machine, the tree of the log brought up to date each second meanwhile.
 */
public final class IssuingBench implements Bench {

    private static final double LEAST = 2_000;
    private static final int THREADS = 4;
    private static final int BATCH = 50;
    private static final int WARM_UP_SECONDS = 20;
    private static final int ROUND_SECONDS = 6;
    private static final int ROUNDS = 3;

    @Override
    public String name() {
        return "issuing";
    }

    @Override
    public String about() {
        return "certificates issued with database, OCSP answer and log (P-256), one a transaction and fifty, beside openssl speed";
    }

    @Override
    public List<Measurement> run() {
        try {
            Path folder = Files.createTempDirectory("khue-bench-issuing");
            try (PkiInDatabase pki = new PkiInDatabase(folder)) {
                OpensslSpeed openssl = OpensslSpeed.of("ecdsap256");
                List<Measurement> rows = new ArrayList<>();
                rows.addAll(rows("one a transaction, " + THREADS + " at once", rate(pki, THREADS, 1), openssl));
                rows.addAll(rows(BATCH + " a transaction, 2 at once", rate(pki, 2, BATCH), openssl));
                return rows;
            } finally {
                TemporaryFolder.delete(folder);
            }
        } catch (IOException e) {
            throw new BenchException("expected a writable temporary folder, found " + e, e);
        }
    }

    private List<Measurement> rows(String how, double ours, OpensslSpeed openssl) {
        String metric = "certificates issued with database and log, " + how;
        return List.of(
                new Measurement(
                        name(), metric, "1/s", Measurement.Better.HIGHER, ours, LEAST, "limit", Optional.of(1.0)),
                new Measurement(
                        name(),
                        metric,
                        "1/s",
                        Measurement.Better.HIGHER,
                        ours,
                        openssl.signsPerSecond(),
                        openssl.version() + " speed, bare P-256 signatures",
                        Optional.empty()));
    }

    /** Certificates in the tree per second, the median of the rounds: what is committed and not yet in the tree does not count. */
    private static double rate(PkiInDatabase pki, int threads, int batch) {
        AtomicBoolean going = new AtomicBoolean(true);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Void>> work = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                work.add(pool.submit(issuer(pki, batch, going)));
            }
            count(pki, WARM_UP_SECONDS);
            List<Double> rounds = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                rounds.add(count(pki, ROUND_SECONDS));
            }
            going.set(false);
            for (Future<Void> each : work) {
                each.get();
            }
            pki.publish();
            return rounds.stream().sorted().toList().get(ROUNDS / 2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        } catch (ExecutionException e) {
            throw new BenchException("expected certificates to be issued, found " + e.getCause(), e);
        } finally {
            going.set(false);
            pool.shutdownNow();
        }
    }

    private static Callable<Void> issuer(PkiInDatabase pki, int batch, AtomicBoolean going) {
        return () -> {
            CertificateRequest request = pki.request();
            try (Connection connection = pki.connection()) {
                connection.setAutoCommit(false);
                while (going.get()) {
                    pki.issue(connection, request, batch);
                }
            } catch (SQLException e) {
                throw new BenchException("expected a transaction, found " + e, e);
            }
            return null;
        };
    }

    private static double count(PkiInDatabase pki, int seconds) {
        long start = System.nanoTime();
        long entered = 0;
        for (int i = 1; i <= seconds; i++) {
            long next = start + i * 1_000_000_000L;
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
            entered += pki.publish();
        }
        return entered * 1e9 / (System.nanoTime() - start);
    }
}
