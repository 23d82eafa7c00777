package vn.khue.audit.app.triage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.IncomingEvent;
import vn.khue.audit.app.triage.AlertQueue.Looking;
import vn.khue.audit.app.triage.AlertQueue.Triaged;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;

/**
 * Keeps decisions about alerts: what the alert is now, the decision, and its event in the ledger, in one transaction or not at all. An
 * officer decides about what they saw; if it has changed meanwhile nothing is kept. What is in a case is marked there. Thread-safe.
 */
public final class AlertDecisions {

    private static final String UPSERT = "insert into alert_triage"
            + " (alert, state, assignee, assignee_name, reason, incident, version) values (?, ?, ?, ?, ?, ?, 1)"
            + " on conflict (alert) do update set state = excluded.state, assignee = excluded.assignee,"
            + " assignee_name = excluded.assignee_name, reason = excluded.reason, incident = excluded.incident,"
            + " version = alert_triage.version + 1 where alert_triage.version = ?";

    private static final String INSERT = "insert into alert_decision"
            + " (alert, event, decided_at, person, name, act, reason, note) values (?, ?, ?, ?, ?, ?, ?, ?)";

    private final DecisionTransactions transactions;
    private final EventStore events;
    private final Clock clock;

    AlertDecisions(DataSource dataSource, EventStore events, Clock clock) {
        this.transactions = new DecisionTransactions(dataSource);
        this.events = events;
        this.clock = clock;
    }

    /** Who decides what. */
    public record Decision(Officer officer, AlertAct act, String note) {}

    /**
     * Decides about one alert.
     *
     * @param version which the officer saw
     */
    DecisionOutcome one(UUID alert, int version, Decision decision, Looking looking) {
        return transactions.run(connection -> {
            SortedMap<UUID, Integer> expected = new TreeMap<>();
            expected.put(alert, version);
            return all(connection, expected, decision, looking);
        });
    }

    /**
     * Decides about every alert of a group that the filter shows.
     *
     * @param seen the group as the officer saw it
     */
    DecisionOutcome group(GroupToken seen, QueueQuery query, Decision decision, Looking looking) {
        return transactions.run(connection -> {
            SortedMap<UUID, Integer> members = AlertQueue.members(connection, seen.newest(), query, looking);
            long versions =
                    members.values().stream().mapToLong(Integer::longValue).sum();
            return members.size() == seen.alerts() && versions == seen.versions() && !members.isEmpty()
                    ? all(connection, members, decision, looking)
                    : new DecisionOutcome.Changed();
        });
    }

    /** Decides in a transaction of the caller; what is not decided must be rolled back. */
    public DecisionOutcome all(
            Connection connection, SortedMap<UUID, Integer> expected, Decision decision, Looking looking)
            throws SQLException {
        List<IncomingEvent> told = new ArrayList<>();
        for (var each : expected.entrySet()) {
            Optional<Triaged> found = AlertQueue.find(connection, each.getKey(), looking);
            if (found.isEmpty()) {
                return new DecisionOutcome.Missing();
            }
            Triage before = found.get().triage();
            if (before.version() != each.getValue()) {
                return new DecisionOutcome.Changed();
            } else if (!decision.act().onOneself()
                    && found.get()
                            .alert()
                            .group()
                            .containsValue(decision.officer().word())) {
                return new DecisionOutcome.Own();
            }
            if (decision.act() instanceof AlertAct.Mark && inCase(connection, each.getKey())) {
                return new DecisionOutcome.Unfitting();
            }
            Optional<Triage> after =
                    decision.act().applied(before, decision.officer().assignee());
            if (after.isEmpty()) {
                return new DecisionOutcome.Unfitting();
            } else if (!keep(connection, each.getKey(), after.get())) {
                return new DecisionOutcome.Changed();
            }
            AuditEvent event = event(found.get(), decision);
            remember(connection, event, each.getKey(), decision);
            told.add(IncomingEvent.own(event));
        }
        events.storeIn(connection, told, List.of(), EventStore.SOURCE);
        return new DecisionOutcome.Decided(told.size());
    }

    /** Also in one that the officer does not see, whose clocks run. */
    private static boolean inCase(Connection connection, UUID alert) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select 1 from triage_case_alert where alert = ?")) {
            select.setObject(1, alert);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** False if another decision came between. */
    private static boolean keep(Connection connection, UUID alert, Triage after) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            upsert.setObject(1, alert);
            upsert.setString(2, after.state().name());
            upsert.setObject(3, after.assignee().map(Triage.Assignee::id).orElse(null));
            upsert.setString(4, after.assignee().map(Triage.Assignee::name).orElse(null));
            upsert.setString(5, after.reason().map(Enum::name).orElse(null));
            upsert.setString(6, after.incident().map(Enum::name).orElse(null));
            upsert.setInt(7, after.version());
            return upsert.executeUpdate() == 1;
        }
    }

    private static void remember(Connection connection, AuditEvent event, UUID alert, Decision decision)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, alert);
            insert.setObject(2, event.id());
            insert.setObject(3, event.time().atOffset(ZoneOffset.UTC));
            insert.setObject(4, decision.officer().id());
            insert.setString(5, decision.officer().assignee().name());
            insert.setString(6, decision.act().word());
            insert.setString(
                    7, decision.act().reason().isEmpty() ? null : decision.act().reason());
            insert.setString(8, decision.note());
            insert.executeUpdate();
        }
    }

    private AuditEvent event(Triaged about, Decision decision) {
        EventKind kind = decision.act() instanceof AlertAct.Close ? EventKind.ALERT_CLOSED : EventKind.ALERT_DECIDED;
        AuditEvent.Builder event = AuditEvent.of(
                        kind, Outcome.SUCCESS, decision.officer().reader().actor(), EventStore.SOURCE, clock)
                .target(TargetKind.ALERT, about.alert().id().toString())
                .with(DetailKey.OPERATION, decision.act().word())
                .with(DetailKey.REASON, decision.act().reason())
                .with(DetailKey.RULE, about.alert().rule())
                .with(DetailKey.LEVEL, about.alert().level().word())
                .with(DetailKey.ROLE, decision.officer().reader().role().orElse(""));
        decision.officer().reader().unit().ifPresent(event::unit);
        return event.build();
    }
}
