package vn.khue.signing.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
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
import vn.khue.signature.pades.ExtendedDocument;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.PdfExtender;
import vn.khue.signing.authorisation.SigningPolicy;
import vn.khue.signing.document.ContentDigest;
import vn.khue.signing.document.ContentStore;
import vn.khue.signing.document.Document;
import vn.khue.signing.document.DocumentStore;
import vn.khue.signing.event.SigningEvents;
import vn.khue.web.time.VietnamTime;

/**
 * Gives documents that are kept longer than their archive timestamp can be proven the next one, by itself and before its authority or an
 * algorithm ends (R2.13, R2.41; ETSI EN 319 142-1, 5.4.3). Nobody signs again, and every earlier byte stays. The file, its revision, the new end and the event are one
 * transaction; of two nodes the second finds nothing left to do. A document that fails waits a growing while, so that a batch of them does
 * not keep all others from their turn. Thread-safe.
 */
@Component
public class ArchiveRenewal {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveRenewal.class);
    private static final int BATCH = 200;

    private final ArchivedDocuments archive;
    private final DocumentStore documents;
    private final ContentStore content;
    private final PdfExtender extender;
    private final ProofEnds ends;
    private final SigningPolicy policy;
    private final SigningEvents events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    public ArchiveRenewal(
            ArchivedDocuments archive,
            DocumentStore documents,
            ContentStore content,
            PdfExtender extender,
            ProofEnds ends,
            SigningPolicy policy,
            SigningEvents events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.archive = archive;
        this.documents = documents;
        this.content = content;
        this.extender = extender;
        this.ends = ends;
        this.policy = policy;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** The same as {@link #sweep}; a failure is logged, and the next run tries again. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT2M")
    public void run() {
        try {
            sweep();
        } catch (RuntimeException failure) {
            LOG.error("archive timestamps could not be renewed; the next run tries again", failure);
        }
    }

    /** @return how many documents have a new archive timestamp */
    public int sweep() {
        List<UUID> ending = archive.endingBy(ends.due(), endingAlgorithms(), clock.instant(), BATCH);
        if (!ending.isEmpty()) {
            ends.requireLastingAuthority();
        }
        int renewed = 0;
        for (UUID document : ending) {
            try {
                renewed += Boolean.TRUE.equals(transaction.execute(status -> renew(document))) ? 1 : 0;
            } catch (RuntimeException failure) {
                // The others are not to wait for this one, now or at the next run.
                Integer failures = transaction.execute(status -> archive.failed(document, clock.instant()));
                LOG.error(
                        "document {} has no new archive timestamp after {} attempts; it is tried again within a day",
                        document,
                        failures,
                        failure);
            }
        }
        return renewed;
    }

    private List<String> endingAlgorithms() {
        return ends.ending(archive.algorithms());
    }

    private boolean renew(UUID id) {
        Document document = documents.lock(id).orElseThrow();
        if (!archive.endsBy(id, ends.due(), endingAlgorithms())) {
            return false;
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), VietnamTime.ZONE);
        LocalDate issued =
                document.issuedOn().orElseGet(() -> LocalDate.ofInstant(document.submittedAt(), VietnamTime.ZONE));
        if (!policy.keptUntil(document.kind(), issued).isAfter(today)) {
            archive.letEnd(id);
            return false;
        }
        try {
            Path target = content.newIncoming();
            try {
                DigestAlgorithm hash = ends.digest();
                ExtendedDocument extended =
                        extender.extend(content.open(document.current()), target, PadesLevel.B_LTA, hash);
                ContentDigest digest = content.adopt(extended.file());
                documents.renew(document, digest, extended.bytes(), clock.instant());
                ProofAlgorithms algorithms = ends.resting(hash);
                archive.provableUntil(id, extended.timestampUntil(), algorithms);
                Instant until = ends.until(extended.timestampUntil(), algorithms);
                events.archiveRenewed(document, digest, until);
                return true;
            } finally {
                Files.deleteIfExists(target);
            }
        } catch (SignatureFailure failure) {
            throw new IllegalStateException("an archive timestamp expected, found " + failure.reason(), failure);
        } catch (IOException e) {
            throw new UncheckedIOException("the document store could not keep a renewed file; look at its disk", e);
        }
    }
}
