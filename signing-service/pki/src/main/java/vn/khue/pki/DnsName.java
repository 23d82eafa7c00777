package vn.khue.pki;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a host as it stands in a certificate's dNSName: letters, digits and hyphens in labels of 1 to 63 (RFC 1034
 * section 3.5, RFC 5280 section 4.2.1.6), at least two labels, at most 253 characters, in lower case. Names in other
 * letters come in their A-label form (RFC 5890). No wildcard, no final dot, no address.
 *
 * @param text in lower case
 */
public record DnsName(String text) implements Comparable<DnsName> {
    private static final int MAX = 253;
    private static final Pattern FORM =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern NUMBER_AT_THE_END = Pattern.compile(".*\\.[0-9]+");

    /** Throws IllegalArgumentException for anything else; strangers' text goes through {@link #parse}. */
    public DnsName {
        if (text.length() > MAX
                || !FORM.matcher(text).matches()
                || NUMBER_AT_THE_END.matcher(text).matches()) {
            throw new IllegalArgumentException("a host name of at least two labels expected, found another text");
        }
    }

    /** Reads a name in any case; empty for what is no such name. */
    public static Optional<DnsName> parse(String text) {
        try {
            return Optional.of(new DnsName(text.toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(DnsName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
