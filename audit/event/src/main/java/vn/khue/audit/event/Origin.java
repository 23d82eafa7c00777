package vn.khue.audit.event;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a request came from.
 *
 * @param ip IPv4 or IPv6 address in text, no name, no port; at most 45 characters
 * @param userAgent the client's own words, cleaned, at most 256 characters
 */
public record Origin(String ip, Optional<String> userAgent) {

    static final int MAX_USER_AGENT = 256;
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]{2,45}");

    public Origin {
        if (!ADDRESS.matcher(ip).matches()) {
            throw new AuditEventException(
                    "Audit event field origin.ip: expected an IPv4 or IPv6 address in text, found " + ip.length()
                            + " other characters; leave the origin out when the address is not known");
        }
        userAgent.ifPresent(agent -> PlainText.require("origin.userAgent", agent, MAX_USER_AGENT));
    }

    /**
     * From what a server saw, hostile or not: an address that is none gives no origin, a user agent is cleaned and cut.
     * Never throws.
     */
    public static Optional<Origin> seen(String ip, String userAgent) {
        if (ip == null || !ADDRESS.matcher(ip).matches()) {
            return Optional.empty();
        }
        return Optional.of(new Origin(
                ip,
                Optional.ofNullable(userAgent)
                        .map(agent -> PlainText.clean(agent, MAX_USER_AGENT))
                        .filter(agent -> !agent.isEmpty())));
    }
}
