package vn.khue.web.security;

import java.util.List;

/**
 * Paths of an app that only a caller on this machine reaches, asking directly, such as bundles of the log's entries: no session, no
 * token; whoever comes through a reverse proxy is refused. An app declares one as a bean.
 */
public record LocalServices(List<String> patterns) {

    public LocalServices {
        patterns = List.copyOf(patterns);
    }

    public static LocalServices of(String... patterns) {
        return new LocalServices(List.of(patterns));
    }
}
