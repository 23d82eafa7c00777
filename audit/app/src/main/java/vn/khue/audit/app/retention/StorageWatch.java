package vn.khue.audit.app.retention;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import vn.khue.audit.app.store.DayPartitions;
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
 * Warns before the storage is full (TCVN 14423:2026, x.8.2.1): an event in the log when a volume becomes low, once until it has room again.
 * Thread-safe.
 */
public final class StorageWatch {

    private final DataSource dataSource;
    private final EventStore store;
    private final StorageRoom room;
    private final RetentionProfile profile;
    private final Clock clock;
    private volatile List<Volume> volumes = List.of();

    public StorageWatch(
            DataSource dataSource, EventStore store, StorageSettings settings, RetentionProfile profile, Clock clock) {
        this.dataSource = dataSource;
        this.store = store;
        this.room = new StorageRoom(settings, profile);
        this.profile = profile;
        this.clock = clock;
    }

    /** As they were at the last look; empty before the first. */
    public List<Volume> volumes() {
        return volumes;
    }

    /** Those of them that are low. */
    public List<Volume> low() {
        return volumes.stream().filter(each -> each.low(profile)).toList();
    }

    /**
     * Looks, and tells of what has become low.
     *
     * @return how many events were stored
     * @throws EventStoreException if it cannot look or the event cannot be stored
     */
    public int look() {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                volumes = room.measure(connection, StoredDay.of(clock.instant()));
                int told = new DayPartitions(connection).tryLock() ? tell(connection) : 0;
                connection.commit();
                return told;
            } catch (SQLException | IOException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failed("SQL state " + e.getSQLState(), e);
        } catch (IOException e) {
            throw failed(e.getClass().getSimpleName(), e);
        }
    }

    private static EventStoreException failed(String found, Exception cause) {
        return new EventStoreException(
                "Storage of the log: expected to measure what is free, found " + found
                        + "; check PostgreSQL and khue.audit.storage",
                cause);
    }

    private int tell(Connection connection) throws SQLException {
        List<IncomingEvent> events = new ArrayList<>();
        for (Volume volume : volumes) {
            if (!volume.low(profile)) {
                forget(connection, volume);
            } else if (remember(connection, volume)) {
                events.add(IncomingEvent.own(event(volume)));
            }
        }
        if (!events.isEmpty()) {
            store.storeIn(connection, events, List.of(), EventStore.SOURCE);
        }
        return events.size();
    }

    private static void forget(Connection connection, Volume volume) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from storage_warning where volume = ?")) {
            delete.setString(1, volume.name());
            delete.executeUpdate();
        }
    }

    /** @return whether it was not warned of before */
    private boolean remember(Connection connection, Volume volume) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into storage_warning (volume, warned_at) values (?, ?) on conflict (volume) do nothing")) {
            insert.setString(1, volume.name());
            insert.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
            return insert.executeUpdate() == 1;
        }
    }

    private AuditEvent event(Volume volume) {
        AuditEvent.Builder event = AuditEvent.of(
                        EventKind.STORAGE_LOW, Outcome.FAILURE, Actor.service("khue-audit"), EventStore.SOURCE, clock)
                .target(TargetKind.SERVICE, "khue-audit")
                .with(DetailKey.RESOURCE_TYPE, volume.name())
                .with(DetailKey.FREE_BYTES, volume.freeBytes());
        volume.daysLeft().ifPresent(days -> event.with(DetailKey.DAYS, days));
        return event.build();
    }
}
