package vn.khue.audit.app.erasure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import vn.khue.audit.app.erasure.ErasureRequest.State;
import vn.khue.audit.app.seal.SubjectKeys;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.IncomingEvent;
import vn.khue.audit.app.store.Reader;
import vn.khue.audit.app.store.RecordedReading;
import vn.khue.audit.app.triage.Officer;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;

/**
 * Erases people from the log: one officer asks, another erases, and each step is one transaction with its event in the ledger. What hinders it
 * is looked at when it is asked for and once more, with nobody storing, when it is done. Nobody erases themselves. Thread-safe.
 */
final class Erasures {

    private static final int MOST = 50;

    private static final String SELECT = "select id, person, number, note, asked_at, asked_by, asked_name, state,"
            + " decided_at, decided_name, coalesce(blanked, 0), coalesce(in_clear, 0) from erasure_request ";

    /** An alert that nobody closed, or any of an open case, that names the person or counts an act of theirs. */
    private static final String HELD = "select exists (select 1 from detection_alert a"
            + " left join alert_triage t on t.alert = a.id"
            + " left join triage_case_alert i on i.alert = a.id left join triage_case c on c.id = i.case_id"
            + " where (coalesce(t.state, 'OPEN') <> 'CLOSED' or c.state = 'OPEN')"
            + " and (? = any (a.group_values) or a.events && array(select e.id from audit_event e where e.actor = ?)))";

    private final RecordedReading reading;
    private final EventStore events;
    private final SubjectKeys keys;
    private final ErasureProfile profile;
    private final Clock clock;

    Erasures(RecordedReading reading, EventStore events, SubjectKeys keys, ErasureProfile profile, Clock clock) {
        this.reading = reading;
        this.events = events;
        this.keys = keys;
        this.profile = profile;
        this.clock = clock;
    }

    /** What came of a step. */
    sealed interface Step {

        record Done() implements Step {}

        record Missing() implements Step {}

        /** Who asks does not decide, and neither is the person. */
        record Own() implements Step {}

        /** Another decided before, or asked before. */
        record Changed() implements Step {}

        record Hindered(Hindrance hindrance) implements Step {}
    }

    /** Those that wait, then the newest of the past; the look is recorded. */
    List<ErasureRequest> list(Reader reader) {
        return reading.in(connection -> {
            List<ErasureRequest> all =
                    select(connection, "order by state = 'ASKED' desc, asked_at desc, id limit " + MOST);
            reading.record(
                    connection,
                    reader,
                    trace -> trace.target(TargetKind.LOG, "erasures").with(DetailKey.ROWS, all.size()));
            return all;
        });
    }

    Step ask(UUID person, String number, String note, Officer officer) {
        if (person.equals(officer.id())) {
            return new Step.Own();
        }
        return reading.in(connection -> {
            Optional<Hindrance> hindrance = hindrance(connection, person);
            if (hindrance.isPresent()) {
                return new Step.Hindered(hindrance.get());
            }
            int rows = update(
                    connection,
                    "insert into erasure_request (id, person, number, note, asked_at, asked_by, asked_name, state)"
                            + " values (?, ?, ?, ?, ?, ?, ?, 'ASKED') on conflict (person) where state = 'ASKED' do nothing",
                    UUID.randomUUID(),
                    person,
                    number,
                    note,
                    clock.instant().atOffset(ZoneOffset.UTC),
                    officer.id(),
                    officer.assignee().name());
            if (rows == 0) {
                return new Step.Changed();
            }
            tell(connection, "ask", person, number, Optional.empty(), officer);
            return new Step.Done();
        });
    }

    Step refuse(UUID id, Officer officer) {
        return decide(id, officer, (connection, request) -> {
            if (!decided(connection, request, State.REFUSED, Optional.empty(), officer)) {
                return new Step.Changed();
            }
            tell(connection, "refuse", request.person(), request.number(), Optional.empty(), officer);
            return new Step.Done();
        });
    }

    /** Erases. From here on nobody reads the fields any more, this service included. */
    Step erase(UUID id, Officer officer) {
        AtomicLong erasures = new AtomicLong();
        Step step = decide(id, officer, (connection, request) -> {
            keys.lockForErasure(connection);
            Optional<Hindrance> hindrance = hindrance(connection, request.person());
            if (hindrance.isPresent()) {
                return new Step.Hindered(hindrance.get());
            }
            SubjectKeys.Removed removed = keys.erase(connection, request.person());
            if (!decided(connection, request, State.DONE, Optional.of(removed), officer)) {
                throw new IllegalStateException("expected the request to wait while it is held, found it decided");
            }
            tell(connection, "erase", request.person(), request.number(), Optional.of(removed), officer);
            erasures.set(keys.erasures(connection));
            return new Step.Done();
        });
        if (step instanceof Step.Done) {
            events.recent().forgetBefore(erasures.get());
        }
        return step;
    }

