package vn.khue.signing.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.signature.cades.HashedContent;
import vn.khue.signing.document.ContentDigest;
import vn.khue.signing.document.ContentStore;
import vn.khue.signing.document.Sha256;

/** Files of the store as evidence records know them: by their hashes. Thread-safe. */
@Component
public class ArchivedContent {
    private final ContentStore content;

    public ArchivedContent(ContentStore content) {
        this.content = content;
    }

    /** A file whose SHA-256 is its name; it is read only for other hashes. */
    HashedContent of(ContentDigest digest) {
        return algorithm -> algorithm == DigestAlgorithm.SHA256
                ? digest.bytes()
                : HashedContent.of(content.open(digest)).digest(algorithm);
    }

    /** Whether the file is there and has the bytes that its name says: a record of anything else would prove the damage. */
    boolean intact(ContentDigest digest) {
        try {
            return content.holds(digest) && Sha256.of(content.open(digest)).equals(digest);
        } catch (IOException | UncheckedIOException unreadable) {
            return false;
        }
    }
}
