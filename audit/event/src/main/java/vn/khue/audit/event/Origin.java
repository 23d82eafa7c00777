package vn.khue.audit.event;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a request came from.
 *
 * @param ip IPv4 or IPv6 address in text, no name, no port; at most 45 characters
 * @param port the client's TCP or UDP port, 1 to 65535; empty where a proxy did not pass it on
 * @param userAgent the client's own words, cleaned, at most 256 characters
 */
public record Origin(String ip, Optional<Integer> port, Optional<String> userAgent) {

    static final int MAX_USER_AGENT = 256;
    private static final int MAX_PORT = 65_535;
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]{2,45}");

    public Origin {
        if (!ADDRESS.matcher(ip).matches()) {
            throw new AuditEventException(
                    "Audit event field origin.ip: expected an IPv4 or IPv6 address in text, found " + ip.length()
                            + " other characters; leave the origin out when the address is not known");
        }
        port.filter(number -> !isPort(number)).ifPresent(number -> {
            throw new AuditEventException("Audit event field origin.port: expected 1 to " + MAX_PORT + ", found "
                    + number + "; leave it out");
        });
        userAgent.ifPresent(agent -> PlainText.require("origin.userAgent", agent, MAX_USER_AGENT));
    }

    /**
     * From what a server saw, hostile or not: an address that is none gives no origin, a port that is none is left out, a user agent is
     * cleaned and cut. Never throws.
     *
     * @param port 0 or less where it is not known
     */
    public static Optional<Origin> seen(String ip, int port, String userAgent) {
        if (ip == null || !ADDRESS.matcher(ip).matches()) {
            return Optional.empty();
        }
        return Optional.of(new Origin(
                ip,
                Optional.of(port).filter(Origin::isPort),
                Optional.ofNullable(userAgent)
                        .map(agent -> PlainText.clean(agent, MAX_USER_AGENT))
                        .filter(agent -> !agent.isEmpty())));
    }

    /** The same where no port is known. */
    public static Optional<Origin> seen(String ip, String userAgent) {
        return seen(ip, 0, userAgent);
    }

    private static boolean isPort(int number) {
        return number >= 1 && number <= MAX_PORT;
    }
}
