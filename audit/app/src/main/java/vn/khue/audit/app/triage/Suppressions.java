package vn.khue.audit.app.triage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.IncomingEvent;
import vn.khue.audit.app.store.RecordedReading;
import vn.khue.audit.app.store.StoredAlert;
import vn.khue.audit.app.triage.AlertQueue.Looking;
import vn.khue.audit.app.triage.AlertQueue.Triaged;
import vn.khue.audit.app.triage.Suppression.State;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;

/**
 * Hides alerts from the queue: one officer asks, another approves, and the end comes by itself. What is hidden is raised, kept and counted
 * all the same. Each step has its event in the ledger, in its own transaction. Thread-safe.
 */
final class Suppressions {

    private static final int MOST_SHOWN = 200;

    /** Two who ask for the same at once must not both find that nobody has asked. */
    private static final String ONE_AT_A_TIME = "lock table alert_suppression in share row exclusive mode";

    private static final String SELECT = """
            select s.*, (select count(*) from detection_alert a
                          where a.rule = s.rule and a.group_fields = s.group_fields and a.group_values = s.group_values
                            and a.raised_at >= s.begins and a.raised_at < s.ends) as hidden,
                        (select count(*) from detection_alert a
                          where a.rule = s.rule and a.group_fields = s.group_fields and a.group_values = s.group_values
                            and a.raised_at >= :since) as impact
            from alert_suppression s
            """;

    private static final String IMPACT = """
            select count(*) from detection_alert a join detection_alert named on named.id = :named
             and named.rule = a.rule and named.group_fields = a.group_fields and named.group_values = a.group_values
            where a.raised_at >= :since
            """;

    private static final String ASK = """
            insert into alert_suppression
              (id, alert, rule, group_fields, group_values, days, note, asked_at, asked_by, asked_name, state)
            select :id, a.id, a.rule, a.group_fields, a.group_values, :days, :note, :now, :person, :name, 'ASKED'
            from detection_alert a
            where a.id = :alert
              and not exists (select 1 from alert_suppression s
                              where s.rule = a.rule and s.group_fields = a.group_fields
                                and s.group_values = a.group_values
                                and (s.state = 'ASKED' or s.state = 'APPROVED' and s.ends > :now))
            """;

    private final RecordedReading reading;
    private final DecisionTransactions transactions;
    private final EventStore events;
    private final TriageProfile profile;
    private final Clock clock;

    Suppressions(
            RecordedReading reading, DataSource dataSource, EventStore events, TriageProfile profile, Clock clock) {
        this.reading = reading;
        this.transactions = new DecisionTransactions(dataSource);
        this.events = events;
        this.profile = profile;
        this.clock = clock;
    }

    /**
     * What a suppression would do.
     *
     * @param hidden how many alerts it would have hidden in the days that the profile looks back
     */
    record Preview(StoredAlert alert, long hidden) {}

    /** Counts before anybody asks. */
    Optional<Preview> preview(UUID alert, Looking looking) {
        return reading.in(connection -> {
            Optional<Triaged> found = AlertQueue.find(connection, alert, looking);
            reading.record(
                    connection,
                    looking.reader(),
                    trace -> trace.target(TargetKind.ALERT, alert.toString())
                            .with(DetailKey.ROWS, found.isPresent() ? 1 : 0));
            return found.map(each -> new Preview(each.alert(), impact(on(connection), alert)));
        });
    }

    /** All that wait or hold, then the newest of the past. */
    List<Suppression> list(Looking looking) {
        return reading.in(connection -> {
            List<Suppression> all = on(connection)
                    .sql(SELECT + " order by s.state = 'ASKED' desc, s.ends desc nulls last, s.asked_at desc, s.id"
                            + " limit " + MOST_SHOWN)
                    .param("since", since())
                    .query((row, n) -> suppression(row))
                    .list();
            reading.record(
                    connection,
                    looking.reader(),
                    trace -> trace.target(TargetKind.LOG, "alerts/suppressions").with(DetailKey.ROWS, all.size()));
            return all;
        });
    }

    /**
     * Asks that alerts like this one be hidden.
     *
     * @param days at most as many as the profile allows; more is a mistake of the caller
     */
    DecisionOutcome ask(UUID alert, int days, String note, Officer officer, Looking looking) {
        if (days < 1 || days > profile.suppressionMost().toDays()) {
            throw new IllegalArgumentException("expected days within the profile's bound, found " + days);
        }
        return transactions.run(connection -> {
            Optional<Triaged> found = AlertQueue.find(connection, alert, looking);
            if (found.isEmpty()) {
                return new DecisionOutcome.Missing();
            } else if (found.get().alert().group().containsValue(officer.word())) {
                return new DecisionOutcome.Own();
            }
            JdbcClient sql = on(connection);
            sql.sql(ONE_AT_A_TIME).update();
            UUID id = UUID.randomUUID();
            int asked = sql.sql(ASK)
                    .param("id", id)
                    .param("alert", alert)
                    .param("days", days)
                    .param("note", note)
                    .param("now", now())
                    .param("person", officer.id())
                    .param("name", officer.assignee().name())
                    .update();
            if (asked == 0) {
                return new DecisionOutcome.Changed();
            }
            return told(connection, one(sql, id).orElseThrow(), "ask", officer);
        });
    }

