package vn.khue.signing.archive;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.evidence.ArchivedObject;
import vn.khue.signature.evidence.EvidenceLimits;
import vn.khue.signature.evidence.EvidenceReadException;
import vn.khue.signature.evidence.EvidenceRecord;
import vn.khue.signature.evidence.EvidenceRecordReader;
import vn.khue.signature.evidence.EvidenceRecorder;
import vn.khue.signing.archive.EvidenceRecords.Kept;
import vn.khue.signing.authorisation.SigningPolicy;
import vn.khue.signing.event.SigningEvents;
import vn.khue.web.time.VietnamTime;

/**
 * Renews evidence records before they can be checked no longer (RFC 4998, 5.2): by a newer timestamp before the authority's certificate or
 * key ends, by a new hash tree before the hash does. A batch with its events is one transaction; of two nodes the second finds nothing left
 * to do. Records of files that are no longer the document's, or that nobody has to keep, are left to end. Thread-safe.
 */
@Component
public class EvidenceRenewal {
    private static final Logger LOG = LoggerFactory.getLogger(EvidenceRenewal.class);
    private static final int BATCHES = 200;

    private final EvidenceRecords records;
    private final ArchivedContent content;
    private final EvidenceRecorder recorder;
    private final CheckedEvidence checked;
    private final ProofEnds ends;
    private final SigningPolicy policy;
    private final SigningEvents events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    public EvidenceRenewal(
            EvidenceRecords records,
            ArchivedContent content,
            EvidenceRecorder recorder,
            CheckedEvidence checked,
            ProofEnds ends,
            SigningPolicy policy,
            SigningEvents events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.records = records;
        this.content = content;
        this.recorder = recorder;
        this.checked = checked;
        this.ends = ends;
        this.policy = policy;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** The same as {@link #sweep}; a failure is logged, and the next run tries again. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT4M")
    public void run() {
        try {
            sweep();
        } catch (RuntimeException failure) {
            LOG.error("evidence records could not be renewed; the next run tries again", failure);
        }
    }

    /** @return how many records are renewed */
    public int sweep() {
        List<UUID> ending = records.endingBy(ends.due(), endingAlgorithms(), clock.instant(), BATCHES);
        if (!ending.isEmpty()) {
            ends.requireLastingAuthority();
        }
        int renewed = 0;
        for (UUID batch : ending) {
            try {
                Integer done = transaction.execute(status -> renew(batch));
                renewed += done == null ? 0 : done;
            } catch (RuntimeException failure) {
                // The others are not to wait for this one, now or at the next run.
                Integer failures = transaction.execute(status -> records.failed(batch, clock.instant()));
                LOG.error(
                        "batch {} of evidence records is not renewed after {} attempts; it is tried again within a day",
                        batch,
                        failures,
                        failure);
            }
        }
        return renewed;
    }

    private List<String> endingAlgorithms() {
        return ends.ending(records.algorithms());
    }

    private int renew(UUID batch) {
        Optional<ProofAlgorithms> old = records.lockEnding(batch, ends.due(), endingAlgorithms());
        if (old.isEmpty()) {
            return 0;
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), VietnamTime.ZONE);
        List<Kept> kept = new ArrayList<>(records.of(batch));
        kept.removeIf(each -> !each.current()
                || !policy.keptUntil(each.kind(), each.issuedOn()).isAfter(today));
        boolean rehash =
                ends.ends(old.get().digest()) && ends.digest() != old.get().digest();
        if (rehash) {
            setDamagedApart(batch, kept);
        }
        if (kept.isEmpty()) {
            records.letEnd(batch);
            return 0;
        }
        DigestAlgorithm digest = rehash ? ends.digest() : old.get().digest();
        List<EvidenceRecord> newer = newer(kept, digest, rehash);
        ProofAlgorithms algorithms = ends.resting(digest);
        Instant end = Instant.MAX;
        for (int i = 0; i < kept.size(); i++) {
            CheckedEvidence.Passed passed =
                    checked.passed(newer.get(i), kept.get(i).content());
            records.replace(kept.get(i), passed.record());
            end = passed.until();
        }
        for (Kept each : kept) {
            events.evidenceRecorded(
                    each.document(),
                    each.unit(),
                    each.content(),
                    rehash ? "rehash" : "renew",
                    ends.until(end, algorithms));
        }
        records.renewed(batch, end, algorithms);
        return kept.size();
    }

    /** A new hash tree needs the files (RFC 4998, 5.2); the record of one that is gone waits for it in a batch of its own. */
    private void setDamagedApart(UUID batch, List<Kept> kept) {
        for (Kept each : List.copyOf(kept)) {
            if (!content.intact(each.content())) {
                if (kept.size() == 1) {
                    throw new IllegalStateException(
                            "the file of document " + each.document()
                                    + " expected as it was recorded, found it gone or damaged; restore it from the backup of the document store");
                }
                UUID own = records.setApart(batch, each);
                records.failed(own, clock.instant());
                kept.remove(each);
                LOG.error(
                        "the evidence record of document {} is not renewed: its file is gone or damaged; restore it from the backup of the document store",
                        each.document());
            }
        }
    }

    private List<EvidenceRecord> newer(List<Kept> kept, DigestAlgorithm digest, boolean rehash) {
        try {
            List<EvidenceRecord> old = new ArrayList<>();
            EvidenceRecordReader reader = new EvidenceRecordReader(EvidenceLimits.standard());
            for (Kept each : kept) {
                old.add(reader.read(each.record()));
            }
            if (!rehash) {
                return recorder.renewTimestamps(old);
            }
            List<EvidenceRecorder.Renewal> renewals = new ArrayList<>();
            for (int i = 0; i < old.size(); i++) {
                renewals.add(new EvidenceRecorder.Renewal(
                        old.get(i),
                        new ArchivedObject(List.of(content.of(kept.get(i).content())))));
            }
            return recorder.renewHashTrees(renewals, digest);
        } catch (SignatureFailure failure) {
            throw new IllegalStateException("newer evidence records expected, found " + failure.reason(), failure);
        } catch (EvidenceReadException damaged) {
            throw new IllegalStateException(
                    "evidence records as they were kept expected, found others; restore the database from its backup",
                    damaged);
        }
    }
}
