package vn.khue.audit.app.retention;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import vn.khue.audit.app.store.DayPartitions;
import vn.khue.audit.app.store.DayPartitions.Partition;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.EventStoreException;
import vn.khue.audit.app.store.IncomingEvent;
import vn.khue.audit.app.store.StoredDay;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;

/**
 * Makes the days of the log before they begin, and drops each as a whole after its time: never one that the ledger has not signed or that
 * detection has not seen, and each with an event in the same transaction. Any node may do it, one at a time. Thread-safe.
 */
public final class LogDays {

    private final DataSource dataSource;
    private final EventStore store;
    private final RetentionProfile profile;
    private final Clock clock;

    public LogDays(DataSource dataSource, EventStore store, RetentionProfile profile, Clock clock) {
        this.dataSource = dataSource;
        this.store = store;
        this.profile = profile;
        this.clock = clock;
    }

    /**
     * What was done.
     *
     * @param made days that have a partition now and had none
     * @param dropped days that are no longer kept
     * @param waiting days whose time is over but that the ledger or detection has yet to see
     */
    public record Outturn(List<LocalDate> made, List<LocalDate> dropped, List<LocalDate> waiting) {

        public Outturn {
            made = List.copyOf(made);
            dropped = List.copyOf(dropped);
            waiting = List.copyOf(waiting);
        }
    }

    private interface Work<T> {
        T in(DayPartitions partitions, Connection connection) throws SQLException;
    }

    /**
     * Does what is due. Each day is a transaction of its own, so that what follows is not lost with one that fails.
     *
     * @throws EventStoreException if the database refuses; it is tried again the next time
     */
    public Outturn keep() {
        List<LocalDate> made = new ArrayList<>();
        List<LocalDate> dropped = new ArrayList<>();
        List<LocalDate> waiting = new ArrayList<>();
        LocalDate today = StoredDay.of(clock.instant());
        List<LocalDate> wanted = new ArrayList<>(transaction((partitions, connection) -> partitions.homeless()));
        for (int ahead = 0; ahead <= profile.daysAhead(); ahead++) {
            wanted.add(today.plusDays(ahead));
        }
        for (LocalDate day : wanted) {
            if (transaction((partitions, connection) -> partitions.tryLock() && partitions.make(day))) {
                made.add(day);
            }
        }
        transaction((partitions, connection) -> partitions.tryLock() ? partitions.over(today) : 0);
        for (Partition each : transaction((partitions, connection) -> partitions.all())) {
            if (each.day().isBefore(profile.firstKept(today))) {
                Optional<Boolean> gone =
                        transaction((partitions, connection) -> drop(partitions, connection, each.day()));
                gone.ifPresent(is -> (is ? dropped : waiting).add(each.day()));
            }
        }
        return new Outturn(made, dropped, waiting);
    }

    /** @return empty where another node is at work */
    private Optional<Boolean> drop(DayPartitions partitions, Connection connection, LocalDate day) throws SQLException {
        if (!partitions.tryLock()) {
            return Optional.empty();
        }
        Optional<StoredDay> stored = partitions.stored(day);
        if (stored.isPresent() && !partitions.settled(stored.get())) {
            return Optional.of(false);
        }
        if (partitions.all().stream().noneMatch(each -> each.day().equals(day))) {
            return Optional.empty();
        }
        partitions.drop(day);
        store.storeIn(connection, List.of(IncomingEvent.own(event(day, stored))), List.of(), EventStore.SOURCE);
        return Optional.of(true);
    }

    private AuditEvent event(LocalDate day, Optional<StoredDay> stored) {
        AuditEvent.Builder event = AuditEvent.of(
                        EventKind.LOG_DAY_DROPPED,
                        Outcome.SUCCESS,
                        Actor.service("khue-audit"),
                        EventStore.SOURCE,
                        clock)
                .target(TargetKind.LOG, "day/" + day)
                .with(DetailKey.DATE, day.toString())
                .with(DetailKey.RULE, profile.name() + " " + profile.online())
                .with(
                        DetailKey.ROWS,
                        stored.map(each -> each.next() - each.first()).orElse(0L));
        stored.ifPresent(each -> event.with(DetailKey.SEQUENCE, each.first()));
        return event.build();
    }

    private <T> T transaction(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T done = work.in(new DayPartitions(connection), connection);
                connection.commit();
                return done;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new EventStoreException(
                    "Days of the log: expected to make and drop them, found SQL state " + e.getSQLState()
                            + "; check PostgreSQL, it is tried again in ten minutes",
                    e);
        }
    }
}
