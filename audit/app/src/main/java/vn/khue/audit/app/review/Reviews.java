package vn.khue.audit.app.review;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import vn.khue.audit.app.chart.Patience;
import vn.khue.audit.app.review.Review.Account;
import vn.khue.audit.app.review.Review.Decision;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.IncomingEvent;
import vn.khue.audit.app.store.Reader;
import vn.khue.audit.app.store.RecordedReading;
import vn.khue.audit.app.store.RoleUse;
import vn.khue.audit.app.triage.DecisionOutcome;
import vn.khue.audit.app.triage.DecisionTransactions;
import vn.khue.audit.app.triage.Officer;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;

/** Opens, reads and signs rounds of review; each step has its event in the ledger in one transaction. Thread-safe. */
final class Reviews {

    private static final int MOST = 100;

    /** Looking through the acts of half a year is done twice a year. */
    private static final int LONGEST_SECONDS = 60;

    private final RecordedReading reading;
    private final DecisionTransactions transactions;
    private final ReviewProfile profile;
    private final EventStore events;
    private final Clock clock;

    Reviews(DataSource dataSource, ReviewProfile profile, EventStore events, Clock clock) {
        this.reading = new RecordedReading(dataSource, events, clock);
        this.transactions = new DecisionTransactions(dataSource);
        this.profile = profile;
        this.events = events;
        this.clock = clock;
    }

    /** Rounds without their accounts, newest first. */
    List<Review> list(Reader reader) {
        return reading.in(connection -> {
            List<Review> found = on(connection)
                    .sql("select * from rights_review order by number desc limit " + MOST)
                    .query((row, n) -> review(row, List.of()))
                    .list();
            reading.record(
                    connection,
                    reader,
                    trace -> trace.target(TargetKind.LOG, "reviews").with(DetailKey.ROWS, found.size()));
            return found;
        });
    }

    Optional<Review> one(UUID id, Reader reader) {
        return reading.in(connection -> {
            Optional<Review> found = find(connection, id);
            reading.record(
                    connection,
                    reader,
                    trace -> trace.target(TargetKind.RIGHTS_REVIEW, id.toString())
                            .with(
                                    DetailKey.ROWS,
                                    found.map(each -> each.accounts().size()).orElse(0)));
            return found;
        });
    }

    private static Optional<Review> find(Connection connection, UUID id) {
        List<Account> accounts = on(connection)
                .sql("select * from rights_review_account where review = :id order by unused desc,"
                        + " greatest(last_login, last_act) nulls first, person")
                .param("id", id)
                .query((row, n) -> account(row))
                .list();
        return on(connection)
                .sql("select * from rights_review where id = :id")
                .param("id", id)
                .query((row, n) -> review(row, accounts))
                .optional();
    }

    /**
     * Opens a round with what the log tells now. Whoever was kept the last time is in it even where the log has nothing newer.
     *
     * @return unfitting where one is open, changed where the log could not be looked through in time
     */
    DecisionOutcome open(UUID id, Officer officer) {
        return transactions.run(connection -> {
            JdbcClient sql = on(connection);
            if (sql.sql("select count(*) from rights_review where signed_at is null")
                            .query(Long.class)
                            .single()
                    > 0) {
                return new DecisionOutcome.Unfitting();
            }
            Instant now = clock.instant();
            Instant from = now.minus(profile.seen());
            Map<UUID, List<String>> known = known(sql);
            Optional<List<RoleUse.Use>> uses = Patience.within(
                    connection, LONGEST_SECONDS, () -> RoleUse.of(connection, profile.roles(), known, from, now));
            if (uses.isEmpty()) {
                return new DecisionOutcome.Changed();
            }
            sql.sql("insert into rights_review (id, opened_at, opened_by, opened_name, seen_from, unused_days)"
                            + " values (:id, :now, :person, :name, :from, :days)")
                    .param("id", id)
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .param("person", officer.id())
                    .param("name", officer.assignee().name())
                    .param("from", from.atOffset(ZoneOffset.UTC))
                    .param("days", (int) profile.unused().toDays())
                    .update();
            Instant bound = now.minus(profile.unused());
            for (RoleUse.Use use : uses.get()) {
                sql.sql(
                                "insert into rights_review_account (review, person, roles, last_login, last_act, unused)"
                                        + " values (:id, :person, :roles, cast(:login as timestamptz), cast(:act as timestamptz), :unused)")
                        .param("id", id)
                        .param("person", use.person())
                        .param("roles", use.roles().toArray(String[]::new))
                        .param("login", time(use.lastLogin()))
                        .param("act", time(use.lastAct()))
                        .param(
                                "unused",
                                use.last().filter(last -> last.isAfter(bound)).isEmpty())
                        .update();
            }
            return told(connection, id, "open", Optional.empty(), officer);
        });
    }