    private interface Deciding {
        Step in(Connection connection, ErasureRequest request) throws SQLException;
    }

    private Step decide(UUID id, Officer officer, Deciding deciding) {
        return reading.in(connection -> {
            Optional<ErasureRequest> found =
                    select(connection, "where id = ? for update", id).stream().findFirst();
            if (found.isEmpty()) {
                return new Step.Missing();
            }
            ErasureRequest request = found.get();
            if (request.askedBy().equals(officer.id()) || request.person().equals(officer.id())) {
                return new Step.Own();
            }
            return request.state() == State.ASKED ? deciding.in(connection, request) : new Step.Changed();
        });
    }

    private boolean decided(
            Connection connection,
            ErasureRequest request,
            State state,
            Optional<SubjectKeys.Removed> removed,
            Officer officer)
            throws SQLException {
        return update(
                        connection,
                        "update erasure_request set state = ?, decided_at = ?, decided_by = ?, decided_name = ?,"
                                + " blanked = ?, in_clear = ? where id = ? and state = 'ASKED'",
                        state.name(),
                        clock.instant().atOffset(ZoneOffset.UTC),
                        officer.id(),
                        officer.assignee().name(),
                        removed.map(SubjectKeys.Removed::blanked).orElse(0L),
                        removed.map(SubjectKeys.Removed::inClear).orElse(0L),
                        request.id())
                == 1;
    }

    private Optional<Hindrance> hindrance(Connection connection, UUID person) throws SQLException {
        Optional<Instant> lastAct = lastAct(connection, person);
        if (lastAct.isEmpty() && !hasKey(connection, person)) {
            return Optional.of(new Hindrance.Nothing());
        }
        Optional<Instant> until = lastAct.map(profile::allowedFrom).filter(clock.instant()::isBefore);
        if (until.isPresent()) {
            return Optional.of(new Hindrance.Law(until.get()));
        }
        try (PreparedStatement select = connection.prepareStatement(HELD)) {
            select.setString(1, person.toString());
            select.setString(2, person.toString());
            try (ResultSet found = select.executeQuery()) {
                found.next();
                return found.getBoolean(1) ? Optional.of(new Hindrance.Held()) : Optional.empty();
            }
        }
    }

    private static Optional<Instant> lastAct(Connection connection, UUID person) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select max(event_time) from audit_event where actor = ? and actor_kind = 'PERSON'")) {
            select.setString(1, person.toString());
            try (ResultSet found = select.executeQuery()) {
                found.next();
                return Optional.ofNullable(found.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant);
            }
        }
    }

    private static boolean hasKey(Connection connection, UUID person) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select 1 from subject_key where subject = ?")) {
            select.setObject(1, person);
            try (ResultSet found = select.executeQuery()) {
                return found.next();
            }
        }
    }

    private void tell(
            Connection connection,
            String operation,
            UUID person,
            String number,
            Optional<SubjectKeys.Removed> removed,
            Officer officer)
            throws SQLException {
        AuditEvent.Builder event = AuditEvent.of(
                        EventKind.PERSON_ERASED,
                        Outcome.SUCCESS,
                        officer.reader().actor(),
                        EventStore.SOURCE,
                        clock)
                .target(TargetKind.PERSON, person.toString())
                .with(DetailKey.OPERATION, operation)
                .with(DetailKey.NUMBER, number)
                .with(DetailKey.RULE, profile.keep() + ", " + profile.keepSource())
                .with(DetailKey.ROLE, officer.reader().role().orElse(""));
        removed.ifPresent(each -> event.with(DetailKey.ROWS, each.blanked()));
        officer.reader().unit().ifPresent(event::unit);
        events.storeIn(connection, List.of(IncomingEvent.own(event.build())), List.of(), EventStore.SOURCE);
    }

    private List<ErasureRequest> select(Connection connection, String rest, Object... values) throws SQLException {
        List<ErasureRequest> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SELECT + rest)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Instant asked = row.getObject(5, OffsetDateTime.class).toInstant();
                    found.add(new ErasureRequest(
                            row.getObject(1, UUID.class),
                            row.getObject(2, UUID.class),
                            row.getString(3),
                            row.getString(4),
                            asked,
                            row.getObject(6, UUID.class),
                            row.getString(7),
                            State.valueOf(row.getString(8)),
                            Optional.ofNullable(row.getObject(9, OffsetDateTime.class))
                                    .map(OffsetDateTime::toInstant),
                            Optional.ofNullable(row.getString(10)),
                            row.getLong(11),
                            row.getLong(12),
                            profile.answerBy(asked)));
                }
            }
        }
        return found;
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            return update.executeUpdate();
        }
    }
}
