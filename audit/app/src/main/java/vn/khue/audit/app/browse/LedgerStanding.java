package vn.khue.audit.app.browse;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.khue.audit.app.store.StoredDay;

/** How the ledger stands by the database's account: what waits, and when it was last signed. */
@Component
public final class LedgerStanding {

    /** An event should be under a checkpoint within seconds; after this long something is wrong. */
    private static final Duration LATE = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    LedgerStanding(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The ledger now.
     *
     * @param stored events stored
     * @param signed events under the last checkpoint
     * @param signedAt when the last checkpoint was published; empty before the first
     * @param root base64 of the tree hash of the last checkpoint; empty before the first
     * @param age of the last checkpoint
     * @param late whether stored events have waited too long
     */
    public record Standing(
            long stored, long signed, Optional<Instant> signedAt, String root, Optional<Duration> age, boolean late) {

        public long waiting() {
            return Math.max(0, stored - signed);
        }
    }

    /**
     * Timestamps of the ledger.
     *
     * @param days how many days have one
     * @param size entries that the newest covers
     * @param at time of the newest; empty before the first
     * @param late whether the authority has been away for too long
     */
    record Stamps(long days, long size, Optional<Instant> at, boolean late) {}

    Stamps stamps() {
        boolean late = jdbc.sql("select exists (select 1 from ledger_timestamp_late)")
                .query(Boolean.class)
                .single();
        return jdbc.sql("select count(*), coalesce(max(size), 0), max(stamped_at) from ledger_timestamp")
                .query((row, n) -> new Stamps(
                        row.getLong(1),
                        row.getLong(2),
                        Optional.ofNullable(row.getObject(3, OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        late))
                .single();
    }

    /** A witness, and the newest checkpoint that it has cosigned. */
    record Witness(String name, long size, Instant at) {}

    List<Witness> witnesses() {
        return jdbc.sql("select name, size, signed_at from ledger_witness order by name")
                .query((row, n) -> new Witness(
                        row.getString(1),
                        row.getLong(2),
                        row.getObject(3, OffsetDateTime.class).toInstant()))
                .list();
    }

    private record Signed(long size, Instant at, String root) {}

    public Standing now() {
        Instant now = clock.instant();
        Optional<Signed> signed = jdbc.sql(
                        "select size, published_at, root from ledger_checkpoint order by size desc limit 1")
                .query((row, index) -> new Signed(
                        row.getLong(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        Base64.getEncoder().encodeToString(row.getBytes(3))))
                .optional();
        long size = signed.map(Signed::size).orElse(0L);
        long stored = jdbc.sql("select size from ledger_head").query(Long.class).single();
        return new Standing(
                stored,
                size,
                signed.map(Signed::at),
                signed.map(Signed::root).orElse(""),
                signed.map(each -> Duration.between(each.at(), now)),
                stored > size
                        && firstWaiting(size)
                                .map(since -> since.isBefore(now.minus(LATE)))
                                .orElse(false));
    }

    private Optional<Instant> firstWaiting(long index) {
        return jdbc.sql("select day from audit_event_day where first_index <= ? order by first_index desc limit 1")
                .param(index)
                .query((row, n) -> row.getObject(1, LocalDate.class))
                .optional()
                .flatMap(day -> jdbc.sql("select stored_at from audit_event where stored_at >= ? and stored_at < ?"
                                + " and ledger_index = ?")
                        .params(
                                StoredDay.begin(day).atOffset(ZoneOffset.UTC),
                                StoredDay.begin(day.plusDays(1)).atOffset(ZoneOffset.UTC),
                                index)
                        .query((row, n) ->
                                row.getObject(1, OffsetDateTime.class).toInstant())
                        .optional());
    }
}
