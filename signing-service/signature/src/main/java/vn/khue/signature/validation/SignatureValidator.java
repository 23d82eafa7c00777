package vn.khue.signature.validation;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Judges signed PDF files by ETSI EN 319 102-1, more strictly where the standard leaves room: whatever is not known to be
 * harmless fails, whatever cannot be concluded is INDETERMINATE, and a file passes only if each of its signatures does. iText
 * has no part in it. Never throws for a hostile file; bounded in time and memory. Thread-safe.
 */
public final class SignatureValidator {

    /**
     * @param file any file
     * @param context anchors, revocation, time
     * @throws IOException only if the bytes cannot be read from the disk
     */
    public ValidationReport validate(Path file, ValidationContext context) throws IOException {
        throw new UnsupportedOperationException();
    }
}
