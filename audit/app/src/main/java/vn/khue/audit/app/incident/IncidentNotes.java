package vn.khue.audit.app.incident;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import vn.khue.audit.app.incident.Incident.Act;
import vn.khue.audit.app.incident.IncidentForm.Noting;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.IncomingEvent;
import vn.khue.audit.app.triage.AlertQueue.Looking;
import vn.khue.audit.app.triage.DecisionOutcome;
import vn.khue.audit.app.triage.DecisionTransactions;
import vn.khue.audit.app.triage.Officer;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;

/** Keeps what is noted to an incident, each with its event in the ledger in one transaction. Nothing is changed or taken back. Thread-safe. */
final class IncidentNotes {

    /** Who notes waits for who notes to the same incident before: only one of two sees that nothing was reported yet. */
    private static final String ONE_AT_A_TIME = "select 1 from triage_case where id = ? for update";

    private static final String INSERT = "insert into incident_entry"
            + " (case_id, act, kind, report, recipient, note, done_at, noted_at, person, name, event)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final DecisionTransactions transactions;
    private final IncidentRegister register;
    private final EventStore events;
    private final Clock clock;

    IncidentNotes(DataSource dataSource, IncidentRegister register, EventStore events, Clock clock) {
        this.transactions = new DecisionTransactions(dataSource);
        this.register = register;
        this.events = events;
        this.clock = clock;
    }

    /** Unfitting: a report that went out already, the end of what has reports to make, anything after the end, or before it was known. */
    DecisionOutcome note(UUID id, Noting noting, Officer officer, Looking looking) {
        return transactions.run(connection -> {
            try (PreparedStatement lock = connection.prepareStatement(ONE_AT_A_TIME)) {
                lock.setObject(1, id);
                lock.execute();
            }
            Optional<Incident> found = register.find(connection, id, looking.sight());
            if (found.isEmpty()) {
                return new DecisionOutcome.Missing();
            } else if (!fits(found.get(), noting)) {
                return new DecisionOutcome.Unfitting();
            }
            keep(connection, found.get(), noting, officer);
            return new DecisionOutcome.Decided(1);
        });
    }

    private static boolean fits(Incident incident, Noting noting) {
        if (incident.ended().isPresent()) {
            return false;
        }
        return switch (noting.act()) {
            case REPORTED ->
                incident.kinds().stream()
                        .filter(each -> noting.kind().equals(Optional.of(each.kind())))
                        // A form shows minutes: the one in which it was found counts whole.
                        .filter(each -> !noting.at().plusSeconds(60).isBefore(each.known()))
                        .flatMap(each -> each.duties().stream())
                        .anyMatch(each ->
                                noting.report().equals(Optional.of(each.clock().report()))
                                        && each.done().isEmpty());
            case ENDED -> !incident.waiting();
            case INFORMED, MEASURE -> true;
        };
    }

    private void keep(Connection connection, Incident incident, Noting noting, Officer officer) throws SQLException {
        AuditEvent.Builder event = AuditEvent.of(
                        EventKind.INCIDENT_RECORDED,
                        Outcome.SUCCESS,
                        officer.reader().actor(),
                        EventStore.SOURCE,
                        clock)
                .target(TargetKind.CASE, incident.id().toString())
                .with(DetailKey.OPERATION, noting.act().name().toLowerCase(java.util.Locale.ROOT))
                .with(DetailKey.REASON, noting.kind().map(Enum::name).orElse(""))
                .with(DetailKey.STEP, noting.report().orElse(""))
                .with(DetailKey.NUMBER, incident.number())
                .with(DetailKey.TO, noting.at().toString())
                .with(DetailKey.ROLE, officer.reader().role().orElse(""));
        officer.reader().unit().ifPresent(event::unit);
        AuditEvent built = event.build();
        Instant noted = built.time();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, incident.id());
            insert.setString(2, noting.act().name());
            insert.setString(3, noting.kind().map(Enum::name).orElse(null));
            insert.setString(4, noting.act() == Act.REPORTED ? noting.report().orElse(null) : null);
            insert.setString(5, noting.recipient());
            insert.setString(6, noting.note());
            insert.setObject(7, (noting.at().isAfter(noted) ? noted : noting.at()).atOffset(ZoneOffset.UTC));
            insert.setObject(8, noted.atOffset(ZoneOffset.UTC));
            insert.setObject(9, officer.id());
            insert.setString(10, officer.assignee().name());
            insert.setObject(11, built.id());
            insert.executeUpdate();
        }
        events.storeIn(connection, List.of(IncomingEvent.own(built)), List.of(), EventStore.SOURCE);
    }
}
