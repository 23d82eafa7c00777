package vn.khue.pki.revocation;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which addresses may be fetched. Addresses come out of certificates that strangers hand in, so fetching whatever they
 * say would let them reach into the network (server-side request forgery): only listed origins are asked.
 *
 * @param origins scheme, host and port, for instance {@code http://localhost:8081} or {@code http://ocsp.ca.gov.vn}
 */
public record FetchRule(Set<String> origins) {
    public FetchRule {
        origins = origins.stream().map(o -> origin(URI.create(o))).collect(Collectors.toUnmodifiableSet());
    }

    boolean allows(URI address) {
        return address.getHost() != null && address.getUserInfo() == null && origins.contains(origin(address));
    }

    private static String origin(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        int port = address.getPort() != -1 ? address.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + host + ":" + port;
    }
}
