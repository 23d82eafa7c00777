package vn.khue.signature.pades;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.signature.SignatureFailure;

/** A timestamp over the whole document so far (ETSI EN 319 142-1, 5.4.3), in a revision of its own. */
final class DocumentTimestamp {
    private DocumentTimestamp() {}

    /**
     * @param target is written; what it holds where this throws is no document
     * @param digest of what the timestamp covers
     * @param material goes into the same revision, under the timestamp
     */
    static void add(
            Path source,
            Path target,
            TimestampAuthorityProfile authority,
            DigestAlgorithm digest,
            ValidationMaterial material)
            throws SignatureFailure, IOException {
        RevisionWriter.Written written = RevisionWriter.sign(
                source,
                target,
                RevisionWriter.Kind.documentTimestamp(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                material,
                authority.current().room());
        written.hole().fill(authority.token(digest, written.hole().digest(digest)));
    }
}
