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
import vn.khue.audit.app.entity.EntityRef;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.IncomingEvent;
import vn.khue.audit.app.store.RecordedReading;
import vn.khue.audit.app.store.StoredAlert;
import vn.khue.audit.app.triage.AlertQueue;
import vn.khue.audit.app.triage.AlertQueue.Looking;
import vn.khue.audit.app.triage.AlertQueue.Triaged;
import vn.khue.audit.app.triage.DecisionOutcome;
import vn.khue.audit.app.triage.DecisionTransactions;
import vn.khue.audit.app.triage.Officer;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;

/**
 * Remembers answers to alerts: that one was asked for, before the gate is; and what the gate said. Each of the two is one transaction with
 * its event in the ledger, so an answer that this service did not live to see is still seen to have been asked for. Thread-safe.
 */
@Component
final class Responses {

    private static final String ASKED = "insert into alert_response"
            + " (id, alert, person, act, note, officer, name, asked_at, outcome) values (?, ?, ?, ?, ?, ?, ?, ?, 'ASKED')";

    private static final String ANSWERED =
            "update alert_response set outcome = ?, decided_at = ? where id = ? and outcome = 'ASKED'";

    private static final String OF_ALERT = "select id, act, person, name, note, asked_at, outcome from alert_response"
            + " where alert = ? order by asked_at, id";

    private final RecordedReading reading;
    private final DecisionTransactions transactions;
    private final EventStore events;
    private final Clock clock;

    Responses(DataSource dataSource, EventStore events, Clock clock) {
        this.reading = new RecordedReading(dataSource, events, clock);
        this.transactions = new DecisionTransactions(dataSource);
        this.events = events;
        this.clock = clock;
    }

    /** What an officer asks for. */
    record Asked(UUID alert, UUID person, ResponseAct act, String note, Officer officer) {}

    /**
     * An alert that can be answered.
     *
     * @param about the person whose account it is about
     * @param past oldest first
     */
    record Answerable(StoredAlert alert, EntityRef about, List<Response> past) {
        Answerable {
            past = List.copyOf(past);
        }
    }

    /** An alert in sight that is about an account other than the officer's own. */
    Optional<Answerable> answerable(UUID alert, Officer officer, Looking looking) {
        return reading.in(connection -> {
            Optional<Triaged> found = AlertQueue.find(connection, alert, looking);
            reading.record(
                    connection,
                    looking.reader(),
                    trace -> trace.target(TargetKind.ALERT, alert.toString())
                            .with(DetailKey.ROWS, found.isPresent() ? 1 : 0));
            Optional<EntityRef> about =
                    found.flatMap(each -> EntityRef.person(each.alert().group(), officer.id()));
            return about.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Answerable(found.get().alert(), about.get(), past(connection, alert)));
        });
    }

    /**
     * Remembers, has it done, and remembers what became of it.
     *
     * @param done asks the gate
     */
    ResponseOutcome respond(Asked asked, Supplier<ResponseOutcome> done) {
        UUID id = UUID.randomUUID();
        transactions.run(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(ASKED)) {
                insert.setObject(1, id);
                insert.setObject(2, asked.alert());
                insert.setObject(3, asked.person());
                insert.setString(4, asked.act().name());
                insert.setString(5, asked.note());
                insert.setObject(6, asked.officer().id());
                insert.setString(7, asked.officer().assignee().name());
                insert.setObject(8, clock.instant().atOffset(ZoneOffset.UTC));
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
                .target(TargetKind.PERSON, asked.person().toString())
                .with(DetailKey.OPERATION, asked.act().operation())
                .with(DetailKey.STEP, step)
                .with(DetailKey.REASON, reason)
                .with(DetailKey.EVENT, asked.alert().toString())
                .with(DetailKey.ROLE, asked.officer().reader().role().orElse(""));
        asked.officer().reader().unit().ifPresent(event::unit);
        events.storeIn(connection, List.of(IncomingEvent.own(event.build())), List.of(), EventStore.SOURCE);
        return new DecisionOutcome.Decided(1);
    }

    private static List<Response> past(Connection connection, UUID alert) throws SQLException {
        List<Response> past = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(OF_ALERT)) {
            select.setObject(1, alert);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String outcome = row.getString("outcome");
                    past.add(new Response(
                            row.getObject("id", UUID.class),
                            row.getString("act"),
                            row.getObject("person", UUID.class),
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
