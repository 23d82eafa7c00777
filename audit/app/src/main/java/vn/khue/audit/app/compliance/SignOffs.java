package vn.khue.audit.app.compliance;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
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

/**
 * Keeps what officers sign about controls. Where the policy wants a second officer, one asks and another signs; else one signs at once. Each
 * step has its event in the ledger in its own transaction. Thread-safe.
 */
final class SignOffs {

    private static final int MOST = 50;

    /** Two who ask about the same control at once must not both find that nobody asked. */
    private static final String ONE_AT_A_TIME = "lock table compliance_sign_off in share row exclusive mode";

    private final DecisionTransactions transactions;
    private final Compliance compliance;
    private final ComplianceProfile profile;
    private final EventStore events;
    private final Clock clock;

    SignOffs(DataSource dataSource, Compliance compliance, ComplianceProfile profile, EventStore events, Clock clock) {
        this.transactions = new DecisionTransactions(dataSource);
        this.compliance = compliance;
        this.profile = profile;
        this.events = events;
        this.clock = clock;
    }

    /** The newest that is not refused, by control; in a transaction of the caller. */
    static Map<String, SignOff> newest(Connection connection, String catalogue) {
        Map<String, SignOff> newest = new HashMap<>();
        on(connection)
                .sql("select distinct on (control) * from compliance_sign_off where catalogue = :catalogue"
                        + " and state <> 'REFUSED' order by control, asked_at desc, id")
                .param("catalogue", catalogue)
                .query((row, n) -> signOff(row))
                .list()
                .forEach(each -> newest.put(each.control(), each));
        return newest;
    }

    /** About one control, newest first. */
    static List<SignOff> of(Connection connection, String catalogue, String control) {
        return on(connection)
                .sql("select * from compliance_sign_off where catalogue = :catalogue and control = :control"
                        + " order by asked_at desc, id limit " + MOST)
                .param("catalogue", catalogue)
                .param("control", control)
                .query((row, n) -> signOff(row))
                .list();
    }

    /**
     * Signs, or asks another to sign.
     *
     * @param until last day; the caller has held it to the profile
     * @return unfitting where one waits already
     */
    DecisionOutcome ask(Catalogue catalogue, Control control, String note, LocalDate until, Officer officer) {
        Answers.Around around = compliance.around();
        return transactions.run(connection -> {
            JdbcClient sql = on(connection);
            Standing standing = compliance.now(connection, catalogue, control, around);
            sql.sql(ONE_AT_A_TIME).update();
            long waiting = sql.sql("select count(*) from compliance_sign_off where catalogue = :catalogue"
                            + " and control = :control and state = 'ASKED'")
                    .param("catalogue", catalogue.id())
                    .param("control", control.id())
                    .query(Long.class)
                    .single();
            if (waiting > 0) {
                return new DecisionOutcome.Unfitting();
            }
            boolean second = profile.needsSecond(standing);
            OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
            AuditEvent event = event(
                    second ? "ask" : "sign",
                    catalogue.id() + "/" + control.id(),
                    standing,
                    until,
                    officer.id(),
                    officer);
            sql.sql(
                            "insert into compliance_sign_off (id, catalogue, control, standing, note, until, asked_at, asked_by,"
                                    + " asked_name, state, decided_at, decided_by, decided_name, event) values (:id, :catalogue,"
                                    + " :control, :standing, :note, :until, :now, :person, :name, :state,"
                                    + " cast(:decidedAt as timestamptz), cast(:decidedBy as uuid), cast(:decidedName as varchar), :event)")
                    .param("id", UUID.randomUUID())
                    .param("catalogue", catalogue.id())
                    .param("control", control.id())
                    .param("standing", standing.name())
                    .param("note", note)
                    .param("until", until)
                    .param("now", now)
                    .param("person", officer.id())
                    .param("name", officer.assignee().name())
                    .param("state", second ? "ASKED" : "SIGNED")
                    .param("decidedAt", second ? null : now)
                    .param("decidedBy", second ? null : officer.id())
                    .param("decidedName", second ? null : officer.assignee().name())
                    .param("event", event.id())
                    .update();
            tell(connection, event);
            return new DecisionOutcome.Decided(second ? 0 : 1);
        });
    }

    /** Signs or refuses what another asked for. */
    DecisionOutcome decide(Catalogue catalogue, UUID id, boolean signed, Officer officer) {
        return transactions.run(connection -> {
            JdbcClient sql = on(connection);
            Optional<SignOff> found = sql.sql(
                            "select * from compliance_sign_off where id = :id and catalogue = :catalogue")
                    .param("id", id)
                    .param("catalogue", catalogue.id())
                    .query((row, n) -> signOff(row))
                    .optional();
            if (found.isEmpty()) {
                return new DecisionOutcome.Missing();
            } else if (found.get().askedBy().equals(officer.id())) {
                return new DecisionOutcome.Own();
            }
            SignOff asked = found.get();
            AuditEvent event = event(
                    signed ? "sign" : "refuse",
                    catalogue.id() + "/" + asked.control(),
                    asked.standing(),
                    asked.until(),
                    asked.askedBy(),
                    officer);
            int decided = sql.sql(
                            "update compliance_sign_off set state = :state, decided_at = :now, decided_by = :person,"
                                    + " decided_name = :name, event = :event where id = :id and state = 'ASKED'")
                    .param("state", signed ? "SIGNED" : "REFUSED")
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .param("person", officer.id())
                    .param("name", officer.assignee().name())
                    .param("event", event.id())
                    .param("id", id)
                    .update();
            if (decided == 0) {
                return new DecisionOutcome.Changed();
            }
            tell(connection, event);
            return new DecisionOutcome.Decided(1);
        });
    }

    private AuditEvent event(
            String operation, String rule, Standing standing, LocalDate until, UUID asker, Officer officer) {
        AuditEvent.Builder event = AuditEvent.of(
                        EventKind.CONTROL_SIGNED_OFF,
                        Outcome.SUCCESS,
                        officer.reader().actor(),
                        EventStore.SOURCE,
                        clock)
                .target(TargetKind.CONTROL, rule)
                .with(DetailKey.OPERATION, operation)
                .with(DetailKey.RULE, rule)
                .with(DetailKey.REASON, standing.name())
                .with(DetailKey.TO, until.toString())
                .with(DetailKey.PERSON, asker.toString())
                .with(DetailKey.ROLE, officer.reader().role().orElse(""));
        officer.reader().unit().ifPresent(event::unit);
        return event.build();
    }

    private void tell(Connection connection, AuditEvent event) throws SQLException {
        events.storeIn(connection, List.of(IncomingEvent.own(event)), List.of(), EventStore.SOURCE);
    }

    private static SignOff signOff(ResultSet row) throws SQLException {
        return new SignOff(
                row.getObject("id", UUID.class),
                row.getString("control"),
                Standing.valueOf(row.getString("standing")),
                row.getString("note"),
                row.getObject("until", LocalDate.class),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getObject("asked_by", UUID.class),
                row.getString("asked_name"),
                SignOff.State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getObject("decided_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString("decided_name")),
                row.getObject("event", UUID.class));
    }

    private static JdbcClient on(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }
}
