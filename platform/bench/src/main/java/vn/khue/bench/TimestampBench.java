package vn.khue.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Time stamps from the shipped signing service over HTTP, each signed anew, asked for by wrk on the same machine. */
public final class TimestampBench implements Bench {

    private static final double LEAST = 3_000;

    @Override
    public String name() {
        return "tsa";
    }

    @Override
    public String about() {
        return "time stamps (RFC 3161, P-256) through the real HTTP stack, by wrk, beside openssl speed";
    }

    @Override
    public List<Measurement> run() {
        try {
            Path folder = Files.createTempDirectory("khue-bench-tsa");
            try (SigningService service = new SigningService()) {
                double ours = new Wrk(folder)
                        .posting(
                                "http://127.0.0.1:" + service.port() + "/tsa",
                                "application/timestamp-query",
                                TimestampQuery.der());
                OpensslSpeed openssl = OpensslSpeed.of("ecdsap256");
                return List.of(
                        row(ours, LEAST, "limit", Optional.of(1.0)),
                        row(
                                ours,
                                openssl.signsPerSecond(),
                                openssl.version() + " speed, bare P-256 signatures",
                                Optional.empty()));
            } finally {
                TemporaryFolder.delete(folder);
            }
        } catch (IOException e) {
            throw new BenchException("expected a signing service of its own and wrk, found " + e, e);
        }
    }

    private Measurement row(double ours, double peer, String peerName, Optional<Double> goal) {
        return new Measurement(
                name(), "time stamps over HTTP", "1/s", Measurement.Better.HIGHER, ours, peer, peerName, goal);
    }
}
