package vn.khue.audit.wazuh;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A JSON object of somebody else, read without trust: what is missing, {@code null} or of another type is absent, texts are plain and
 * cut. Wazuh gives one field as text here and as number there, so a text may be asked for either way.
 */
final class JsonObject {

    static final int SHORT = 256;
    static final int LONG = 4_096;
    private static final int MAX_YEAR = 9_000;

    private final Map<String, Object> fields;

    JsonObject(Map<String, Object> fields) {
        this.fields = fields;
    }

    static JsonObject empty() {
        return new JsonObject(Map.of());
    }

    Set<String> names() {
        return fields.keySet();
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    Optional<String> text(String name, int max) {
        return Optional.ofNullable(fields.get(name))
                .filter(value -> value instanceof String || value instanceof Number || value instanceof Boolean)
                .map(value -> WireText.clean(value.toString(), max))
                .filter(text -> !text.isEmpty());
    }

    String textOr(String name, String otherwise) {
        return text(name, SHORT).orElse(otherwise);
    }

    OptionalLong number(String name) {
        Object value = fields.get(name);
        if (value instanceof Long number) {
            return OptionalLong.of(number);
        }
        if (value instanceof String text && text.matches("-?[0-9]{1,18}")) {
            return OptionalLong.of(Long.parseLong(text));
        }
        return OptionalLong.empty();
    }

    int count(String name) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, number(name).orElse(0)));
    }

    int integer(String name) {
        return (int) Math.max(
                Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number(name).orElse(0)));
    }

    /** Also {@code yes} and {@code no}, as cluster and server information have it. */
    Optional<Boolean> flag(String name) {
        Object value = fields.get(name);
        if (value instanceof Boolean flag) {
            return Optional.of(flag);
        }
        return "yes".equals(value) ? Optional.of(true) : "no".equals(value) ? Optional.of(false) : Optional.empty();
    }

    Optional<JsonObject> object(String name) {
        return fields.get(name) instanceof Map<?, ?> map ? Optional.of(of(map)) : Optional.empty();
    }

    List<JsonObject> objects(String name) {
        List<JsonObject> objects = new ArrayList<>();
        for (Object element : list(name)) {
            if (element instanceof Map<?, ?> map) {
                objects.add(of(map));
            }
        }
        return objects;
    }

    List<String> texts(String name, int max) {
        List<String> texts = new ArrayList<>();
        for (Object element : list(name)) {
            if (element instanceof String || element instanceof Number) {
                texts.add(WireText.clean(element.toString(), max));
            }
        }
        return texts;
    }

    List<?> list(String name) {
        return fields.get(name) instanceof List<?> list ? list : List.of();
    }

    /**
     * Wazuh writes {@code 2021-05-26T12:40:40Z}, {@code 2021-05-26 12:40:08+00:00} and, in alerts, {@code +0000}; the server itself, which is always there, has
     * the year 9999, which is no moment.
     */
    Optional<Instant> instant(String name) {
        if (!(fields.get(name) instanceof String text) || text.length() > 40) {
            return Optional.empty();
        }
        try {
            OffsetDateTime time =
                    OffsetDateTime.parse(text.replace(' ', 'T').replaceFirst("([+-][0-9]{2})([0-9]{2})$", "$1:$2"));
            return time.getYear() >= MAX_YEAR ? Optional.empty() : Optional.of(time.toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static JsonObject of(Map<?, ?> map) {
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((name, value) -> fields.put((String) name, value));
        return new JsonObject(fields);
    }
}
