package vn.khue.audit.wazuh;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON object within bounds: depth 16, 1,000,000 values, texts of 1 MiB, names of 512 characters, no name twice. Fractions
 * become whole numbers, {@code null} becomes absent. The caller bounds the bytes.
 */
final class JsonReader {

    private static final int MAX_DEPTH = 16;
    private static final int MAX_VALUES = 1_000_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(32)
                    .maxNameLength(512)
                    .maxStringLength(1 << 20)
                    .build())
            .build();

    private final JsonParser parser;
    private int values;

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /** @throws IOException if it is anything else; the message holds nothing of the text */
    static JsonObject object(byte[] utf8) throws IOException {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
        } catch (CharacterCodingException e) {
            throw new IOException("expected UTF-8, found other bytes", e);
        }
        try (JsonParser parser = FACTORY.createParser(utf8)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("expected a JSON object, found something else");
            }
            JsonObject object = new JsonObject(new JsonReader(parser).members());
            if (parser.nextToken() != null) {
                throw new IOException("expected one JSON object, found more after it");
            }
            return object;
        } catch (JacksonException e) {
            throw new IOException(
                    "expected JSON within bounds, found " + e.getClass().getSimpleName(), e);
        }
    }

    private Map<String, Object> members() throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            Object value = value(parser.nextToken());
            if (value != null) {
                members.put(name, value);
            }
        }
        return members;
    }

    private Object value(JsonToken token) throws IOException {
        if (++values > MAX_VALUES) {
            throw new IOException("expected at most " + MAX_VALUES + " values, found more");
        }
        if (token == null) {
            throw new IOException("expected a value, found the end");
        }
        return switch (token) {
            case START_OBJECT -> members();
            case START_ARRAY -> elements();
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? parser.getText()
                        : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> (long) parser.getDoubleValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw new IOException("expected a value, found " + token);
        };
    }

    private List<Object> elements() throws IOException {
        List<Object> elements = new ArrayList<>();
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            Object value = value(token);
            if (value != null) {
                elements.add(value);
            }
            token = parser.nextToken();
        }
        return elements;
    }
}