    private static Map<UUID, List<String>> known(JdbcClient sql) {
        Map<UUID, List<String>> known = new HashMap<>();
        sql.sql("select a.person, a.roles from rights_review_account a where a.decision is distinct from 'REMOVE'"
                        + " and a.review = (select id from rights_review order by number desc limit 1)")
                .query(row -> {
                    known.put(row.getObject("person", UUID.class), Arrays.asList((String[])
                            row.getArray("roles").getArray()));
                });
        return known;
    }

    /** Decides about one account; nobody about their own. A decision can be changed until the round is signed. */
    DecisionOutcome decide(UUID id, UUID person, Decision decision, String note, Officer officer) {
        return transactions.run(connection -> {
            if (person.equals(officer.id())) {
                return new DecisionOutcome.Own();
            }
            int decided = on(connection)
                    .sql("update rights_review_account set decision = :decision, note = :note, decided_at = :now,"
                            + " decided_by = :officer, decided_name = :name where review = :id and person = :person"
                            + " and exists (select 1 from rights_review r where r.id = review and r.signed_at is null)")
                    .param("decision", decision.name())
                    .param("note", note)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .param("officer", officer.id())
                    .param("name", officer.assignee().name())
                    .param("id", id)
                    .param("person", person)
                    .update();
            return decided == 0
                    ? new DecisionOutcome.Unfitting()
                    : told(connection, id, decision.name().toLowerCase(Locale.ROOT), Optional.of(person), officer);
        });
    }

    /** Signs a round in which all is decided. */
    DecisionOutcome sign(UUID id, String note, Officer officer) {
        return transactions.run(connection -> {
            // Who decides waits, so that what is signed is what was decided.
            on(connection)
                    .sql("lock table rights_review_account in share row exclusive mode")
                    .update();
            Optional<Review> found = find(connection, id);
            if (found.isEmpty()) {
                return new DecisionOutcome.Missing();
            } else if (profile.second() && found.get().openedBy().equals(officer.id())) {
                return new DecisionOutcome.Own();
            } else if (!found.get().open() || found.get().left() > 0) {
                return new DecisionOutcome.Unfitting();
            }
            int signed = on(connection)
                    .sql(
                            "update rights_review set signed_at = :now, signed_by = :officer, signed_name = :name, note = :note"
                                    + " where id = :id and signed_at is null")
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .param("officer", officer.id())
                    .param("name", officer.assignee().name())
                    .param("note", note)
                    .param("id", id)
                    .update();
            return signed == 0
                    ? new DecisionOutcome.Changed()
                    : told(connection, id, "sign", Optional.empty(), officer);
        });
    }

    private DecisionOutcome told(
            Connection connection, UUID id, String operation, Optional<UUID> about, Officer officer)
            throws SQLException {
        Review now = find(connection, id).orElseThrow();
        AuditEvent.Builder event = AuditEvent.of(
                        EventKind.RIGHTS_REVIEWED,
                        Outcome.SUCCESS,
                        officer.reader().actor(),
                        EventStore.SOURCE,
                        clock)
                .target(TargetKind.RIGHTS_REVIEW, id.toString())
                .with(DetailKey.OPERATION, operation)
                .with(DetailKey.NUMBER, now.number())
                .with(DetailKey.ROWS, now.accounts().size())
                .with(DetailKey.PERSON, about.map(UUID::toString).orElse(""))
                .with(DetailKey.ROLE, officer.reader().role().orElse(""));
        officer.reader().unit().ifPresent(event::unit);
        events.storeIn(connection, List.of(IncomingEvent.own(event.build())), List.of(), EventStore.SOURCE);
        return new DecisionOutcome.Decided(now.accounts().size());
    }

    private static OffsetDateTime time(Optional<Instant> moment) {
        return moment.map(each -> each.atOffset(ZoneOffset.UTC)).orElse(null);
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static Review review(ResultSet row, List<Account> accounts) throws SQLException {
        return new Review(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                time(row, "opened_at").orElseThrow(),
                row.getObject("opened_by", UUID.class),
                row.getString("opened_name"),
                time(row, "seen_from").orElseThrow(),
                row.getInt("unused_days"),
                time(row, "signed_at"),
                Optional.ofNullable(row.getString("signed_name")),
                row.getString("note"),
                accounts);
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getObject("person", UUID.class),
                Arrays.asList((String[]) row.getArray("roles").getArray()),
                time(row, "last_login"),
                time(row, "last_act"),
                row.getBoolean("unused"),
                Optional.ofNullable(row.getString("decision")).map(Decision::valueOf),
                row.getString("note"),
                Optional.ofNullable(row.getString("decided_name")));
    }

    private static JdbcClient on(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }
}
