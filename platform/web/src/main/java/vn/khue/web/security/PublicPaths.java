package vn.khue.web.security;

import java.util.List;

/**
 * Paths of an app that need no login, as Spring path patterns ({@code /verify}, {@code /d/*}). An app declares one as a
 * bean; every path that is in none of them needs a login.
 */
public record PublicPaths(List<String> patterns) {

    public PublicPaths {
        patterns = List.copyOf(patterns);
    }

    public static PublicPaths of(String... patterns) {
        return new PublicPaths(List.of(patterns));
    }
}