    /** Approves or refuses what another asked for; the suppression begins now. */
    DecisionOutcome decide(UUID id, boolean approved, Officer officer) {
        return transactions.run(connection -> {
            JdbcClient sql = on(connection);
            Optional<Suppression> found = one(sql, id);
            if (found.isEmpty()) {
                return new DecisionOutcome.Missing();
            } else if (found.get().askedBy().equals(officer.id())
                    || found.get().group().containsValue(officer.word())) {
                return new DecisionOutcome.Own();
            }
            Instant now = clock.instant();
            Instant end = now.plus(Duration.ofDays(found.get().days()));
            int decided = sql.sql(
                            "update alert_suppression set state = :state, decided_by = :person, decided_name = :name,"
                                    + " begins = cast(:begins as timestamptz), ends = cast(:ends as timestamptz)"
                                    + " where id = :id and state = 'ASKED'")
                    .param("state", approved ? State.APPROVED.name() : State.REFUSED.name())
                    .param("person", officer.id())
                    .param("name", officer.assignee().name())
                    .param("begins", approved ? now.atOffset(ZoneOffset.UTC) : null)
                    .param("ends", approved ? end.atOffset(ZoneOffset.UTC) : null)
                    .param("id", id)
                    .update();
            if (decided == 0) {
                return new DecisionOutcome.Changed();
            }
            return told(connection, one(sql, id).orElseThrow(), approved ? "approve" : "refuse", officer);
        });
    }

    /** Ends one that holds: what is raised from now on is shown again. Whoever wants to see more needs nobody's approval. */
    DecisionOutcome end(UUID id, Officer officer) {
        return transactions.run(connection -> {
            JdbcClient sql = on(connection);
            int ended = sql.sql("update alert_suppression set state = 'ENDED', ends = :now, ended_name = :name"
                            + " where id = :id and state = 'APPROVED' and ends > :now")
                    .param("now", now())
                    .param("name", officer.assignee().name())
                    .param("id", id)
                    .update();
            Optional<Suppression> found = one(sql, id);
            if (found.isEmpty()) {
                return new DecisionOutcome.Missing();
            }
            return ended == 0 ? new DecisionOutcome.Changed() : told(connection, found.get(), "end", officer);
        });
    }

    private DecisionOutcome told(Connection connection, Suppression about, String operation, Officer officer)
            throws SQLException {
        AuditEvent.Builder event = AuditEvent.of(
                        EventKind.ALERT_SUPPRESSION_CHANGED,
                        Outcome.SUCCESS,
                        officer.reader().actor(),
                        EventStore.SOURCE,
                        clock)
                .target(TargetKind.ALERT, about.alert().toString())
                .with(DetailKey.OPERATION, operation)
                .with(DetailKey.RULE, about.rule())
                .with(DetailKey.TO, about.ends().map(Instant::toString).orElse(""))
                .with(DetailKey.ROWS, about.impact())
                .with(DetailKey.PERSON, about.askedBy().toString())
                .with(DetailKey.ROLE, officer.reader().role().orElse(""));
        officer.reader().unit().ifPresent(event::unit);
        events.storeIn(connection, List.of(IncomingEvent.own(event.build())), List.of(), EventStore.SOURCE);
        return new DecisionOutcome.Decided(1);
    }

    private long impact(JdbcClient sql, UUID alert) {
        return sql.sql(IMPACT)
                .param("named", alert)
                .param("since", since())
                .query(Long.class)
                .single();
    }

    private OffsetDateTime since() {
        return clock.instant().minus(profile.suppressionPreview()).atOffset(ZoneOffset.UTC);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private Optional<Suppression> one(JdbcClient sql, UUID id) {
        return sql.sql(SELECT + " where s.id = :id")
                .param("since", since())
                .param("id", id)
                .query((row, n) -> suppression(row))
                .optional();
    }

    private static JdbcClient on(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    private static Suppression suppression(ResultSet row) throws SQLException {
        SortedMap<String, String> group = new TreeMap<>();
        List<String> fields = texts(row, "group_fields");
        List<String> values = texts(row, "group_values");
        for (int i = 0; i < fields.size(); i++) {
            group.put(fields.get(i), values.get(i));
        }
        return new Suppression(
                row.getObject("id", UUID.class),
                row.getObject("alert", UUID.class),
                row.getString("rule"),
                group,
                row.getInt("days"),
                row.getString("note"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getObject("asked_by", UUID.class),
                row.getString("asked_name"),
                State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("decided_name")),
                time(row, "begins"),
                time(row, "ends"),
                Optional.ofNullable(row.getString("ended_name")),
                row.getLong("hidden"),
                row.getLong("impact"));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }
}
