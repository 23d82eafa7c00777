package vn.khue.signing.expiry;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khue.pki.Certificates;
import vn.khue.signing.document.ContentDigest;
import vn.khue.signing.document.PageOf;
import vn.khue.signing.document.Sha256;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.trust.CurrentTrust;
import vn.khue.signing.trust.ImportedAnchor;

/**
 * Warns once of every certificate and threshold: by an event, in the transaction that writes down that the warning was given, so
 * that a restart or a second node gives none again. Where several thresholds are past, as after a long standstill, only the nearest
 * is warned of. Runs at the start and every hour. Thread-safe.
 */
@Component
public class ExpiryWarnings {
    private static final Logger LOG = LoggerFactory.getLogger(ExpiryWarnings.class);

    private final ExpiringCertificates certificates;
    private final CurrentTrust trust;
    private final ExpiryPolicy policy;
    private final SigningEvents events;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    public ExpiryWarnings(
            ExpiringCertificates certificates,
            CurrentTrust trust,
            ExpiryPolicy policy,
            SigningEvents events,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.certificates = certificates;
        this.trust = trust;
        this.policy = policy;
        this.events = events;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** The same as {@link #sweep}; a failure is logged, and the next run tries again. */
    @Scheduled(fixedDelayString = "PT1H")
    public void run() {
        try {
            sweep();
        } catch (RuntimeException failure) {
            LOG.error("ends of certificates could not be warned of; the next run tries again", failure);
        }
    }

    /** @return how many warnings were given */
    public int sweep() {
        int given = 0;
        Instant now = clock.instant();
        Instant until = now.plus(policy.horizon());
        int page = 1;
        PageOf<ExpiringCertificate> list;
        do {
            list = certificates.page(until, Optional.empty(), page++);
            List<ExpiringCertificate> rows = list.rows();
            given += transaction.execute(
                    status -> rows.stream().mapToInt(each -> warn(each, now)).sum());
        } while (list.hasNext());
        for (ImportedAnchor anchor : trust.imported()) {
            given += transaction.execute(status -> warn(anchor, now));
        }
        return given;
    }

    private int warn(ExpiringCertificate each, Instant now) {
        Optional<Duration> threshold =
                policy.reached(each.certificate().getNotBefore().toInstant(), each.notAfter(), now);
        ContentDigest sha256 = Sha256.of(Certificates.der(each.certificate()));
        if (threshold.isEmpty() || !first(sha256, each.notAfter(), threshold.get(), now)) {
            return 0;
        }
        events.certificateExpiring(each, sha256.hex(), threshold.get());
        return 1;
    }

    private int warn(ImportedAnchor anchor, Instant now) {
        Instant end = anchor.anchor().to().orElseThrow();
        Optional<Duration> threshold = policy.reached(anchor.anchor().from().orElseThrow(), end, now);
        if (threshold.isEmpty() || !first(anchor.sha256(), end, threshold.get(), now)) {
            return 0;
        }
        events.anchorExpiring(anchor, end, threshold.get());
        return 1;
    }

    /** Of two at the same time the second waits here for the first, and then finds its row. */
    private boolean first(ContentDigest sha256, Instant end, Duration threshold, Instant now) {
        return jdbc.sql("insert into expiry_warning (sha256, ends, threshold, warned_at)"
                                + " values (:sha256, :ends, :threshold, :at) on conflict do nothing")
                        .param("sha256", sha256.bytes())
                        .param("ends", Timestamp.from(end))
                        .param("threshold", threshold.toString())
                        .param("at", Timestamp.from(now))
                        .update()
                == 1;
    }
}
