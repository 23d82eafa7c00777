package vn.khue.signature.asic;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A file to put into a container.
 *
 * @param name in the container: NFC, relative, with forward slashes, outside of {@code META-INF}
 * @param file where it is; left as it is
 * @param mimeType of its content, as {@code application/pdf}
 */
public record DataFile(String name, Path file, String mimeType) {
    public DataFile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(mimeType, "mimeType");
        if (!mimeType.matches("[a-zA-Z0-9!#$&^_.+-]{1,100}/[a-zA-Z0-9!#$&^_.+-]{1,100}")) {
            throw new IllegalArgumentException("expected a MIME type as application/pdf, found another text");
        }
    }
}
