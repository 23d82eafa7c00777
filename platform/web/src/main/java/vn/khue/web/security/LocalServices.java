package vn.khue.web.security;

import java.util.List;

/**
 * Paths that only a program on this machine may call, asking directly and not through a proxy, like {@code /actuator}. No
 * session, no token: who may run programs here may read them. An app declares one as a bean.
 */
public record LocalServices(List<String> patterns) {

    public LocalServices {
        patterns = List.copyOf(patterns);
    }

    public static LocalServices of(String... patterns) {
        return new LocalServices(List.of(patterns));
    }
}
