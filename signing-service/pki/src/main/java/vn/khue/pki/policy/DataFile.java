package vn.khue.pki.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.pki.PkiException;

/**
 * Reads policies, profiles and the hierarchy's plan from JSON (UTF-8), strictly: an unknown, doubled, missing or null
 * member is an error, and so is anything after the value. At most {@value #MAX_BYTES} bytes, nested at most 8 deep.
 */
public final class DataFile {
    static final int MAX_BYTES = 64 * 1024;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxStringLength(4096)
                            .build())
                    .build())
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private DataFile() {}

    /** The value in these bytes; {@code name} is said in errors. */
    public static <T> T read(String name, byte[] json, Class<T> type) {
        if (json.length > MAX_BYTES) {
            throw new PkiException(
                    PkiException.Fault.INPUT,
                    name + ": at most " + MAX_BYTES + " bytes expected, found " + json.length + "; split the file");
        }
        try {
            T value = MAPPER.readValue(new String(json, StandardCharsets.UTF_8), type);
            if (value == null) {
                throw new PkiException(
                        PkiException.Fault.INPUT, name + ": " + type.getSimpleName() + " expected, found null");
            }
            return value;
        } catch (JacksonException e) {
            throw new PkiException(
                    PkiException.Fault.INPUT,
                    name + ": not the expected JSON of " + type.getSimpleName() + ": " + e.getOriginalMessage(),
                    e);
        }
    }

    /** A file that is shipped beside {@code owner}. */
    public static <T> T resource(Class<?> owner, String name, Class<T> type) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new PkiException(PkiException.Fault.INPUT, "expected the data file " + name + ", found none");
            }
            return read(name, in.readNBytes(MAX_BYTES + 1), type);
        } catch (IOException e) {
            throw new PkiException(PkiException.Fault.INPUT, "data file " + name + " cannot be read", e);
        }
    }
}
