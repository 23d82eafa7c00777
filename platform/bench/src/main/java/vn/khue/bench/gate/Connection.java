package vn.khue.bench.gate;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One kept HTTP/1.1 connection to loopback, one request after the other. Much lighter than the JDK's client: what the load costs is
 * taken from the same processors as what is measured. Not thread-safe.
 */
final class Connection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int LONGEST_LINE = 1 << 16;

    private final int port;
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    Connection(int port) {
        this.port = port;
    }

    /**
     * @param status of the HTTP answer
     * @param location where a redirection leads
     * @param cookies the Set-Cookie lines, as sent
     * @param body UTF-8
     */
    record Answer(int status, Optional<String> location, List<String> cookies, String body) {}

    Answer get(String path, String cookies) throws IOException {
        return exchange("GET " + path + " HTTP/1.1\r\n" + head(cookies) + "Accept: text/html\r\n\r\n");
    }

    /** @param form as application/x-www-form-urlencoded, ASCII */
    Answer post(String path, String cookies, String form) throws IOException {
        return exchange("POST " + path + " HTTP/1.1\r\n" + head(cookies)
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n\r\n"
                + form);
    }

    private String head(String cookies) {
        return "Host: localhost:" + port + "\r\nAccept-Language: vi\r\n"
                + (cookies.isEmpty() ? "" : "Cookie: " + cookies + "\r\n");
    }

    private Answer exchange(String request) throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
            out = socket.getOutputStream();
        }
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        Optional<String> location = Optional.empty();
        List<String> cookies = new ArrayList<>();
        int length = 0;
        boolean chunked = false;
        boolean last = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon).toLowerCase(java.util.Locale.ROOT)) {
                case "location" -> location = Optional.of(value);
                case "set-cookie" -> cookies.add(value);
                case "content-length" -> length = Integer.parseInt(value);
                case "transfer-encoding" -> chunked = value.equals("chunked");
                case "connection" -> last = value.equals("close");
                default -> {}
            }
        }
        String body = new String(chunked ? chunks() : in.readNBytes(length), StandardCharsets.UTF_8);
        if (last) {
            close();
        }
        return new Answer(status, location, cookies, body);
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() > LONGEST_LINE) {
                throw new IOException("expected a line of an HTTP answer, found the end");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
