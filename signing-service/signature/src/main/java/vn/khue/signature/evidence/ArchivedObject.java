package vn.khue.signature.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.signature.cades.HashedContent;

/**
 * What one record is about: a data object, or a group of them that belong together, as a file and its signature (RFC 4998, 4.2).
 *
 * @param parts at least one; read anew for each hash
 */
public record ArchivedObject(List<HashedContent> parts) {

    /** Parts of one group at most. */
    public static final int MOST_PARTS = 10_000;

    public ArchivedObject {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || parts.size() > MOST_PARTS) {
            throw new IllegalArgumentException("expected 1 to " + MOST_PARTS + " parts, found " + parts.size());
        }
    }

    /** One file of any size. */
    public static ArchivedObject of(Path file) {
        return new ArchivedObject(List.of(HashedContent.of(file)));
    }

    /** Files that belong together; the record then also proves that there were no others. */
    public static ArchivedObject group(List<Path> files) {
        return new ArchivedObject(files.stream().map(HashedContent::of).toList());
    }

    /**
     * The hash of each part, in their order.
     *
     * @throws IOException where a part cannot be read
     */
    public List<byte[]> hashes(DigestAlgorithm algorithm) throws IOException {
        List<byte[]> hashes = new ArrayList<>();
        for (HashedContent part : parts) {
            hashes.add(part.digest(algorithm));
        }
        return hashes;
    }
}
