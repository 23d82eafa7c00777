package vn.khue.audit.app.response;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;
import vn.khue.audit.app.entity.EntityKind;
import vn.khue.audit.app.entity.EntityRef;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.IncomingEvent;
import vn.khue.audit.app.store.RecordedReading;
import vn.khue.audit.app.store.StoredAlert;
import vn.khue.audit.app.triage.AlertQueue;
import vn.khue.audit.app.triage.AlertQueue.Looking;
import vn.khue.audit.app.triage.DecisionOutcome;
import vn.khue.audit.app.triage.DecisionTransactions;
import vn.khue.audit.app.triage.Officer;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;

/**
 * Remembers suspensions of cards and certificates by officers: that one was asked for, before the signing service is; and what it said. Each of
 * the two is one transaction with its event in the ledger. Thread-safe.
 */
@Component
final class Holds {

    private static final String ASKED = "insert into thing_hold"
            + " (id, kind, thing, alert, act, note, officer, name, asked_at, outcome) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'ASKED')";

    private static final String ANSWERED =
            "update thing_hold set outcome = ?, decided_at = ? where id = ? and outcome = 'ASKED'";

    private static final String OF_THING = "select id, act, alert, name, note, asked_at, outcome from thing_hold"
            + " where thing = ? and kind = ? order by asked_at, id";

    private final RecordedReading reading;
    private final DecisionTransactions transactions;
    private final EventStore events;
    private final Clock clock;

    Holds(DataSource dataSource, EventStore events, Clock clock) {
        this.reading = new RecordedReading(dataSource, events, clock);
        this.transactions = new DecisionTransactions(dataSource);
        this.events = events;
        this.clock = clock;
    }

    /** What an officer asks for. */
    record Asked(EntityRef thing, Optional<UUID> alert, HoldAct act, String note, Officer officer) {}

    /**
     * A thing before an officer.
     *
     * @param alert from which they come, where it is one in their sight
     * @param past oldest first
     */
    record Named(EntityRef thing, Optional<StoredAlert> alert, List<Hold> past) {
        Named {
            past = List.copyOf(past);
        }
    }

    Named named(EntityRef thing, Optional<UUID> alert, Looking looking) {
        return reading.in(connection -> {
            Optional<StoredAlert> from = alert.isEmpty()
                    ? Optional.empty()
                    : AlertQueue.find(connection, alert.get(), looking).map(AlertQueue.Triaged::alert);
            reading.record(
                    connection,
                    looking.reader(),
                    trace -> trace.target(target(thing.kind()), thing.id()).with(DetailKey.ROWS, 1));
            return new Named(thing, from, past(connection, thing));
        });
    }

    /**
     * Remembers, has it done, and remembers what became of it.
     *
     * @param done asks the signing service
     */
    ResponseOutcome hold(Asked asked, Supplier<ResponseOutcome> done) {
        UUID id = UUID.randomUUID();
        transactions.run(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(ASKED)) {
                insert.setObject(1, id);
                insert.setString(2, asked.thing().kind().name());
                insert.setString(3, asked.thing().id());
                insert.setObject(4, asked.alert().orElse(null));
                insert.setString(5, asked.act().name());
                insert.setString(6, asked.note());
                insert.setObject(7, asked.officer().id());
                insert.setString(8, asked.officer().assignee().name());
                insert.setObject(9, clock.instant().atOffset(ZoneOffset.UTC));
                insert.executeUpdate();
            }
            return told(connection, asked, "asked", Outcome.SUCCESS, "");
        });
        ResponseOutcome outcome = done.get();
        transactions.run(connection -> {
            try (PreparedStatement update = connection.prepareStatement(ANSWERED)) {
                update.setString(1, outcome.name());
                update.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
                update.setObject(3, id);
                update.executeUpdate();
            }
            boolean success = outcome == ResponseOutcome.DONE;
            return told(
                    connection,
                    asked,
                    "answered",
                    success ? Outcome.SUCCESS : Outcome.FAILURE,
                    success ? "" : outcome.name());
        });
        return outcome;
    }

    private DecisionOutcome told(Connection connection, Asked asked, String step, Outcome outcome, String reason)
            throws SQLException {
        AuditEvent.Builder event = AuditEvent.of(
                        EventKind.RESPONSE_GIVEN,
                        outcome,
                        asked.officer().reader().actor(),
                        EventStore.SOURCE,
                        clock)
                .target(target(asked.thing().kind()), asked.thing().id())
                .with(DetailKey.OPERATION, asked.act().operation(asked.thing().kind()))
                .with(DetailKey.STEP, step)
                .with(DetailKey.REASON, reason)
                .with(DetailKey.EVENT, asked.alert().map(UUID::toString).orElse(""))
                .with(DetailKey.ROLE, asked.officer().reader().role().orElse(""));
        asked.officer().reader().unit().ifPresent(event::unit);
        events.storeIn(connection, List.of(IncomingEvent.own(event.build())), List.of(), EventStore.SOURCE);
        return new DecisionOutcome.Decided(1);
    }

    private static TargetKind target(EntityKind kind) {
        return kind == EntityKind.CARD ? TargetKind.CARD : TargetKind.CERTIFICATE;
    }

    private static List<Hold> past(Connection connection, EntityRef thing) throws SQLException {
        List<Hold> past = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(OF_THING)) {
            select.setString(1, thing.id());
            select.setString(2, thing.kind().name());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String outcome = row.getString("outcome");
                    past.add(new Hold(
                            row.getObject("id", UUID.class),
                            HoldAct.valueOf(row.getString("act")),
                            Optional.ofNullable(row.getObject("alert", UUID.class)),
                            row.getString("name"),
                            row.getString("note"),
                            row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                            outcome.equals("ASKED")
                                    ? Optional.empty()
                                    : Optional.of(ResponseOutcome.valueOf(outcome))));
                }
            }
        }
        return past;
    }
}
