package vn.khue.sso.badge;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A network in CIDR notation (RFC 4632, RFC 4291). An IPv4 address written within IPv6 is the IPv4 address.
 *
 * @param address first address, 4 or 16 bytes
 * @param bits length of the prefix
 */
public record Network(InetAddress address, int bits) {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9A-Fa-f:.]{2,45}");
    private static final Pattern CIDR = Pattern.compile("([^/]{2,45})/([0-9]{1,3})");
    private static final int SHORTEST_IPV4 = 8;
    private static final int SHORTEST_IPV6 = 32;
    private static final int IPV4_BYTES = 4;

    /** Empty for what is no network, or one so large that it says nothing: shorter than /8 or, in IPv6, /32. */
    public static Optional<Network> of(String cidr) {
        var parts = CIDR.matcher(cidr == null ? "" : cidr);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int bits = Integer.parseInt(parts.group(2));
        return address(parts.group(1))
                .filter(address -> bits <= address.getAddress().length * Byte.SIZE
                        && bits >= (address.getAddress().length == IPV4_BYTES ? SHORTEST_IPV4 : SHORTEST_IPV6))
                .map(address -> new Network(address, bits));
    }

    /** Reads an address, never a name: nothing is asked of a name server. */
    public static Optional<InetAddress> address(String literal) {
        if (literal == null || !LITERAL.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            // A text of digits, dots and colons is a literal or an error, except digits without two dots or colons.
            boolean whole = literal.indexOf(':') >= 0
                    || literal.chars().filter(sign -> sign == '.').count() == 3;
            return whole ? Optional.of(InetAddress.getByName(literal)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    public boolean contains(InetAddress other) {
        byte[] own = address.getAddress();
        byte[] theirs = other.getAddress();
        if (own.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if ((own[bit / Byte.SIZE] & mask) != (theirs[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
