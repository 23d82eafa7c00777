package vn.khue.audit.app.incident;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import vn.khue.audit.app.casefile.CaseDecisions;
import vn.khue.audit.app.incident.Incident.Told;
import vn.khue.audit.app.incident.OpeningForm.Opening;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.IncomingEvent;
import vn.khue.audit.app.triage.DecisionOutcome;
import vn.khue.audit.app.triage.DecisionTransactions;
import vn.khue.audit.app.triage.IncidentKind;
import vn.khue.audit.app.triage.Officer;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;

/** Opens incidents that no alert began: the case, its clocks, what was told, and the events, in one transaction. Thread-safe. */
final class IncidentOpenings {

    private static final String INSERT = "insert into incident_report"
            + " (case_id, source, begun_at, data_kinds, affected, account, noted_at, person, name, event)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final DecisionTransactions transactions;
    private final CaseDecisions cases;
    private final EventStore events;
    private final Clock clock;

    IncidentOpenings(DataSource dataSource, CaseDecisions cases, EventStore events, Clock clock) {
        this.transactions = new DecisionTransactions(dataSource);
        this.cases = cases;
        this.events = events;
        this.clock = clock;
    }

    /** @param id of the new case */
    DecisionOutcome open(UUID id, Opening opening, Officer officer) {
        return transactions.run(connection -> {
            SortedMap<IncidentKind, Instant> kinds = new TreeMap<>();
            opening.kinds().forEach(kind -> kinds.put(kind, opening.known()));
            long number = cases.openByHand(
                    connection, id, opening.title(), opening.told().unit(), kinds, officer);
            AuditEvent.Builder event = AuditEvent.of(
                            EventKind.INCIDENT_RECORDED,
                            Outcome.SUCCESS,
                            officer.reader().actor(),
                            EventStore.SOURCE,
                            clock)
                    .target(TargetKind.CASE, id.toString())
                    .with(DetailKey.OPERATION, "opened")
                    .with(DetailKey.REASON, opening.told().source().name())
                    .with(DetailKey.NUMBER, number)
                    .with(DetailKey.TO, opening.known().toString())
                    .with(DetailKey.ROLE, officer.reader().role().orElse(""));
            officer.reader().unit().ifPresent(event::unit);
            AuditEvent built = event.build();
            keep(connection, id, opening.told(), built, officer);
            events.storeIn(connection, List.of(IncomingEvent.own(built)), List.of(), EventStore.SOURCE);
            return new DecisionOutcome.Decided(1);
        });
    }

    private static void keep(Connection connection, UUID id, Told told, AuditEvent event, Officer officer)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, id);
            insert.setString(2, told.source().name());
            insert.setObject(
                    3, told.begun().map(each -> each.atOffset(ZoneOffset.UTC)).orElse(null));
            insert.setArray(
                    4,
                    connection.createArrayOf(
                            "text", told.data().stream().map(Enum::name).toArray()));
            insert.setObject(5, told.affected().orElse(null), java.sql.Types.INTEGER);
            insert.setString(6, told.account());
            insert.setObject(7, event.time().atOffset(ZoneOffset.UTC));
            insert.setObject(8, officer.id());
            insert.setString(9, officer.assignee().name());
            insert.setObject(10, event.id());
            insert.executeUpdate();
        }
    }
}
