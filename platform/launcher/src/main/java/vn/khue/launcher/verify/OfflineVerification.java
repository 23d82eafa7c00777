package vn.khue.launcher.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import vn.khue.pki.path.PathValidator;
import vn.khue.pki.trust.TrustStore;
import vn.khue.signature.validation.SignatureValidator;
import vn.khue.signature.validation.ValidationContext;
import vn.khue.signature.validation.ValidationReport;
import vn.khue.signature.xml.DetachedContents;

/** Judges files from what is in them and the anchors alone. Thread-safe. */
public final class OfflineVerification {
    private final SignatureValidator validator = new SignatureValidator();
    private final ValidationContext context;

    /**
     * @param trust anchors
     * @param paths judges certification paths
     * @param at for which time the files are judged
     */
    public OfflineVerification(TrustStore trust, PathValidator paths, Instant at) {
        this.context = ValidationContext.offline(trust, paths, at);
    }

    /**
     * Judges one file. What a detached signature names is looked for in the file's own folder.
     *
     * @throws IOException only where the file cannot be read
     */
    public ValidationReport judge(Path file) throws IOException {
        return validator.validate(file, DetachedContents.beside(file), context);
    }
}
