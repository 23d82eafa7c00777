package vn.khue.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import vn.khue.bench.peer.DssSigner;
import vn.khue.bench.peer.ItextSigner;
import vn.khue.bench.peer.Supplies;
import vn.khue.oracle.Oracle;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.path.Rfc5280PathValidator;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.timestamp.InProcessTimestampClient;
import vn.khue.pki.trust.TrustAnchor;
import vn.khue.pki.trust.TrustClass;
import vn.khue.pki.trust.TrustStore;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.PdfSigner;
import vn.khue.signature.pades.SigningRequest;
import vn.khue.signature.pades.SigningServices;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.SignatureValidator;
import vn.khue.signature.validation.ValidationContext;

/** Signing and judging one PDF, beside bare iText and EU DSS with the same key, responder and timestamp authority. */
public final class SignatureBench implements Bench {

    private static final String ITEXT = "iText";
    private static final String DSS = "EU DSS";
    private static final int TRANSCRIPTS = 300;
    private static final double TRANSCRIPTS_SECONDS = 2;

    @Override
    public String name() {
        return "signature";
    }

    @Override
    public String about() {
        return "PAdES signatures made and judged (137 KB PDF, P-256, one thread), beside bare iText and EU DSS; evidence records of a batch";
    }

    @Override
    public List<Measurement> run() {
        try {
            Path folder = Files.createTempDirectory("khue-bench-signature");
            try {
                return new World(folder).measure();
            } finally {
                TemporaryFolder.delete(folder);
            }
        } catch (IOException e) {
            throw new BenchException("expected a writable temporary folder, found " + e, e);
        }
    }

    private final class World {
        private final PkiInMemory pki;
        private final Supplies supplies;
        private final TrustStore trust;
        private final Rfc5280PathValidator paths;
        private final PdfSigner signer;
        private final EvidenceBatch batch;
        private final Path plain;
        private final Path ours;
        private final Path itext;
        private final Path dss;

        World(Path folder) throws IOException {
            pki = new PkiInMemory(folder.resolve("root"), CryptoProviders.fastest());
            var timestamps = new InProcessTimestampClient(pki.timestamps);
            supplies =
                    new Supplies(pki.signer(pki.person(pki.key())), pki.hierarchy.root(), pki.revocation, timestamps);
            trust = TrustStore.of(TrustAnchor.of(pki.hierarchy.root(), TrustClass.INTERNAL, "Khuê", "bench"));
            paths = new Rfc5280PathValidator(PkiPolicy.vn2026(), CryptoProviders.fastest());
            SigningServices services = new SigningServices(timestamps, pki.revocation, paths, trust, Clock.systemUTC());
            signer = new PdfSigner(services);
            batch = new EvidenceBatch(services, pki.timestamps);
            plain = folder.resolve("plain.pdf");
            ours = folder.resolve("ours.pdf");
            itext = folder.resolve("itext.pdf");
            dss = folder.resolve("dss.pdf");
            SamplePdf.write(plain);
        }

        List<Measurement> measure() {
            Rate rate = new Rate(4, 1.5);
            List<Double> basic = rate.sideBySide(List.of(ours(PadesLevel.B_B), itext(false)));
            List<Double> longTerm = rate.sideBySide(
                    List.of(ours(PadesLevel.B_LT), itext(true), () -> new DssSigner(supplies).sign(plain, dss)));
            List<Double> archive = rate.sideBySide(List.of(ours(PadesLevel.B_LTA), ours(PadesLevel.B_LT)));
            List<Measurement> rows = new ArrayList<>();
            rows.add(signed("PAdES B-B", basic.get(0), basic.get(1), ITEXT, 0.8));
            rows.add(signed("PAdES B-LT", longTerm.get(0), longTerm.get(1), ITEXT, 5));
            rows.add(signed("PAdES B-LT", longTerm.get(0), longTerm.get(2), DSS, 3));
            rows.add(new Measurement(
                    name(),
                    "PAdES B-LTA",
                    "documents/s",
                    Measurement.Better.HIGHER,
                    archive.get(0),
                    archive.get(1),
                    "ours at B-LT",
                    Optional.empty()));
            rows.add(transcripts());
            run(ours(PadesLevel.B_LT));
            rows.add(judged("of ours", ours));
            rows.add(judged("of iText's", itext));
            rows.add(judged("of DSS's", dss));
            rows.add(batch.measure(name()));
            return rows;
        }

