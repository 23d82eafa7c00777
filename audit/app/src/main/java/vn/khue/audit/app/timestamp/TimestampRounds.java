package vn.khue.audit.app.timestamp;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.IncomingEvent;
import vn.khue.audit.app.store.SessionLock;
import vn.khue.audit.app.store.StoredDay;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;
import vn.khue.audit.ledger.Checkpoint;
import vn.khue.audit.ledger.LedgerException;
import vn.khue.audit.ledger.LedgerProofs;
import vn.khue.audit.ledger.TimestampFiles;
import vn.khue.audit.ledger.verify.CheckedTimestamp;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.PkiException;
import vn.khue.pki.timestamp.TimestampClient;

/**
 * Has the newest checkpoint of each day stamped, and tries again at each round while the authority is away. What came is checked before it is
 * kept. One node at a time, held by a PostgreSQL advisory lock; the authority is asked outside of any transaction that others wait for.
 * Thread-safe.
 */
public final class TimestampRounds {

    private static final Logger LOG = LoggerFactory.getLogger(TimestampRounds.class);

    /** Names this work among PostgreSQL's advisory locks: "khue" and 5. */
    private static final SessionLock LOCK = new SessionLock(0x6B687565_0000_0005L);

    private final DataSource dataSource;
    private final EventStore events;
    private final Supplier<LedgerProofs> ledger;
    private final TimestampFiles files;
    private final TimestampClient authority;
    private final Duration late;
    private final Runnable told;
    private final Clock clock;
    private final Instant begun;
    private volatile Standing standing;

    /**
     * @param ledger gives the log's checkpoint; asked for each time, as its key may be made later than this
     * @param late after so long without a timestamp it is told
     * @param told after an event was committed, of which the ledger must hear
     */
    TimestampRounds(
            DataSource dataSource,
            EventStore events,
            Supplier<LedgerProofs> ledger,
            TimestampFiles files,
            TimestampClient authority,
            Duration late,
            Runnable told,
            Clock clock) {
        this.dataSource = dataSource;
        this.events = events;
        this.ledger = ledger;
        this.files = files;
        this.authority = authority;
        this.late = late;
        this.told = told;
        this.clock = clock;
        this.begun = clock.instant();
        this.standing = new Standing(Optional.empty(), false, Optional.empty());
    }

    /**
     * How it stands.
     *
     * @param newest time of the newest timestamp
     * @param late whether it is too old
     * @param fault what went wrong the last time
     */
    record Standing(Optional<Instant> newest, boolean late, Optional<String> fault) {}

    Standing standing() {
        return standing;
    }

    /** One round: stamps today's checkpoint if it is not, brings the files up to the database, and says if it is late. */
    public void run() {
        try (Connection connection = dataSource.getConnection()) {
            if (!LOCK.tryOn(connection)) {
                return;
            }
            try {
                work(connection);
            } finally {
                LOCK.unlock(connection);
            }
        } catch (SQLException | LedgerException e) {
            fail(e.getMessage());
        }
    }

    private void work(Connection connection) throws SQLException {
        DayStamps stamps = new DayStamps(connection);
        Optional<String> fault = Optional.empty();
        LocalDate today = StoredDay.of(clock.instant());
        if (!stamps.has(today)) {
            try {
                stamp(today).ifPresent(stamp -> keep(stamps, stamp));
            } catch (PkiException | LedgerException e) {
                fault = Optional.of(String.valueOf(e.getMessage()));
                LOG.warn("the ledger is not stamped yet, it is tried again: {}", e.getMessage());
            }
        }
        Set<LocalDate> there = files.days();
        for (DayStamp each : stamps.all()) {
            if (!there.contains(each.day())) {
                files.publish(each.day(), each.note(), each.token());
            }
        }
        Optional<Instant> newest = stamps.newest().map(DayStamp::at);
        boolean overdue = overdue(newest);
        standing = new Standing(newest, overdue, fault);
        tell(connection, stamps, overdue);
    }

    private static void keep(DayStamps stamps, DayStamp stamp) {
        try {
            stamps.keep(stamp);
        } catch (SQLException e) {
            throw new LedgerException(
                    "Ledger timestamp of " + stamp.day() + ": expected to keep it, found SQL state " + e.getSQLState()
                            + "; check PostgreSQL",
                    e);
        }
    }

    /** Empty while the log is. */
    private Optional<DayStamp> stamp(LocalDate day) {
        String note = ledger.get().checkpointNote();
        long size =
                Checkpoint.parse(note.substring(0, note.indexOf("\n\n") + 1)).size();
        if (size == 0) {
            return Optional.empty();
        }
        byte[] bytes = note.getBytes(StandardCharsets.UTF_8);
        byte[] token = authority.timestamp(DigestAlgorithm.SHA256, DigestAlgorithm.SHA256.of(bytes));
        CheckedTimestamp checked = CheckedTimestamp.read(bytes, token, List.of())
                .orElseThrow(() -> new LedgerException("Ledger timestamp of " + day
                        + ": expected a token over the checkpoint that holds, found another; check the authority"));
        return Optional.of(new DayStamp(day, size, note, token, checked.at()));
    }

    private boolean overdue(Optional<Instant> newest) {
        return newest.orElse(begun).plus(late).isBefore(clock.instant());
    }

    private void tell(Connection connection, DayStamps stamps, boolean overdue) throws SQLException {
        connection.setAutoCommit(false);
        try {
            if (stamps.late(overdue, clock.instant())) {
                if (overdue) {
                    LOG.error(
                            "ALARM: the ledger has had no timestamp for more than {} hours; is the authority away?",
                            late.toHours());
                }
                AuditEvent event = AuditEvent.of(
                                EventKind.LINK_CHANGED,
                                overdue ? Outcome.FAILURE : Outcome.SUCCESS,
                                Actor.service("khue-audit"),
                                EventStore.SOURCE,
                                clock)
                        .target(TargetKind.SERVICE, "timestamps")
                        .with(DetailKey.OPERATION, overdue ? "lost" : "back")
                        .with(DetailKey.REASON, overdue ? "late" : "")
                        .build();
                events.storeIn(connection, List.of(IncomingEvent.own(event)), List.of(), EventStore.SOURCE);
                connection.commit();
                told.run();
            } else {
                connection.rollback();
            }
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void fail(String message) {
        LOG.error("the ledger's timestamps are not kept: {}", message);
        Standing before = standing;
        standing = new Standing(before.newest(), overdue(before.newest()), Optional.of(String.valueOf(message)));
    }
}
