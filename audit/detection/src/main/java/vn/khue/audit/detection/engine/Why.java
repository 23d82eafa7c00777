package vn.khue.audit.detection.engine;

import java.util.List;

/**
 * Why an alert was raised, in words of the reader's language.
 *
 * @param key of the message bundle, {@code why.} and the type
 * @param values for its places, as they are: counts as digits, spans as ISO 8601
 */
public record Why(String key, List<String> values) {
    public Why {
        values = List.copyOf(values);
    }
}
