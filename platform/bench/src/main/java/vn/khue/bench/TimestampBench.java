package vn.khue.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponse;

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
                URI address = URI.create("http://127.0.0.1:" + service.port() + "/tsa");
                requireStamp(address);
                double ours = new Wrk(folder)
                        .posting(address.toString(), "application/timestamp-query", TimestampQuery.der());
                requireStamp(address);
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

    /** A refusal is a good answer of HTTP, too, and is made faster. */
    private static void requireStamp(URI address) throws IOException {
        try {
            byte[] reply = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(address)
                                    .header("Content-Type", "application/timestamp-query")
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(TimestampQuery.der()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray())
                    .body();
            TimeStampResponse response = new TimeStampResponse(reply);
            response.validate(new TimeStampRequest(TimestampQuery.der()));
            if (response.getStatus() != PKIStatus.GRANTED) {
                throw new BenchException("expected a time stamp, found a refusal: " + response.getStatusString());
            }
        } catch (TSPException e) {
            throw new BenchException("expected a time stamp, found " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    private Measurement row(double ours, double peer, String peerName, Optional<Double> goal) {
        return new Measurement(
                name(), "time stamps over HTTP", "1/s", Measurement.Better.HIGHER, ours, peer, peerName, goal);
    }
}
