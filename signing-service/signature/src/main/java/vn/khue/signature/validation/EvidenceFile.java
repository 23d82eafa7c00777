package vn.khue.signature.validation;

import java.nio.file.Path;
import vn.khue.signature.cades.HashedContent;

/**
 * A file that an evidence record is to prove.
 *
 * @param name without its folder, for the report
 * @param content read once for each hash algorithm of the record
 */
public record EvidenceFile(String name, HashedContent content) {

    /** A file of any size. */
    public static EvidenceFile of(Path file) {
        return new EvidenceFile(String.valueOf(file.getFileName()), HashedContent.of(file));
    }
}
