package vn.khue.signing.archive;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Until when documents with an archive timestamp can be proven. Works in the caller's transaction. Thread-safe. */
@Repository
public class ArchivedDocuments {
    private final JdbcClient jdbc;

    public ArchivedDocuments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param until end of the certificate of the authority that made the newest archive timestamp */
    public void provableUntil(UUID document, Instant until) {
        jdbc.sql("update document set renew_by = :until where id = :id")
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

    /** Documents that can be proven no longer than that, those that end first before others. */
    List<UUID> endingBy(Instant until, int limit) {
        return jdbc.sql("select id from document where renew_by <= :until order by renew_by, id limit :limit")
                .param("until", Timestamp.from(until))
                .param("limit", limit)
                .query(UUID.class)
                .list();
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
