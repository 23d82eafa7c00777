package vn.khue.audit.app.casefile;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.IncomingEvent;
import vn.khue.audit.app.triage.AlertAct;
import vn.khue.audit.app.triage.AlertDecisions;
import vn.khue.audit.app.triage.AlertDecisions.Decision;
import vn.khue.audit.app.triage.AlertQueue;
import vn.khue.audit.app.triage.AlertQueue.Looking;
import vn.khue.audit.app.triage.AlertQueue.Triaged;
import vn.khue.audit.app.triage.AlertState;
import vn.khue.audit.app.triage.DecisionOutcome;
import vn.khue.audit.app.triage.DecisionTransactions;
import vn.khue.audit.app.triage.IncidentKind;
import vn.khue.audit.app.triage.Officer;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;

/**
 * Keeps decisions about cases: what the case is now, the decision, what follows for its alerts, and the events in the ledger, in one
 * transaction or not at all. Thread-safe.
 */
public final class CaseDecisions {

    /** So that evidence of a case stays a file that can be sent. */
    static final int MOST_ALERTS = 100;

    private static final String OPEN =
            "insert into triage_case (id, title, state, owner, owner_name, opened_at, version, units)"
                    + " values (?, ?, 'OPEN', ?, ?, ?, 1, ?)";

    private static final String UPDATE =
            "update triage_case set state = ?, owner = ?, owner_name = ?, reason = ?, version = version + 1"
                    + " where id = ? and version = ?";

    private static final String ADD = "insert into triage_case_alert (alert, case_id, added_at) values (?, ?, ?)"
            + " on conflict (alert) do nothing";

    private static final String REMOVE = "delete from triage_case_alert where alert = ? and case_id = ?";

    /** The first moment counts, however the alerts come and go. */
    private static final String KNOWN = "insert into triage_case_incident (case_id, kind, known_at) values (?, ?, ?)"
            + " on conflict (case_id, kind) do update set known_at = least(triage_case_incident.known_at, excluded.known_at)";

    private static final String REMEMBER = "insert into triage_case_decision"
            + " (case_id, event, decided_at, person, name, act, reason, alert, note) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final DecisionTransactions transactions;
    private final AlertDecisions alertDecisions;
    private final EventStore events;
    private final Clock clock;

