package vn.khue.roster.scim;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request, whatever brought it.
 *
 * @param method in upper case
 * @param path under the service's base, such as {@code /csdl/v2/Users}; as sent, percent-encoded
 * @param query as sent, without the question mark; empty where there is none
 * @param headers one value a name, names in any case
 * @param body already cut off by the transport; empty where there is none
 */
public record ScimRequest(String method, String path, String query, Map<String, String> headers, byte[] body) {
    public ScimRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(query, "query");
        var lower = new TreeMap<String, String>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        headers = Map.copyOf(lower);
        body = body.clone();
    }

    /** The header of that name, in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public byte[] body() {
        return body.clone();
    }
}
