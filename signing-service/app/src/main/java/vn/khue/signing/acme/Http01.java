package vn.khue.signing.acme;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.khue.pki.DnsName;

/**
 * Fetches the answer of an http-01 challenge (RFC 8555 section 8.3). It connects to port 80 of the addresses that the name has at
 * that moment, and to nothing else: no redirect (where the standard says SHOULD follow), no loopback, link-local, multicast or
 * unspecified address, a few kilobytes, some seconds. Private addresses are allowed, as hosts of schools have them; which names are
 * asked at all is the binding's to say. Thread-safe.
 */
final class Http01 {
    static final int MAX_BYTES = 8192;
    private static final int PORT = 80;
    private static final int MOST_ADDRESSES = 4;
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration WHOLE = Duration.ofSeconds(8);
    private static final Pattern OK = Pattern.compile("HTTP/1\\.[01] 200[ \r]");

    private final Optional<InetSocketAddress> always;

    /** @param always for tests: every name is asked there */
    Http01(Optional<InetSocketAddress> always) {
        this.always = always;
    }

    /** Empty where the host gave the key authorization; else why not: DNS, CONNECTION or INCORRECT_RESPONSE. */
    Optional<AcmeError> objection(DnsName name, String token, String keyAuthorization) {
        List<InetSocketAddress> addresses;
        try {
            addresses = always.isPresent() ? List.of(always.get()) : resolve(name);
        } catch (UnknownHostException e) {
            return Optional.of(AcmeError.DNS);
        }
        try {
            byte[] body = body(fetch(addresses, name, token));
            byte[] expected = keyAuthorization.getBytes(StandardCharsets.US_ASCII);
            return MessageDigest.isEqual(expected, body) ? Optional.empty() : Optional.of(AcmeError.INCORRECT_RESPONSE);
        } catch (IOException e) {
            return Optional.of(AcmeError.CONNECTION);
        }
    }

    private static List<InetSocketAddress> resolve(DnsName name) throws UnknownHostException {
        List<InetSocketAddress> allowed = Arrays.stream(InetAddress.getAllByName(name.text()))
                .filter(address -> !forbidden(address))
                .limit(MOST_ADDRESSES)
                .map(address -> new InetSocketAddress(address, PORT))
                .toList();
        if (allowed.isEmpty()) {
            throw new UnknownHostException(name.text());
        }
        return allowed;
    }

    static boolean forbidden(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean thisNetwork = bytes.length == 4 && bytes[0] == 0;
        return thisNetwork
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || address.isAnyLocalAddress();
    }

    /** The answer of the first address that takes a connection. */
    private static byte[] fetch(List<InetSocketAddress> addresses, DnsName name, String token) throws IOException {
        long end = System.nanoTime() + WHOLE.toNanos();
        IOException last = new IOException("no address");
        for (InetSocketAddress address : addresses) {
            try (Socket socket = new Socket()) {
                try {
                    socket.connect(address, Math.min(Math.toIntExact(CONNECT.toMillis()), left(end)));
                } catch (IOException e) {
                    last = e;
                    continue;
                }
                return exchange(socket, name, token, end);
            }
        }
        throw last;
    }

    /** HTTP/1.0, so that the body ends with the connection. */
    private static byte[] exchange(Socket socket, DnsName name, String token, long end) throws IOException {
        socket.getOutputStream()
                .write(("GET /.well-known/acme-challenge/" + token + " HTTP/1.0\r\nHost: " + name.text()
                                + "\r\nUser-Agent: khue-acme\r\nAccept: */*\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] buffer = new byte[1024];
        while (read.size() <= MAX_BYTES) {
            socket.setSoTimeout(left(end));
            int got = in.read(buffer);
            if (got < 0) {
                return read.toByteArray();
            }
            read.write(buffer, 0, got);
        }
        throw new IOException("an answer of at most " + MAX_BYTES + " bytes expected, found more");
    }

    /** Milliseconds, at least one. */
    private static int left(long end) throws IOException {
        long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (left <= 0) {
            throw new IOException("an answer within " + WHOLE + " expected");
        }
        return Math.toIntExact(left);
    }

    /** The body of a 200; any other answer gives nothing that could fit. White space at the end does not count (section 8.3). */
    private static byte[] body(byte[] answer) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        int head = text.indexOf("\r\n\r\n");
        return head > 0 && OK.matcher(text).lookingAt()
                ? text.substring(head + 4).stripTrailing().getBytes(StandardCharsets.ISO_8859_1)
                : new byte[0];
    }
}
