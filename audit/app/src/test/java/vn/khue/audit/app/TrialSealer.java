package vn.khue.audit.app;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Speaks as the signing service does where reports are sealed; the real one is tested in its own room. Away until told otherwise. */
public final class TrialSealer implements AutoCloseable {

    /** What it puts behind the file. */
    public static final String SEAL = "\n% a seal of a test\n";

    private final HttpServer server;
    private volatile int status = 503;
    private volatile UnaryOperator<byte[]> seal = TrialSealer::sealed;

    TrialSealer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/reports", exchange -> {
            byte[] sent = exchange.getRequestBody().readAllBytes();
            boolean right = exchange.getRequestMethod().equals("POST")
                    && "application/pdf".equals(exchange.getRequestHeaders().getFirst("Content-Type"))
                    && String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                            .startsWith("Bearer ");
            int answer = right ? status : 400;
            byte[] body = answer == 200 ? seal.apply(sent) : new byte[0];
            exchange.getResponseHeaders().set("Content-Type", "application/pdf");
            exchange.sendResponseHeaders(answer, body.length == 0 ? -1 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
    }

    private static byte[] sealed(byte[] sent) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(sent);
        out.writeBytes(SEAL.getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** From now on it answers so. */
    public void answers(int now) {
        status = now;
        seal = TrialSealer::sealed;
    }

    /** From now on it gives back what this makes of the file. */
    public void gives(UnaryOperator<byte[]> other) {
        status = 200;
        seal = other;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
