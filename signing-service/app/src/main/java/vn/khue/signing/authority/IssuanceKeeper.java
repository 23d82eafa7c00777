package vn.khue.signing.authority;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import vn.khue.audit.ledger.LedgerException;
import vn.khue.audit.ledger.LogKey;
import vn.khue.pki.PkiException;
import vn.khue.pki.issuance.IssuanceLog;
import vn.khue.pki.issuance.IssuancePlace;
import vn.khue.pki.issuance.IssuanceTable;

/**
 * Brings what was issued into the tree of the issuance log, once a second. The entry itself was committed with the certificate, so
 * nothing is lost while this fails; health says so.
 */
public class IssuanceKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IssuanceKeeper.class);

    private final IssuancePlace place;
    private final IssuanceTable table;
    private final Supplier<LogKey> key;
    private final Clock clock;
    private Optional<LogKey> opened = Optional.empty();
    private Optional<IssuanceLog> log = Optional.empty();
    private Optional<Instant> failingSince = Optional.empty();

    /** @param key asked for until it is there, so that a missing passphrase is a failure that can be mended */
    public IssuanceKeeper(IssuancePlace place, IssuanceTable table, Supplier<LogKey> key, Clock clock) {
        this.place = place;
        this.table = table;
        this.key = key;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S", initialDelayString = "PT0S")
    public synchronized void publish() {
        try {
            if (log.isEmpty()) {
                opened = opened.or(() -> Optional.of(key.get()));
                log = Optional.of(IssuanceLog.open(place, opened.get(), table));
            }
            log.get().publish();
            failingSince = Optional.empty();
        } catch (PkiException | LedgerException failure) {
            if (failingSince.isEmpty()) {
                LOG.error("issued certificates could not be entered in the tree of their log; trying again", failure);
                failingSince = Optional.of(clock.instant());
            }
            close();
        }
    }

    /** Since when entries wait for the tree; empty while all is well. */
    public synchronized Optional<Instant> failingSince() {
        return failingSince;
    }

    @Override
    public synchronized void close() {
        log.ifPresent(IssuanceLog::close);
        log = Optional.empty();
    }
}
