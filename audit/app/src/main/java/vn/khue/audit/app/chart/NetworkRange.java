package vn.khue.audit.app.chart;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The network an address is of: 256 addresses of IPv4, a site (/48) of IPv6. Names are never asked for. */
final class NetworkRange {

    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})\\.\\d{1,3}");

    private NetworkRange() {}

    /** Such as 203.0.113.0/24; empty for what is no address. */
    static Optional<String> of(String address) {
        Matcher four = IPV4.matcher(address);
        if (four.matches()) {
            return Optional.of(four.group(1) + ".0/24");
        }
        if (address.indexOf(':') < 0) {
            return Optional.empty();
        }
        try {
            // A text with a colon is an address or nothing: no name server is asked.
            InetAddress found = InetAddress.getByName(address);
            byte[] bytes = found.getAddress();
            return found instanceof Inet6Address
                    ? Optional.of(String.format(
                            Locale.ROOT,
                            "%x:%x:%x::/48",
                            (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF,
                            (bytes[2] & 0xFF) << 8 | bytes[3] & 0xFF,
                            (bytes[4] & 0xFF) << 8 | bytes[5] & 0xFF))
                    : of(found.getHostAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
