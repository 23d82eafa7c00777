package vn.khue.web.security;

import java.util.List;

/**
 * Paths that anybody's program may call without a token, such as OCSP or the tiles of the log: no session is read or made,
 * no CSRF token asked, failures are answered as problem+json. An app declares one as a bean.
 */
public record OpenServices(List<String> patterns) {

    public OpenServices {
        patterns = List.copyOf(patterns);
    }

    public static OpenServices of(String... patterns) {
        return new OpenServices(List.of(patterns));
    }
}
