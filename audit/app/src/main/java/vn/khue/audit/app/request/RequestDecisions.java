package vn.khue.audit.app.request;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khue.audit.app.request.DataRequest.Act;
import vn.khue.audit.app.request.RequestForm.Received;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.IncomingEvent;
import vn.khue.audit.app.triage.DecisionOutcome;
import vn.khue.audit.app.triage.DecisionTransactions;
import vn.khue.audit.app.triage.Officer;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;
import vn.khue.web.time.VietnamTime;

/** Keeps requests and every step of them, each with its event in the ledger in one transaction. Thread-safe. */
final class RequestDecisions {

    private final DecisionTransactions transactions;
    private final RequestProfile profile;
    private final EventStore events;
    private final Clock clock;
    private final VietnamTime time = new VietnamTime();

    RequestDecisions(DataSource dataSource, RequestProfile profile, EventStore events, Clock clock) {
        this.transactions = new DecisionTransactions(dataSource);
        this.profile = profile;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Receives one.
     *
     * @param id of the new request
     */
    DecisionOutcome receive(UUID id, Received received, Officer officer) {
        return transactions.run(connection -> {
            JdbcClient sql = RequestRegister.on(connection);
            sql.sql(
                            "insert into data_request (id, kind, subject, processors, received, answer_due, due, state, version)"
                                    + " values (:id, :kind, :subject, :processors, :received, :answer, :due, 'OPEN', 1)")
                    .param("id", id)
                    .param("kind", received.kind().name())
                    .param("subject", received.subject())
                    .param("processors", received.processors())
                    .param("received", received.on())
                    .param("answer", profile.answerDue(received.on()))
                    .param("due", profile.due(received.kind(), received.processors(), received.on()))
                    .update();
            return told(connection, id, Act.RECEIVE, received.note(), officer);
        });
    }

    /**
     * Takes it a step further.
     *
     * @param version which the officer saw
     */
    DecisionOutcome decide(UUID id, int version, Act act, String note, Officer officer) {
        return transactions.run(connection -> {
            Optional<DataRequest> found = RequestRegister.find(connection, id);
            if (found.isEmpty()) {
                return new DecisionOutcome.Missing();
            } else if (found.get().version() != version) {
                return new DecisionOutcome.Changed();
            } else if (found.get().subject().equals(officer.id())) {
                return new DecisionOutcome.Own();
            } else if (!found.get().fits(act)) {
                return new DecisionOutcome.Unfitting();
            }
            LocalDate today = time.dayOf(clock.instant());
            JdbcClient.StatementSpec update =
                    switch (act) {
                        case ACKNOWLEDGE ->
                            set(connection, "acknowledged = :today").param("today", today);
                        case EXTEND ->
                            set(connection, "extended = true, due = :due")
                                    .param(
                                            "due",
                                            profile.extended(
                                                    found.get().kind(),
                                                    found.get().due()));
                        case GRANT ->
                            set(connection, "state = 'GRANTED', decided = :today")
                                    .param("today", today);
                        case REFUSE ->
                            set(connection, "state = 'REFUSED', decided = :today")
                                    .param("today", today);
                        case FINISH ->
                            set(connection, "state = 'DONE', done = :today").param("today", today);
                        case RECEIVE -> throw new IllegalArgumentException("a request is received once");
                    };
            if (update.param("id", id).param("version", version).update() != 1) {
                return new DecisionOutcome.Changed();
            }
            return told(connection, id, act, note, officer);
        });
    }

    private static JdbcClient.StatementSpec set(Connection connection, String what) {
        return RequestRegister.on(connection)
                .sql("update data_request set " + what
                        + ", version = version + 1 where id = :id and version = :version");
    }

    private DecisionOutcome told(Connection connection, UUID id, Act act, String note, Officer officer)
            throws SQLException {
        DataRequest now = RequestRegister.find(connection, id).orElseThrow();
        AuditEvent.Builder event = AuditEvent.of(
                        EventKind.DATA_REQUEST_CHANGED,
                        Outcome.SUCCESS,
                        officer.reader().actor(),
                        EventStore.SOURCE,
                        clock)
                .target(TargetKind.DATA_REQUEST, id.toString())
                .with(DetailKey.OPERATION, act.name().toLowerCase(Locale.ROOT))
                .with(DetailKey.REASON, now.kind().name())
                .with(DetailKey.NUMBER, now.number())
                .with(DetailKey.TO, now.due().toString())
                .with(DetailKey.PERSON, now.subject().toString())
                .with(DetailKey.ROLE, officer.reader().role().orElse(""));
        officer.reader().unit().ifPresent(event::unit);
        AuditEvent built = event.build();
        RequestRegister.on(connection)
                .sql("insert into data_request_step (request, event, at, person, name, act, note)"
                        + " values (:id, :event, :at, :person, :name, :act, :note)")
                .param("id", id)
                .param("event", built.id())
                .param("at", built.time().atOffset(ZoneOffset.UTC))
                .param("person", officer.id())
                .param("name", officer.assignee().name())
                .param("act", act.name())
                .param("note", note)
                .update();
        events.storeIn(connection, List.of(IncomingEvent.own(built)), List.of(), EventStore.SOURCE);
        return new DecisionOutcome.Decided(1);
    }
}
