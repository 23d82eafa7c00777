package vn.khue.audit.app.wazuh;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.IncomingEvent;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;

/** Tells the log once that Wazuh was lost, and once that it is back; detection makes one alert of a loss that somebody has to mend. */
final class LinkRecord {

    private final EventStore events;
    private final Clock clock;

    LinkRecord(EventStore events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /**
     * In a transaction of the caller.
     *
     * @return whether that was news
     */
    boolean tell(Connection connection, LinkState state) throws SQLException {
        if (state instanceof LinkState.Up) {
            return change(connection, false, "");
        }
        return state instanceof LinkState.Down down && change(connection, true, down.reason());
    }

    private boolean change(Connection connection, boolean lost, String reason) throws SQLException {
        Optional<String> before = before(connection);
        boolean same = before.map(lost ? reason::equals : String::isEmpty).orElse(!lost);
        if (same) {
            return false;
        }
        try (PreparedStatement upsert = connection.prepareStatement(
                "insert into wazuh_link (lost, reason, since) values (?, ?, ?) on conflict (one) do update"
                        + " set lost = excluded.lost, reason = excluded.reason, since = excluded.since")) {
            upsert.setBoolean(1, lost);
            upsert.setString(2, reason);
            upsert.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
            upsert.executeUpdate();
        }
        AuditEvent event = AuditEvent.of(
                        EventKind.LINK_CHANGED,
                        lost ? Outcome.FAILURE : Outcome.SUCCESS,
                        Actor.service("khue-audit"),
                        EventStore.SOURCE,
                        clock)
                .target(TargetKind.SERVICE, "wazuh")
                .with(DetailKey.OPERATION, lost ? "lost" : "back")
                .with(DetailKey.REASON, reason)
                .build();
        events.storeIn(connection, List.of(IncomingEvent.own(event)), List.of(), EventStore.SOURCE);
        return true;
    }

    /** The reason for which it was lost; empty text for not lost. */
    private static Optional<String> before(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select reason from wazuh_link for update");
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }
}
