package vn.khue.audit.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a small JSON object of strings, whole numbers, booleans, objects and lists, and nothing else: no fractions, no
 * null, no repeated name, depth at most 8. UTF-8 is checked before parsing. One place holds at most 64 fields or elements in
 * an event, 1,000 in an answer.
 */
final class BoundedJson {

    private static final int MAX_DEPTH = 8;
    private static final int MAX_SHOWN = 64;
    private static final int MAX_IN_EVENT = 64;
    private static final int MAX_IN_ANSWER = 1_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(19)
                    .maxNameLength(64)
                    .maxStringLength(4_096)
                    .build())
            .build();

    /** For what was judged before, with room for a sealed box. */
    private static final JsonFactory STORED = JsonFactory.builder()
            .streamReadConstraints(FACTORY.streamReadConstraints()
                    .rebuild()
                    .maxStringLength(8_192)
                    .build())
            .build();

    private final JsonParser parser;
    private final int maxInOnePlace;

    private BoundedJson(JsonParser parser, int maxInOnePlace) {
        this.parser = parser;
        this.maxInOnePlace = maxInOnePlace;
    }

    /** An event, or a part of one. */
    static Map<String, Object> object(byte[] utf8) {
        requireUtf8(utf8);
        return object(FACTORY, utf8, MAX_IN_EVENT);
    }

    /** An event that {@link #object(byte[])} has read before, from our own store. */
    static Map<String, Object> stored(byte[] utf8) {
        return object(STORED, utf8, MAX_IN_EVENT);
    }

    /** What another service of ours answers. */
    static Map<String, Object> answer(byte[] utf8) {
        requireUtf8(utf8);
        return object(FACTORY, utf8, MAX_IN_ANSWER);
    }

    private static Map<String, Object> object(JsonFactory factory, byte[] utf8, int maxInOnePlace) {
        try (JsonParser parser = factory.createParser(utf8)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new AuditEventException("Audit JSON: expected an object, found something else");
            }
            Map<String, Object> object = new BoundedJson(parser, maxInOnePlace).readObject();
            if (parser.nextToken() != null) {
                throw new AuditEventException("Audit JSON: expected one object, found more after it");
            }
            return object;
        } catch (IOException e) {
            throw new AuditEventException(
                    "Audit JSON: expected well-formed JSON within bounds, found: " + reason(e), e);
        }
    }

    private static void requireUtf8(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            int width = bytes[at] >= 0 ? 1 : width(bytes, at);
            if (width == 0) {
                throw new AuditEventException("Audit JSON: expected UTF-8, found other bytes");
            }
            at += width;
        }
    }

    /** How many bytes the character that begins here has beyond ASCII; 0 if it is none (RFC 3629 section 4: no longer form, no surrogate). */
    private static int width(byte[] bytes, int at) {
        int first = bytes[at] & 0xFF;
        int second = at + 1 < bytes.length ? bytes[at + 1] & 0xFF : 0;
        if (first >= 0xC2 && first <= 0xDF) {
            return isTail(second) ? 2 : 0;
        } else if (first >= 0xE0 && first <= 0xEF) {
            boolean fits = isTail(second) && (first != 0xE0 || second >= 0xA0) && (first != 0xED || second <= 0x9F);
            return fits && isTail(bytes, at + 2) ? 3 : 0;
        } else if (first >= 0xF0 && first <= 0xF4) {
            boolean fits = isTail(second) && (first != 0xF0 || second >= 0x90) && (first != 0xF4 || second <= 0x8F);
            return fits && isTail(bytes, at + 2) && isTail(bytes, at + 3) ? 4 : 0;
        }
        return 0;
    }

    private static boolean isTail(byte[] bytes, int at) {
        return at < bytes.length && isTail(bytes[at] & 0xFF);
    }

    private static boolean isTail(int value) {
        return (value & 0xC0) == 0x80;
    }

    private static String reason(IOException e) {
        String first = e.getMessage() == null
                ? e.getClass().getSimpleName()
                : e.getMessage().lines().findFirst().orElse("");
        return PlainText.clean(first, 160);
    }

    private Map<String, Object> readObject() throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (object.put(name, readValue(parser.nextToken())) != null) {
                throw new AuditEventException("Audit JSON: expected each name once in an object, found "
                        + PlainText.clean(name, MAX_SHOWN) + " again");
            }
            requireFew(object.size());
        }
        return object;
    }

    private Object readValue(JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> readObject();
            case START_ARRAY -> readArray();
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default ->
                throw new AuditEventException(
                        "Audit JSON: expected a string, a whole number, a boolean, an object or a list, found "
                                + token);
        };
    }

    private List<Object> readArray() throws IOException {
        List<Object> list = new ArrayList<>();
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            list.add(readValue(token));
            requireFew(list.size());
            token = parser.nextToken();
        }
        return list;
    }

    private void requireFew(int count) {
        if (count > maxInOnePlace) {
            throw new AuditEventException(
                    "Audit JSON: expected at most " + maxInOnePlace + " fields or elements in one place, found more");
        }
    }
}
