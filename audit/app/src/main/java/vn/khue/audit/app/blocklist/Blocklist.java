package vn.khue.audit.app.blocklist;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import vn.khue.audit.app.blocklist.Block.State;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.IncomingEvent;
import vn.khue.audit.app.store.Reader;
import vn.khue.audit.app.store.RecordedReading;
import vn.khue.audit.app.triage.DecisionOutcome;
import vn.khue.audit.app.triage.DecisionTransactions;
import vn.khue.audit.app.triage.Officer;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;

/**
 * The addresses that are to be blocked: one officer asks, another approves, and the end comes by itself. Each step has its event in the ledger,
 * in its own transaction. Thread-safe.
 */
public final class Blocklist {

    /** How long a block may last; who wants it longer asks again, and looks again. */
    static final int MOST_DAYS = 90;

    /** How far back the log is asked who used the addresses. */
    static final int LOOKED_BACK_DAYS = 30;

    private static final int MOST_SHOWN = 200;

    /** Two who ask for the same at once must not both find that nobody has asked. */
    private static final String ONE_AT_A_TIME = "lock table address_block in share row exclusive mode";

    private static final String ASK = """
            insert into address_block
              (id, addresses, alert, days, note, people, school, asked_at, asked_by, asked_name, state)
            select :id, :addresses, a.id, :days, :note, :people, :school, :now, :person, :name, 'ASKED'
            from (select 1) as one left join detection_alert a on a.id = :alert
            where not exists (select 1 from address_block b where b.addresses = :addresses
                                and (b.state = 'ASKED' or b.state = 'APPROVED' and b.ends > :now))
            """;

    private final RecordedReading reading;
    private final DecisionTransactions transactions;
    private final EventStore events;
    private final Uses uses;
    private final DataSource dataSource;
    private final Clock clock;

