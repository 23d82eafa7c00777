package vn.khue.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** GETs one after the other over kept connections, each timed from its first byte sent to the last byte of the answer. */
final class Latency {

    private static final double PERCENTILE = 0.99;

    /** Servers close a connection after so many, and more. */
    private static final int OVER_ONE_CONNECTION = 500;

    private Latency() {}

    /** @return the 99th percentile in milliseconds */
    static double p99(int port, List<String> paths) throws IOException {
        double[] millis = new double[paths.size()];
        for (int from = 0; from < millis.length; from += OVER_ONE_CONNECTION) {
            time(port, paths, from, Math.min(millis.length, from + OVER_ONE_CONNECTION), millis);
        }
        Arrays.sort(millis);
        return millis[(int) (millis.length * PERCENTILE)];
    }

    private static void time(int port, List<String> paths, int from, int to, double[] millis) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
            for (int i = from; i < to; i++) {
                byte[] request = ("GET " + paths.get(i) + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
                long began = System.nanoTime();
                out.write(request);
                skip(in);
                millis[i] = (System.nanoTime() - began) / 1e6;
            }
        }
    }

    private static void skip(InputStream in) throws IOException {
        int length = -1;
        boolean first = true;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (first && !line.startsWith("HTTP/1.1 200")) {
                throw new IOException("a good answer expected, found " + line);
            }
            first = false;
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).trim());
            }
        }
        if (length < 0 || in.readNBytes(length).length < length) {
            throw new IOException("an answer of known length expected, found one cut off");
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() > 4096) {
                throw new IOException("a header line expected, found " + line);
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
