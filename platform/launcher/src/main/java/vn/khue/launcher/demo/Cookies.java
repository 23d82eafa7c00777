package vn.khue.launcher.demo;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Cookies of one visitor, RFC 6265 in the measure that loopback needs. A browser takes {@code localhost} for a secure place and
 * sends {@code Secure} cookies there over plain HTTP; the JDK's cookie handler does not, hence this class. Not thread-safe.
 */
final class Cookies {
    private record Key(String name, String host, String path) {}

    private final Map<Key, String> values = new LinkedHashMap<>();

    /** Keeps what a response sets. */
    void keep(URI from, List<String> setCookieLines) {
        for (String line : setCookieLines) {
            String[] parts = line.split(";");
            int equals = parts[0].indexOf('=');
            if (equals <= 0) {
                continue;
            }
            String path = attribute(parts, "path", "/");
            Key key = new Key(parts[0].substring(0, equals).strip(), from.getHost(), path);
            if (attribute(parts, "max-age", "1").equals("0")) {
                values.remove(key);
            } else {
                values.put(key, parts[0].substring(equals + 1).strip());
            }
        }
    }

    /** The value of the Cookie header for a request; empty when there is nothing to send. */
    String header(URI to) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().host().equals(to.getHost()))
                .filter(entry -> within(to.getPath(), entry.getKey().path()))
                .map(entry -> entry.getKey().name() + "=" + entry.getValue())
                .collect(Collectors.joining("; "));
    }

    private static boolean within(String path, String cookiePath) {
        return path.equals(cookiePath)
                || cookiePath.endsWith("/") && path.startsWith(cookiePath)
                || path.startsWith(cookiePath + "/");
    }

    private static String attribute(String[] parts, String name, String otherwise) {
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip();
            if (part.toLowerCase(Locale.ROOT).startsWith(name + "=")) {
                return part.substring(name.length() + 1);
            }
        }
        return otherwise;
    }
}
