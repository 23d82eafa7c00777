package vn.khue.audit.app.blocklist;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One address, or a range in CIDR form (RFC 4632, RFC 4291). No name server is ever asked. Immutable. */
public final class AddressRange {

    /** Wider ones are whole providers: nobody blocks them by a form. */
    private static final int WIDEST_FOUR = 16;

    private static final int WIDEST_SIX = 32;
    private static final int FOUR = 4;
    private static final Pattern IPV4 =
            Pattern.compile("(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private final byte[] prefix;
    private final int bits;

    private AddressRange(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /** Such as 203.0.113.7, 203.0.113.0/24 or 2001:db8::/48; bits behind the range's end are dropped. */
    public static Optional<AddressRange> parse(String typed) {
        String text = typed.strip();
        int slash = text.indexOf('/');
        Optional<byte[]> address = address(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int most = address.get().length * Byte.SIZE;
        String length = slash < 0 ? Integer.toString(most) : text.substring(slash + 1);
        if (!length.matches("[0-9]{1,3}") || Integer.parseInt(length) > most) {
            return Optional.empty();
        }
        int bits = Integer.parseInt(length);
        byte[] prefix = address.get().clone();
        for (int i = 0; i < prefix.length; i++) {
            prefix[i] = (byte) (prefix[i] & mask(bits - i * Byte.SIZE));
        }
        return Optional.of(new AddressRange(prefix, bits));
    }

    private static int mask(int bitsHere) {
        return bitsHere >= Byte.SIZE ? 0xFF : bitsHere <= 0 ? 0 : 0xFF << (Byte.SIZE - bitsHere) & 0xFF;
    }

    private static Optional<byte[]> address(String text) {
        Matcher four = IPV4.matcher(text);
        if (four.matches()) {
            byte[] bytes = new byte[FOUR];
            for (int i = 0; i < FOUR; i++) {
                int part = Integer.parseInt(four.group(i + 1));
                if (part > 0xFF) {
                    return Optional.empty();
                }
                bytes[i] = (byte) part;
            }
            return Optional.of(bytes);
        }
        if (text.indexOf(':') < 0 || !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            // A text with a colon is an address or nothing.
            return Optional.of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Why it cannot be blocked, as the end of a message key: too wide, or an address that no stranger has. */
    public Optional<String> fault() {
        try {
            InetAddress address = InetAddress.getByAddress(prefix);
            if (address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || address.isLinkLocalAddress()
                    || address.isMulticastAddress()) {
                return Optional.of("special");
            }
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
        return bits < (prefix.length == FOUR ? WIDEST_FOUR : WIDEST_SIX) ? Optional.of("wide") : Optional.empty();
    }

    /** Whether an address in text is in it; a text that is none is not. */
    public boolean holds(String address) {
        return address(address)
                .filter(each -> each.length == prefix.length && agrees(each, bits))
                .isPresent();
    }

    /** Whether they have an address in common. */
    public boolean meets(AddressRange other) {
        return prefix.length == other.prefix.length && agrees(other.prefix, Math.min(bits, other.bits));
    }

    private boolean agrees(byte[] address, int over) {
        for (int i = 0; i < prefix.length; i++) {
            if (((address[i] ^ prefix[i]) & mask(over - i * Byte.SIZE)) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is one address. */
    public boolean single() {
        return bits == prefix.length * Byte.SIZE;
    }

    /**
     * Keys of Wazuh's CDB lists that match just these addresses by {@code address_match_key}: an IPv4 address, or the beginning of some up to a
     * point, such as {@code 203.0.113.}. Empty for a range of IPv6, which such a list cannot hold.
     */
    public List<String> cdbKeys() {
        if (single()) {
            return List.of(address());
        } else if (prefix.length != FOUR) {
            return List.of();
        }
        int whole = bits / Byte.SIZE;
        int rest = bits % Byte.SIZE;
        StringBuilder beginning = new StringBuilder();
        for (int i = 0; i < whole; i++) {
            beginning.append(prefix[i] & 0xFF).append('.');
        }
        if (rest == 0) {
            return List.of(beginning.toString());
        }
        List<String> keys = new ArrayList<>();
        int first = prefix[whole] & 0xFF;
        for (int part = first; part < first + (1 << Byte.SIZE - rest); part++) {
            keys.add(beginning.toString() + part + (whole == FOUR - 1 ? "" : "."));
        }
        return keys;
    }

    private String address() {
        if (prefix.length == FOUR) {
            return String.format(
                    Locale.ROOT, "%d.%d.%d.%d", prefix[0] & 0xFF, prefix[1] & 0xFF, prefix[2] & 0xFF, prefix[3] & 0xFF);
        }
        int[] parts = new int[8];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = (prefix[2 * i] & 0xFF) << Byte.SIZE | prefix[2 * i + 1] & 0xFF;
        }
        return shortest(parts);
    }

    /** RFC 5952: the first of the longest runs of zeros is left out. */
    private static String shortest(int[] parts) {
        int best = -1;
        int longest = 1;
        for (int i = 0; i < parts.length; i++) {
            int run = 0;
            while (i + run < parts.length && parts[i + run] == 0) {
                run++;
            }
            if (run > longest) {
                longest = run;
                best = i;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            if (i == best) {
                text.append("::");
                i += longest - 1;
                continue;
            }
            if (i > 0 && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(parts[i]));
        }
        return text.toString();
    }

    /** In its shortest spelling. */
    @Override
    public String toString() {
        return single() ? address() : address() + "/" + bits;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRange range && range.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }
}