    CaseDecisions(DataSource dataSource, AlertDecisions alertDecisions, EventStore events, Clock clock) {
        this.transactions = new DecisionTransactions(dataSource);
        this.alertDecisions = alertDecisions;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Puts alerts together into a new case. Those that are nobody's become the officer's.
     *
     * @param id of the new case
     * @param alerts 1 to {@value #MOST_ALERTS}, none of them in a case
     */
    DecisionOutcome open(UUID id, String title, Collection<UUID> alerts, Officer officer, Looking looking) {
        return transactions.run(connection -> {
            if (alerts.isEmpty() || alerts.size() > MOST_ALERTS) {
                return new DecisionOutcome.Unfitting();
            }
            insert(connection, id, title, officer, List.of());
            Telling telling = new Telling(connection, id, officer);
            telling.tell("open", "", Optional.empty(), "");
            return added(connection, id, alerts, officer, looking, telling);
        });
    }

    /**
     * Opens a case that no alert began, in a transaction of the caller.
     *
     * @param unit which it is about; empty where it is about several or none
     * @param kinds of what law wants a report, and since when each is known
     * @return its number
     */
    public long openByHand(
            Connection connection,
            UUID id,
            String title,
            Optional<String> unit,
            SortedMap<IncidentKind, Instant> kinds,
            Officer officer)
            throws SQLException {
        // As with alerts, an empty text stands for nobody's: it is in the sight of those who see everything.
        insert(connection, id, title, officer, List.of(unit.orElse("")));
        Telling telling = new Telling(connection, id, officer);
        telling.tell("open", "", Optional.empty(), "");
        for (var each : kinds.entrySet()) {
            known(connection, id, each.getKey(), each.getValue());
            telling.tell("mark", each.getKey().name(), Optional.empty(), "");
        }
        telling.store();
        return telling.number();
    }

    private void insert(Connection connection, UUID id, String title, Officer officer, List<String> units)
            throws SQLException {
        try (PreparedStatement open = connection.prepareStatement(OPEN)) {
            open.setObject(1, id);
            open.setString(2, title);
            open.setObject(3, officer.id());
            open.setString(4, officer.assignee().name());
            open.setObject(5, now());
            open.setArray(6, connection.createArrayOf("text", units.toArray()));
            open.executeUpdate();
        }
    }

    /** Adds alerts to a case that is open. */
    DecisionOutcome add(UUID id, int version, Collection<UUID> alerts, Officer officer, Looking looking) {
        return transactions.run(connection -> {
            Optional<Case> found = CaseShelf.find(connection, id, looking);
            if (found.isEmpty()) {
                return new DecisionOutcome.Missing();
            } else if (found.get().version() != version || !keep(connection, found.get())) {
                return new DecisionOutcome.Changed();
            } else if (found.get().closed()
                    || alerts.isEmpty()
                    || CaseShelf.alerts(connection, id).size() + alerts.size() > MOST_ALERTS) {
                return new DecisionOutcome.Unfitting();
            }
            return added(connection, id, alerts, officer, looking, new Telling(connection, id, officer));
        });
    }

    private DecisionOutcome added(
            Connection connection, UUID id, Collection<UUID> alerts, Officer officer, Looking looking, Telling telling)
            throws SQLException {
        List<Triaged> found = AlertQueue.all(connection, new TreeSet<>(alerts), looking);
        if (found.size() != new TreeSet<>(alerts).size()) {
            return new DecisionOutcome.Missing();
        }
        if (names(found, officer)) {
            return new DecisionOutcome.Own();
        }
        for (Triaged each : found) {
            if (each.inCase().isPresent() || !put(connection, each, id)) {
                return new DecisionOutcome.Unfitting();
            }
        }
        bringClocks(connection, id);
        for (Triaged each : found) {
            telling.tell("add", "", Optional.of(each.alert().id()), "");
        }
        SortedMap<UUID, Integer> nobodys = new TreeMap<>();
        found.stream()
                .filter(each -> each.triage().state() == AlertState.OPEN
                        || each.triage().state() == AlertState.SUPPRESSED)
                .forEach(each -> nobodys.put(each.alert().id(), each.triage().version()));
        if (!nobodys.isEmpty()) {
            DecisionOutcome taken =
                    alertDecisions.all(connection, nobodys, new Decision(officer, new AlertAct.Take(), ""), looking);
            if (!(taken instanceof DecisionOutcome.Decided)) {
                return taken;
            }
        }
        telling.store();
        return new DecisionOutcome.Decided(found.size());
    }

    /** Takes an alert out of a case that has others. */
    DecisionOutcome remove(UUID id, int version, UUID alert, Officer officer, Looking looking) {
        return transactions.run(connection -> {
            Optional<Case> found = CaseShelf.find(connection, id, looking);
            if (found.isEmpty()) {
                return new DecisionOutcome.Missing();
            } else if (found.get().version() != version || !keep(connection, found.get())) {
                return new DecisionOutcome.Changed();
            }
            List<UUID> alerts = CaseShelf.alerts(connection, id);
            if (names(AlertQueue.all(connection, alerts, looking), officer)) {
                return new DecisionOutcome.Own();
            } else if (found.get().closed() || alerts.size() < 2 || !alerts.contains(alert)) {
                return new DecisionOutcome.Unfitting();
            }
            try (PreparedStatement remove = connection.prepareStatement(REMOVE)) {
                remove.setObject(1, alert);
                remove.setObject(2, id);
                remove.executeUpdate();
            }
            Telling telling = new Telling(connection, id, officer);
            telling.tell("remove", "", Optional.of(alert), "");
            telling.store();
            return new DecisionOutcome.Decided(1);
        });
    }

    /**
     * Decides about the case as a whole.
     *
     * @param version which the officer saw
     */
    DecisionOutcome decide(UUID id, int version, CaseAct act, String note, Officer officer, Looking looking) {
        return transactions.run(connection -> {
            Optional<Case> found = CaseShelf.find(connection, id, looking);
            if (found.isEmpty()) {
                return new DecisionOutcome.Missing();
            } else if (found.get().version() != version) {
                return new DecisionOutcome.Changed();
            }
            List<Triaged> alerts = AlertQueue.all(connection, CaseShelf.alerts(connection, id), looking);
            if (!act.onOneself() && names(alerts, officer)) {
                return new DecisionOutcome.Own();
            }
            Optional<Case> after = act.applied(found.get(), officer.assignee());
            if (after.isEmpty()) {
                return new DecisionOutcome.Unfitting();
            } else if (!keep(connection, after.get())) {
                return new DecisionOutcome.Changed();
            }
            if (act instanceof CaseAct.Mark mark) {
                known(connection, id, mark.kind(), first(found.get(), alerts));
            }
            if (act instanceof CaseAct.Close close) {
                DecisionOutcome closed = closeAll(connection, alerts, close, note, officer, looking);
                if (!(closed instanceof DecisionOutcome.Decided)) {
                    return closed;
                }
            }
            Telling telling = new Telling(connection, id, officer);
            telling.tell(act.word(), act.reason(), Optional.empty(), note);
            telling.store();
            return new DecisionOutcome.Decided(1);
        });
    }

    private DecisionOutcome closeAll(
            Connection connection,
            List<Triaged> alerts,
            CaseAct.Close close,
            String note,
            Officer officer,
            Looking looking)
            throws SQLException {
        SortedMap<UUID, Integer> waiting = new TreeMap<>();
        alerts.stream()
                .filter(each -> !each.triage().closed())
                .forEach(each -> waiting.put(each.alert().id(), each.triage().version()));
        return waiting.isEmpty()
                ? new DecisionOutcome.Decided(0)
                : alertDecisions.all(
                        connection, waiting, new Decision(officer, new AlertAct.Close(close.why()), note), looking);
    }

    private static boolean names(List<Triaged> alerts, Officer officer) {
        return alerts.stream().anyMatch(each -> each.alert().group().containsValue(officer.word()));
    }

    /** Of a case without alerts, what it is known as already. */
    private static Instant first(Case about, List<Triaged> alerts) {
        return Stream.concat(
                        alerts.stream().map(each -> each.alert().raisedAt()),
                        alerts.isEmpty() ? about.incidents().values().stream() : Stream.empty())
                .min(Instant::compareTo)
                .orElse(about.openedAt());
    }

    /** Marks of the alerts go on in the case; whatever it is marked as has been known since its first alert. */
    private static void bringClocks(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement bring = connection.prepareStatement("insert into triage_case_incident"
                + " (case_id, kind, known_at) select ?, kind, (select min(a.raised_at) from triage_case_alert i"
                + " join detection_alert a on a.id = i.alert where i.case_id = ?) from"
                + " (select distinct t.incident as kind from triage_case_alert i join alert_triage t on t.alert = i.alert"
                + " where i.case_id = ? and t.incident is not null"
                + " union select kind from triage_case_incident where case_id = ?) as kinds"
                + " on conflict (case_id, kind) do update"
                + " set known_at = least(triage_case_incident.known_at, excluded.known_at)")) {
            for (int i = 1; i <= 4; i++) {
                bring.setObject(i, id);
            }
            bring.executeUpdate();
        }
    }

    private static void known(Connection connection, UUID id, IncidentKind kind, Instant since) throws SQLException {
        try (PreparedStatement known = connection.prepareStatement(KNOWN)) {
            known.setObject(1, id);
            known.setString(2, kind.name());
            known.setObject(3, since.atOffset(ZoneOffset.UTC));
            known.executeUpdate();
        }
    }

    private boolean put(Connection connection, Triaged alert, UUID id) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setObject(1, alert.alert().id());
            add.setObject(2, id);
            add.setObject(3, now());
            return add.executeUpdate() == 1;
        }
    }

    /** False if another decision came between. */
    private static boolean keep(Connection connection, Case after) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            update.setString(1, after.state().name());
            update.setObject(2, after.owner().id());
            update.setString(3, after.owner().name());
            update.setString(4, after.reason().map(Enum::name).orElse(null));
            update.setObject(5, after.id());
            update.setInt(6, after.version());
            return update.executeUpdate() == 1;
        }
    }

    private java.time.OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** Remembers steps of one decision and tells the ledger of them at its end, since the ledger's places are given out under a lock. */
    private final class Telling {
        private final Connection connection;
        private final UUID id;
        private final Officer officer;
        private final List<IncomingEvent> told = new ArrayList<>();

        Telling(Connection connection, UUID id, Officer officer) {
            this.connection = connection;
            this.id = id;
            this.officer = officer;
        }

        void tell(String act, String reason, Optional<UUID> alert, String note) throws SQLException {
            List<UUID> alerts = CaseShelf.alerts(connection, id);
            AuditEvent.Builder event = AuditEvent.of(
                            EventKind.CASE_CHANGED,
                            Outcome.SUCCESS,
                            officer.reader().actor(),
                            EventStore.SOURCE,
                            clock)
                    .target(TargetKind.CASE, id.toString())
                    .with(DetailKey.OPERATION, act)
                    .with(DetailKey.REASON, reason)
                    .with(DetailKey.NUMBER, number())
                    .with(DetailKey.ROWS, alerts.size())
                    .with(DetailKey.EVENT, alert.map(UUID::toString).orElse(""))
                    .with(DetailKey.ROLE, officer.reader().role().orElse(""));
            officer.reader().unit().ifPresent(event::unit);
            AuditEvent built = event.build();
            try (PreparedStatement remember = connection.prepareStatement(REMEMBER)) {
                remember.setObject(1, id);
                remember.setObject(2, built.id());
                remember.setObject(3, built.time().atOffset(ZoneOffset.UTC));
                remember.setObject(4, officer.id());
                remember.setString(5, officer.assignee().name());
                remember.setString(6, act);
                remember.setString(7, reason.isEmpty() ? null : reason);
                remember.setObject(8, alert.orElse(null));
                remember.setString(9, note);
                remember.executeUpdate();
            }
            told.add(IncomingEvent.own(built));
        }

        private long number() throws SQLException {
            try (PreparedStatement select =
                    connection.prepareStatement("select number from triage_case where id = ?")) {
                select.setObject(1, id);
                try (var row = select.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        }

        void store() throws SQLException {
            events.storeIn(connection, told, List.of(), EventStore.SOURCE);
        }
    }
}