    Blocklist(DataSource dataSource, EventStore events, Uses uses, Clock clock) {
        this.reading = new RecordedReading(dataSource, events, clock);
        this.transactions = new DecisionTransactions(dataSource);
        this.events = events;
        this.uses = uses;
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** Counts before anybody asks. */
    Use preview(AddressRange range, Reader reader) {
        return reading.in(connection -> {
            Use use = uses.of(connection, range, since());
            reading.record(
                    connection,
                    reader,
                    // The ledger keeps what it is told for ever: no addresses beside who looked.
                    trace -> trace.target(TargetKind.LOG, "blocklist")
                            .with(DetailKey.FILTER, "addresses")
                            .with(
                                    DetailKey.ROWS,
                                    use.counted().map(Use.Counted::events).orElse(0L)));
            return use;
        });
    }

    /** All that wait or hold, then the newest of the past. */
    List<Block> list(Reader reader) {
        return reading.in(connection -> {
            List<Block> all = on(connection)
                    .sql(
                            "select * from address_block order by state = 'ASKED' desc, ends desc nulls last, asked_at desc, id limit "
                                    + MOST_SHOWN)
                    .query((row, n) -> block(row))
                    .list();
            reading.record(
                    connection,
                    reader,
                    trace -> trace.target(TargetKind.LOG, "blocklist").with(DetailKey.ROWS, all.size()));
            return all;
        });
    }

    /**
     * Asks that a range be blocked.
     *
     * @param alert that it answers
     * @param days 1 to {@value #MOST_DAYS}; anything else is a mistake of the caller
     */
    DecisionOutcome ask(AddressRange range, Optional<UUID> alert, int days, String note, Officer officer) {
        if (days < 1 || days > MOST_DAYS || range.fault().isPresent()) {
            throw new IllegalArgumentException("expected a range that can be blocked and days within the bound");
        }
        return transactions.run(connection -> {
            Use use = uses.of(connection, range, since());
            JdbcClient sql = on(connection);
            sql.sql(ONE_AT_A_TIME).update();
            UUID id = UUID.randomUUID();
            int asked = sql.sql(ASK)
                    .param("id", id)
                    .param("addresses", range.toString())
                    .param("alert", alert.orElse(null), java.sql.Types.OTHER)
                    .param("days", days)
                    .param("note", note)
                    .param("people", use.people())
                    .param("school", use.school())
                    .param("now", now())
                    .param("person", officer.id())
                    .param("name", officer.assignee().name())
                    .update();
            return asked == 0
                    ? new DecisionOutcome.Changed()
                    : told(connection, one(sql, id).orElseThrow(), "ask", officer);
        });
    }

    /** Approves or refuses what another asked for; the block begins now. */
    DecisionOutcome decide(UUID id, boolean approved, Officer officer) {
        return transactions.run(connection -> {
            JdbcClient sql = on(connection);
            Optional<Block> found = one(sql, id);
            if (found.isEmpty()) {
                return new DecisionOutcome.Missing();
            } else if (found.get().askedBy().equals(officer.id())) {
                return new DecisionOutcome.Own();
            }
            Instant now = clock.instant();
            Instant end = now.plus(Duration.ofDays(found.get().days()));
            int decided = sql.sql("update address_block set state = :state, decided_by = :person, decided_name = :name,"
                            + " begins = cast(:begins as timestamptz), ends = cast(:ends as timestamptz)"
                            + " where id = :id and state = 'ASKED' and asked_by <> :person")
                    .param("state", approved ? State.APPROVED.name() : State.REFUSED.name())
                    .param("person", officer.id())
                    .param("name", officer.assignee().name())
                    .param("begins", approved ? now.atOffset(ZoneOffset.UTC) : null)
                    .param("ends", approved ? end.atOffset(ZoneOffset.UTC) : null)
                    .param("id", id)
                    .update();
            return decided == 0
                    ? new DecisionOutcome.Changed()
                    : told(connection, one(sql, id).orElseThrow(), approved ? "approve" : "refuse", officer);
        });
    }

    /** Ends one that holds. Whoever lets people in again needs nobody's approval. */
    DecisionOutcome end(UUID id, Officer officer) {
        return transactions.run(connection -> {
            JdbcClient sql = on(connection);
            int ended = sql.sql("update address_block set state = 'ENDED', ends = :now, ended_name = :name"
                            + " where id = :id and state = 'APPROVED' and ends > :now")
                    .param("now", now())
                    .param("name", officer.assignee().name())
                    .param("id", id)
                    .update();
            Optional<Block> found = one(sql, id);
            if (found.isEmpty()) {
                return new DecisionOutcome.Missing();
            }
            return ended == 0 ? new DecisionOutcome.Changed() : told(connection, found.get(), "end", officer);
        });
    }

    /** What holds now, in the order of its text. */
    public SortedSet<String> current() {
        return new TreeSet<>(JdbcClient.create(dataSource)
                .sql("select addresses from address_block where state = 'APPROVED' and ends > :now")
                .param("now", now())
                .query(String.class)
                .list());
    }

    private DecisionOutcome told(Connection connection, Block about, String operation, Officer officer)
            throws SQLException {
        AuditEvent.Builder event = AuditEvent.of(
                        EventKind.ADDRESS_BLOCK_CHANGED,
                        Outcome.SUCCESS,
                        officer.reader().actor(),
                        EventStore.SOURCE,
                        clock)
                .target(TargetKind.ADDRESS_BLOCK, about.id().toString())
                .with(DetailKey.OPERATION, operation)
                .with(DetailKey.TO, about.ends().map(Instant::toString).orElse(""))
                .with(DetailKey.ROWS, about.people())
                .with(DetailKey.PERSON, about.askedBy().toString())
                .with(DetailKey.EVENT, about.alert().map(UUID::toString).orElse(""))
                .with(DetailKey.ROLE, officer.reader().role().orElse(""));
        officer.reader().unit().ifPresent(event::unit);
        events.storeIn(connection, List.of(IncomingEvent.own(event.build())), List.of(), EventStore.SOURCE);
        return new DecisionOutcome.Decided(1);
    }

    private Instant since() {
        return clock.instant().minus(Duration.ofDays(LOOKED_BACK_DAYS));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Optional<Block> one(JdbcClient sql, UUID id) {
        return sql.sql("select * from address_block where id = :id")
                .param("id", id)
                .query((row, n) -> block(row))
                .optional();
    }

    private static JdbcClient on(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    private static Block block(ResultSet row) throws SQLException {
        return new Block(
                row.getObject("id", UUID.class),
                row.getString("addresses"),
                Optional.ofNullable(row.getObject("alert", UUID.class)),
                row.getInt("days"),
                row.getString("note"),
                row.getInt("people"),
                row.getBoolean("school"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getObject("asked_by", UUID.class),
                row.getString("asked_name"),
                State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("decided_name")),
                Optional.ofNullable(row.getObject("ends", OffsetDateTime.class)).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString("ended_name")));
    }
}
