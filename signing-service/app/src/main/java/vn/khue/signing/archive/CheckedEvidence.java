package vn.khue.signing.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.khue.pki.path.PathValidator;
import vn.khue.pki.revocation.RevocationSource;
import vn.khue.signature.evidence.EvidenceRecord;
import vn.khue.signature.validation.EvidenceFile;
import vn.khue.signature.validation.EvidenceRecordJudge;
import vn.khue.signature.validation.EvidenceReport;
import vn.khue.signature.validation.ValidationContext;
import vn.khue.signing.document.ContentDigest;
import vn.khue.signing.trust.CurrentTrust;

/** Judges evidence records as any verifier would, before they are kept: what does not pass today proves nothing later. Thread-safe. */
@Component
public class CheckedEvidence {
    private final EvidenceRecordJudge judge = new EvidenceRecordJudge();
    private final ArchivedContent content;
    private final CurrentTrust trust;
    private final PathValidator paths;
    private final RevocationSource revocation;
    private final Clock clock;

    public CheckedEvidence(
            ArchivedContent content,
            CurrentTrust trust,
            PathValidator paths,
            RevocationSource revocation,
            Clock clock) {
        this.content = content;
        this.trust = trust;
        this.paths = paths;
        this.revocation = revocation;
        this.clock = clock;
    }

    /**
     * @param record that passed
     * @param provenAt its oldest timestamp
     * @param until end of the certificate of the newest authority
     */
    record Passed(byte[] record, Instant provenAt, Instant until) {}

    /** @throws IllegalStateException where the record does not prove this file */
    Passed passed(EvidenceRecord record, ContentDigest file) {
        byte[] encoded = record.encoded();
        try {
            EvidenceReport report = judge.judge(
                    "record",
                    encoded,
                    List.of(new EvidenceFile("file", content.of(file))),
                    new ValidationContext(trust.get(), paths, Optional.of(revocation), clock.instant()));
            if (report.provenAt().isEmpty() || report.provableUntil().isEmpty()) {
                throw new IllegalStateException("an evidence record that passes expected, found "
                        + report.subIndication() + "; look at the trust anchors and the timestamp authority");
            }
            return new Passed(
                    encoded, report.provenAt().get(), report.provableUntil().get());
        } catch (IOException e) {
            throw new UncheckedIOException("an archived file cannot be read; look at the disk of the store", e);
        }
    }
}
