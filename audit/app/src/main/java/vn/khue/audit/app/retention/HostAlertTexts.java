package vn.khue.audit.app.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
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
 * Deletes what Wazuh said in words of its alerts as long ago as the events they belong to are dropped, a day at a time, each with an event in the
 * same transaction: it may tell of persons, and nothing of it is in the ledger. Thread-safe.
 */
public final class HostAlertTexts {

    private final DataSource dataSource;
    private final EventStore store;
    private final RetentionProfile profile;
    private final Clock clock;

    public HostAlertTexts(DataSource dataSource, EventStore store, RetentionProfile profile, Clock clock) {
        this.dataSource = dataSource;
        this.store = store;
        this.profile = profile;
        this.clock = clock;
    }

    /**
     * Deletes what is over.
     *
     * @return how many days were
     * @throws EventStoreException if the database refuses; it is tried again the next time
     */
    public int keep() {
        LocalDate first = profile.firstKept(StoredDay.of(clock.instant()));
        try (Connection connection = dataSource.getConnection()) {
            int days = 0;
            connection.setAutoCommit(false);
            try {
                Optional<LocalDate> oldest = oldest(connection);
                while (oldest.filter(day -> day.isBefore(first)).isPresent()) {
                    delete(connection, oldest.get());
                    connection.commit();
                    days++;
                    oldest = oldest(connection);
                }
                connection.rollback();
                return days;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new EventStoreException(
                    "Texts of Wazuh's alerts: expected to delete those of days that are over, found SQL state "
                            + e.getSQLState() + "; check PostgreSQL, it is tried again in ten minutes",
                    e);
        }
    }

    private static Optional<LocalDate> oldest(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "select (min(taken_at) at time zone 'Asia/Ho_Chi_Minh')::date from wazuh_host_alert");
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.ofNullable(row.getObject(1, LocalDate.class)) : Optional.empty();
        }
    }

    /** Another node may have been quicker, and then there is nothing to tell. */
    private void delete(Connection connection, LocalDate day) throws SQLException {
        int rows;
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from wazuh_host_alert where taken_at < (cast(? as date) + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'")) {
            delete.setObject(1, day);
            rows = delete.executeUpdate();
        }
        if (rows > 0) {
            AuditEvent event = AuditEvent.of(
                            EventKind.HOST_ALERT_TEXTS_DELETED,
                            Outcome.SUCCESS,
                            Actor.service("khue-audit"),
                            EventStore.SOURCE,
                            clock)
                    .target(TargetKind.LOG, "host-alerts/" + day)
                    .with(DetailKey.DATE, day.toString())
                    .with(DetailKey.ROWS, rows)
                    .with(DetailKey.RULE, profile.name() + " " + profile.online())
                    .build();
            store.storeIn(connection, List.of(IncomingEvent.own(event)), List.of(), EventStore.SOURCE);
        }
    }
}
