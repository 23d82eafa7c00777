package vn.khue.signing.archive;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Until when documents with an archive timestamp can be proven. Works in the caller's transaction. Thread-safe. */
@Repository
public class ArchivedDocuments {
    private static final Duration FIRST_PAUSE = Duration.ofHours(1);
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
    private static final int MOST_DOUBLINGS = 5;

    private final JdbcClient jdbc;

    public ArchivedDocuments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param until end of the certificate of the authority that made the newest archive timestamp */
    public void provableUntil(UUID document, Instant until) {
        jdbc.sql("update document set renew_by = :until, renew_failures = 0, renew_not_before = null where id = :id")
                .param("until", Timestamp.from(until))
                .param("id", document)
                .update();
    }

    /** Its time of keeping is over; nothing is renewed any more. */
    public void letEnd(UUID document) {
        jdbc.sql("update document set renew_by = null where id = :id")
                .param("id", document)
                .update();
    }

    /**
     * Documents that can be proven no longer than that, those that end first before others; without those that failed and whose pause is
     * not over.
     */
    List<UUID> endingBy(Instant until, Instant now, int limit) {
        return jdbc.sql("""
                select id from document
                where renew_by <= :until and (renew_not_before is null or renew_not_before <= :now)
                order by renew_by, id limit :limit""")
                .param("until", Timestamp.from(until))
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    /**
     * It could not be renewed: others take their turn first. The pause grows from an hour, twice as long each time, to a day.
     *
     * @return how often it has failed by now
     */
    int failed(UUID document, Instant now) {
        int failures = jdbc.sql(
                        "update document set renew_failures = renew_failures + 1 where id = :id returning renew_failures")
                .param("id", document)
                .query(Integer.class)
                .single();
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        jdbc.sql("update document set renew_not_before = :at where id = :id")
                .param("at", Timestamp.from(now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause)))
                .param("id", document)
                .update();
        return failures;
    }

    /** Empty where the document has no archive timestamp. */
    Optional<Instant> renewBy(UUID document) {
        return jdbc.sql("select renew_by from document where id = :id and renew_by is not null")
                .param("id", document)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /** The end that comes first. */
    public Optional<Instant> first() {
        return jdbc.sql("select min(renew_by) from document")
                .query((rs, n) -> Optional.ofNullable(rs.getTimestamp(1)).map(Timestamp::toInstant))
                .single();
    }

    public long count() {
        return jdbc.sql("select count(*) from document where renew_by is not null")
                .query(Long.class)
                .single();
    }
}
