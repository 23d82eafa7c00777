package vn.khue.audit.wazuh;

import java.net.URI;
import java.util.Set;

/**
 * Where the server API is, for example {@code https://wazuh.example.vn:55000}: https, a host, no user, no query, no path. Plain http is
 * taken for this machine alone.
 */
public record WazuhAddress(URI base) {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    public WazuhAddress {
        boolean safe = "https".equals(base.getScheme())
                || ("http".equals(base.getScheme()) && THIS_MACHINE.contains(String.valueOf(base.getHost())));
        boolean bare = base.getHost() != null
                && base.getRawUserInfo() == null
                && base.getRawQuery() == null
                && base.getRawFragment() == null
                && (base.getRawPath() == null || base.getRawPath().isEmpty() || "/".equals(base.getRawPath()));
        if (!safe || !bare) {
            throw new WazuhException(
                    "Wazuh address: expected https, a host and a port, for example https://wazuh.example.vn:55000, and nothing more;"
                            + " found something else");
        }
    }

    public static WazuhAddress of(String text) {
        try {
            return new WazuhAddress(URI.create(text));
        } catch (IllegalArgumentException e) {
            throw new WazuhException("Wazuh address: expected an address, found something else", e);
        }
    }

    String host() {
        return base.getHost();
    }

    URI resolve(String target) {
        return base.resolve(target);
    }
}
