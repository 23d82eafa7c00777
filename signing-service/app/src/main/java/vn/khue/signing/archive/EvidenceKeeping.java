package vn.khue.signing.archive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
import vn.khue.signature.evidence.EvidenceRecord;
import vn.khue.signature.evidence.EvidenceRecorder;
import vn.khue.signing.archive.EvidenceRecords.Unrecorded;
import vn.khue.signing.authorisation.SigningPolicy;
import vn.khue.signing.event.SigningEvents;
import vn.khue.web.time.VietnamTime;

/**
 * Gives sealed documents that are kept longer than their timestamps can be checked an evidence record each (RFC 4998, 4.2), many under one
 * archive timestamp. A batch, its records and its events are one transaction; one node at a time makes them. Thread-safe.
 */
@Component
public class EvidenceKeeping {
    /** Documents of one batch. */
    static final int BATCH = 500;

    private static final Logger LOG = LoggerFactory.getLogger(EvidenceKeeping.class);
    /** Bytes of one batch, whose files are read while its transaction is open; one file may be larger. */
    private static final long BATCH_BYTES = 1L << 30;
    /** So many do not wait for others. */
    private static final int ENOUGH = 100;
    /** Nor does anything wait longer than this. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final EvidenceRecords records;
    private final ArchivedContent content;
    private final EvidenceRecorder recorder;
    private final CheckedEvidence checked;
    private final ProofEnds ends;
    private final SigningPolicy policy;
    private final SigningEvents events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    public EvidenceKeeping(
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
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT3M")
    public void run() {
        try {
            sweep();
        } catch (RuntimeException failure) {
            LOG.error("evidence records could not be made; the next run tries again", failure);
        }
    }

    /**
     * Makes records for a hundred documents or more at once, or for those that have waited for a day.
     *
     * @return how many documents have a record now that had none
     */
    public int sweep() {
        int made = 0;
        int last;
        do {
            Integer batch = transaction.execute(status -> records.claim() ? make() : 0);
            last = batch == null ? 0 : batch;
            made += last;
        } while (last > 0);
        return made;
    }

    private int make() {
        if (!policy.archiveProof().record()) {
            return 0;
        }
        Instant now = clock.instant();
        List<Unrecorded> waiting = waiting(now);
        boolean enough = waiting.size() >= ENOUGH
                || waiting.stream().anyMatch(each -> each.changedAt().isBefore(now.minus(LONGEST_WAIT)));
        List<Unrecorded> batch = enough ? intact(waiting, now) : List.of();
        if (batch.isEmpty()) {
            return 0;
        }
        ends.requireLastingAuthority();
        DigestAlgorithm digest = ends.digest();
        List<EvidenceRecord> made = record(batch, digest);
        List<CheckedEvidence.Passed> passed = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            passed.add(checked.passed(made.get(i), batch.get(i).content()));
        }
        UUID id = UUID.randomUUID();
        ProofAlgorithms algorithms = ends.resting(digest);
        Instant end = passed.get(0).until();
        records.addBatch(id, now, end, algorithms);
        for (int i = 0; i < batch.size(); i++) {
            Unrecorded each = batch.get(i);
            records.add(id, each.document(), each.content(), passed.get(i));
            events.evidenceRecorded(
                    each.document(), each.unit(), each.content(), "create", ends.until(end, algorithms));
        }
        return batch.size();
    }

    /** Of each kind that is kept for long, and still longer than the timestamps in its files can be checked. */
    private List<Unrecorded> waiting(Instant now) {
        LocalDate checkable = LocalDate.ofInstant(ends.authorityUntil(), VietnamTime.ZONE);
        List<Unrecorded> found = new ArrayList<>();
        policy.retentionYears().forEach((kind, years) -> {
            if (years > 0) {
                found.addAll(records.unrecorded(kind, checkable.minusYears(years), now, BATCH));
            }
        });
        return found.stream()
                .sorted(Comparator.comparing(Unrecorded::changedAt).thenComparing(Unrecorded::document))
                .limit(BATCH)
                .toList();
    }

    private List<Unrecorded> intact(List<Unrecorded> waiting, Instant now) {
        List<Unrecorded> batch = new ArrayList<>();
        long bytes = 0;
        for (Unrecorded each : waiting) {
            bytes += each.bytes();
            if (!batch.isEmpty() && bytes > BATCH_BYTES) {
                break;
            }
            if (content.intact(each.content())) {
                batch.add(each);
            } else {
                records.pause(each.document(), now);
                LOG.error(
                        "document {} gets no evidence record: its file is gone or damaged; restore it from the backup of the document store",
                        each.document());
            }
        }
        return batch;
    }

    private List<EvidenceRecord> record(List<Unrecorded> batch, DigestAlgorithm digest) {
        try {
            return recorder.record(
                    batch.stream()
                            .map(each -> new ArchivedObject(List.of(content.of(each.content()))))
                            .toList(),
                    digest);
        } catch (SignatureFailure failure) {
            throw new IllegalStateException("evidence records expected, found " + failure.reason(), failure);
        }
    }
}
