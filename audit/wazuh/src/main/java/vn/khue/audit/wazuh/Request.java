package vn.khue.audit.wazuh;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One call of an operation, without its token.
 *
 * @param path with its variables put in
 * @param query by name, not encoded
 */
record Request(Operation operation, String path, Map<String, String> query, Optional<Content> content) {

    /** A body and its media type. The bytes are the caller's to leave alone. */
    record Content(String type, byte[] bytes) {

        @Override
        public String toString() {
            return type + ", " + bytes.length + " bytes";
        }
    }

    static Request of(Operation operation) {
        return new Request(operation, operation.path(), Map.of(), Optional.empty());
    }

    Request with(String variable, String value) {
        String name = "{" + variable + "}";
        if (!path.contains(name)) {
            throw new IllegalStateException(operation + " has no variable " + variable);
        }
        return new Request(operation, path.replace(name, encoded(value)), query, content);
    }

    Request query(String name, String value) {
        if (!operation.parameters().contains(name)) {
            throw new IllegalStateException(operation + " has no parameter " + name);
        }
        Map<String, String> more = new TreeMap<>(query);
        more.put(name, value);
        return new Request(operation, path, Map.copyOf(more), content);
    }

    Request slice(Slice slice) {
        return query("offset", Integer.toString(slice.offset())).query("limit", Integer.toString(slice.limit()));
    }

    Request json(Map<String, ?> body) {
        return content("application/json", JsonText.write(body));
    }

    Request octets(byte[] body) {
        return content("application/octet-stream", body);
    }

    private Request content(String type, byte[] bytes) {
        return new Request(operation, path, query, Optional.of(new Content(type, bytes)));
    }

    /** Path and query as they go over the wire, parameters by name. */
    String target() {
        if (path.contains("{")) {
            throw new IllegalStateException(operation + " lacks a variable: " + path);
        }
        StringBuilder target = new StringBuilder(path);
        char before = '?';
        for (Map.Entry<String, String> parameter : new TreeMap<>(query).entrySet()) {
            target.append(before).append(parameter.getKey()).append('=').append(encoded(parameter.getValue()));
            before = '&';
        }
        return target.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
