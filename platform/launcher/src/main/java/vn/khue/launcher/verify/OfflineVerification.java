package vn.khue.launcher.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import vn.khue.pki.path.PathValidator;
import vn.khue.pki.trust.TrustStore;
import vn.khue.signature.validation.EvidenceFile;
import vn.khue.signature.validation.EvidenceRecordJudge;
import vn.khue.signature.validation.EvidenceReport;
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
     * Judges an evidence record.
     *
     * @param files what it is to prove: one file, or all files of a group
     * @throws IOException only where a file cannot be read
     */
    public EvidenceReport judge(Path record, List<Path> files) throws IOException {
        return new EvidenceRecordJudge()
                .judge(record, files.stream().map(EvidenceFile::of).toList(), context);
    }

    /**
     * Judges one file of which an evidence record proves that it was there.
     *
     * @param proven when it was there, as it is now
     * @throws IOException only where the file cannot be read
     */
    public ValidationReport judge(Path file, Instant proven) throws IOException {
        return validator.validate(file, DetachedContents.beside(file), context.provenAt(proven));
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