        private Rate.Action ours(PadesLevel level) {
            return () -> signer.sign(SigningRequest.invisible(plain, ours, level), supplies.key());
        }

        private Rate.Action itext(boolean longTerm) {
            ItextSigner peer = new ItextSigner(supplies, longTerm);
            return () -> peer.sign(plain, itext);
        }

        /** What a principal waits for after one step-up, without the pages and the database. */
        private Measurement transcripts() {
            IntStream.range(0, TRANSCRIPTS).parallel().forEach(this::transcript);
            long start = System.nanoTime();
            ExecutorService two = Executors.newFixedThreadPool(2);
            try {
                for (Future<?> done : IntStream.range(0, TRANSCRIPTS)
                        .mapToObj(n -> two.submit(() -> transcript(n)))
                        .toList()) {
                    done.get();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BenchException("interrupted", e);
            } catch (ExecutionException e) {
                throw new BenchException("signing failed: " + e.getCause(), e);
            } finally {
                two.shutdownNow();
            }
            return new Measurement(
                    name(),
                    TRANSCRIPTS + " documents at B-LT, two at a time",
                    "s",
                    Measurement.Better.LOWER,
                    (System.nanoTime() - start) / 1e9,
                    TRANSCRIPTS_SECONDS,
                    "limit",
                    Optional.of(1.0));
        }

        private void transcript(int number) {
            Path file = ours.resolveSibling("transcript-" + number + ".pdf");
            run(() -> signer.sign(SigningRequest.invisible(plain, file, PadesLevel.B_LT), supplies.key()));
        }

        private Measurement judged(String whose, Path file) {
            SignatureValidator validator = new SignatureValidator();
            Oracle oracle = new Oracle(List.of(pki.hierarchy.root()));
            agree(validator, oracle, file);
            List<Double> rates =
                    new Rate(3, 1).sideBySide(List.of(() -> validator.validate(file, now()), () -> oracle.judge(file)));
            return new Measurement(
                    name(),
                    "judging a B-LT file " + whose,
                    "ms",
                    Measurement.Better.LOWER,
                    1000 / rates.get(0),
                    1000 / rates.get(1),
                    DSS,
                    Optional.of(0.5));
        }

        private ValidationContext now() {
            return ValidationContext.offline(trust, paths, Clock.systemUTC().instant());
        }

        /** A figure counts only where both find the signature good. */
        private void agree(SignatureValidator validator, Oracle oracle, Path file) {
            Indication found;
            try {
                found = validator.validate(file, now()).indication();
            } catch (IOException e) {
                throw new BenchException("expected to read " + file.getFileName() + ", found " + e, e);
            }
            String theirs = oracle.judge(file).indication();
            if (found != Indication.TOTAL_PASSED || !theirs.equals("TOTAL_PASSED")) {
                throw new BenchException("expected TOTAL_PASSED of " + file.getFileName() + ", found " + found
                        + " by Khuê and " + theirs + " by EU DSS");
            }
        }

        private Measurement signed(String level, double ours, double peer, String peerName, double goal) {
            return new Measurement(
                    name(), level, "documents/s", Measurement.Better.HIGHER, ours, peer, peerName, Optional.of(goal));
        }

        private static void run(Rate.Action action) {
            try {
                action.run();
            } catch (Exception e) {
                throw new BenchException("signing failed: " + e, e);
            }
        }
    }
}
