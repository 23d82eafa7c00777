package vn.khue.web.security;

import java.util.List;
import java.util.Objects;

/**
 * Paths of an app that are called by programs with an OAuth 2 access token (RFC 6750), never by a browser's session: no
 * cookie is read, no CSRF token asked. An app declares one as a bean for each kind of caller.
 *
 * @param patterns Spring path patterns such as {@code /api/events}
 * @param audience the token's {@code aud} must contain this
 * @param authority what the token must grant: a value of {@code scope} or of a client role of the audience
 */
public record ApiPaths(List<String> patterns, String audience, String authority) {

    public ApiPaths {
        patterns = List.copyOf(patterns);
        Objects.requireNonNull(audience, "audience");
        Objects.requireNonNull(authority, "authority");
    }
}
