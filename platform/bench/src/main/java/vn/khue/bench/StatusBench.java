package vn.khue.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Pre-signed OCSP answers by GET from the shipped signing service, beside nginx with a file of the same bytes and openssl ocsp. */
public final class StatusBench implements Bench {

    private static final int CERTIFICATES = 10_000;
    private static final double LEAST_OF_NGINX = 0.5;
    private static final double LEAST_OF_OPENSSL = 20;
    private static final String WAITING = "select count(*) from pki_ocsp_answer where der is null";

    @Override
    public String name() {
        return "status";
    }

    @Override
    public String about() {
        return "OCSP by GET of a pre-signed answer through the real HTTP stack, beside nginx (a file), both by wrk, and openssl ocsp";
    }

    @Override
    public List<Measurement> run() {
        try {
            Path folder = Files.createTempDirectory("khue-bench-peers");
            try (SigningService service = new SigningService()) {
                service.await(WAITING, Duration.ofMinutes(1));
                service.execute(InventedCertificates.insert(0, CERTIFICATES));
                Duration before = service.processorTime();
                service.await(WAITING, Duration.ofMinutes(2));
                double signing = seconds(service.processorTime().minus(before));
                InventedCertificates certificates = new InventedCertificates(service.get("/pki/people.crt"));
                String path = certificates.path(CERTIFICATES / 2);
                byte[] answer = service.get(path);
                try (NginxFile nginx = new NginxFile(folder, answer);
                        OpensslOcsp openssl = new OpensslOcsp(folder, CERTIFICATES)) {
                    List<Double> rates = new Wrk(folder)
                            .sideBySide(List.of("http://127.0.0.1:" + service.port() + path, nginx.address()));
                    double other = new Rate(2, 2).perSecond(openssl::get);
                    String what = "OCSP GET, pre-signed, " + answer.length + " bytes";
                    return List.of(
                            row(what, rates.get(0), rates.get(1), nginx.version() + ", file", LEAST_OF_NGINX),
                            row(what, rates.get(0), other, openssl.version() + " ocsp", LEAST_OF_OPENSSL),
                            new Measurement(
                                    name(),
                                    "processor time to sign 10,000 answers ahead and store them",
                                    "s",
                                    Measurement.Better.LOWER,
                                    signing,
                                    CERTIFICATES / OpensslSpeed.of("ecdsap256").signsPerSecond(),
                                    "openssl speed, bare signatures",
                                    Optional.empty()));
                }
            } finally {
                TemporaryFolder.delete(folder);
            }
        } catch (IOException e) {
            throw new BenchException("expected a signing service of its own and its peers, found " + e, e);
        }
    }

    private Measurement row(String metric, double ours, double peer, String peerName, double goal) {
        return new Measurement(
                name(), metric, "1/s", Measurement.Better.HIGHER, ours, peer, peerName, Optional.of(goal));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
