package vn.khue.signing.document;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import vn.khue.signature.preview.FilledField;

/**
 * What a page says to who cannot see its picture. All of it is text to be escaped.
 *
 * @param text what the page itself draws
 * @param fields what was filled into its form, in reading order
 */
public record PageWords(String text, List<FilledField> fields) {
    public PageWords {
        fields = List.copyOf(fields);
    }

    /**
     * SHA-256 over everything that was given: the text, then of each field name, kind, value, what is shown in its place (or nothing), and
     * whether it is hidden; each as its length in bytes (four, big endian) and its UTF-8.
     */
    public ContentDigest digest() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        put(all, text);
        for (FilledField field : fields) {
            put(all, field.name());
            put(all, field.kind().name());
            put(all, field.value());
            put(all, field.shown().orElse(""));
            put(all, Boolean.toString(field.hidden()));
        }
        return Sha256.of(all.toByteArray());
    }

    private static void put(ByteArrayOutputStream all, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        all.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        all.writeBytes(bytes);
    }
}
