package vn.khue.pki.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.Certificates;
import vn.khue.pki.issuance.AuditReport.FileVerdict;
import vn.khue.pki.issuance.IssuanceAudit.CertificateInFile;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.Connections;
import vn.khue.pki.store.JdbcCertificateRegister;
import vn.khue.pki.store.Postgres;

/** Many who issue at once, transactions that are given up, and SIGKILL leave neither a gap nor a double. */
class IssuanceUnderLoadTest {
    @TempDir
    Path directory;

    private Postgres postgres;

    @BeforeEach
    void start() throws IOException, SQLException {
        postgres = new Postgres();
    }

    @AfterEach
    void stop() throws IOException {
        postgres.close();
    }

    @Test
    void manyAtOnceAndSomeRolledBackLeaveNoGapAndNoDouble() throws Exception {
        LoggedPki logged = new LoggedPki(Connections.of(postgres.source()), directory);
        logged.table.enter();
        long before = logged.table.size();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                int count = 1 + i % 3;
                work.add(
                        i % 5 == 4
                                ? () -> givenUp(logged)
                                : () -> logged.pki.people(count).size());
                // Entries are numbered while others are committed, and by several at once.
                work.add(() -> {
                    logged.table.enter();
                    return 0;
                });
            }
            long issued = 0;
            for (Future<Integer> done : pool.invokeAll(work)) {
                issued += done.get();
            }
            logged.table.enter();
            assertThat(logged.table.from(before, 1000))
                    .extracting(Issuance::entry)
                    .containsExactlyElementsOf(
                            LongStream.range(before, before + issued).boxed().toList());
        } finally {
            pool.shutdownNow();
        }
        logged.publish();
        assertThat(logged.audit().findings()).isEmpty();
    }

    /** Issues in a transaction that ends without a commit. */
    private static int givenUp(LoggedPki logged) {
        try {
            logged.pki.inTransaction(register -> {
                logged.pki.hierarchy.authority("people").issue(logged.pki.request(), register);
                throw new IllegalStateException("given up");
            });
        } catch (IllegalStateException e) {
            return 0;
        }
        throw new AssertionError("the transaction was given up");
    }

    @Test
    void aKilledIssuerLeavesNoGapAndNoDouble() throws Exception {
        run(1);
    }

    @Test
    @Tag("slow")
    void nothingIsLostInThirtyKills() throws Exception {
        run(30);
    }

    private void run(int kills) throws Exception {
        Random random = new Random(20261126);
        List<BigInteger> said = new ArrayList<>();
        for (int i = 0; i < kills; i++) {
            Process process = startProcess();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
                for (int line = 0; line < 10 + random.nextInt(60); line++) {
                    said.add(new BigInteger(lines.readLine()));
                }
                process.waitFor(random.nextInt(20), TimeUnit.MILLISECONDS);
                process.toHandle().destroyForcibly();
                process.waitFor();
            }
        }
        LoggedPki logged = new LoggedPki(Connections.of(postgres.source()), directory);
        logged.publish();
        JdbcCertificateRegister register = new JdbcCertificateRegister(Connections.of(postgres.source()));
        List<CertificateInFile> files = said.stream()
                .map(serial -> register.find("people", serial).orElseThrow())
                .map(CertificateRecord::der)
                .map(der -> new CertificateInFile("said", Certificates.parse(der)))
                .toList();
        AuditReport report = logged.audit(files.toArray(CertificateInFile[]::new));
        assertThat(report.findings()).isEmpty();
        assertThat(report.entries()).isEqualTo(report.underCheckpoint()).isGreaterThanOrEqualTo(said.size());
        assertThat(report.files()).hasSameSizeAs(said).allMatch(FileVerdict.Logged.class::isInstance);
    }

    private Process startProcess() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IssuingProcess.class.getName(),
                        postgres.url(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
