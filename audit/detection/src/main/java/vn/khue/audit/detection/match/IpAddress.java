package vn.khue.audit.detection.match;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Addresses in text to bytes, without ever asking a name server. An IPv4 address written as IPv6 is the IPv4 address. */
final class IpAddress {

    private static final int LONGEST = 45;

    private IpAddress() {}

    static Optional<byte[]> parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        return text.indexOf(':') >= 0 ? six(text) : four(text);
    }

    private static Optional<byte[]> four(String text) {
        byte[] address = new byte[4];
        int part = 0;
        int value = -1;
        for (int i = 0; i <= text.length(); i++) {
            char character = i == text.length() ? '.' : text.charAt(i);
            if (character == '.') {
                if (value < 0 || part == 4) {
                    return Optional.empty();
                }
                address[part++] = (byte) value;
                value = -1;
            } else if (character >= '0' && character <= '9' && value != 0) {
                value = Math.max(value, 0) * 10 + character - '0';
                if (value > 255) {
                    return Optional.empty();
                }
            } else {
                return Optional.empty();
            }
        }
        return part == 4 ? Optional.of(address) : Optional.empty();
    }

    /** With a colon in it no name is looked up. */
    private static Optional<byte[]> six(String text) {
        boolean plain = text.chars()
                .allMatch(c ->
                        c == ':' || c == '.' || c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F');
        if (!plain) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
