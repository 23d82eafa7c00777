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

    /**
     * @param until end of the certificate of the authority that made the newest archive timestamp
     * @param algorithms that this timestamp rests on
     */
    public void provableUntil(UUID document, Instant until, ProofAlgorithms algorithms) {
        jdbc.sql("update document set renew_by = :until, renew_algorithms = :algorithms, renew_failures = 0,"
                        + " renew_not_before = null where id = :id")
                .param("until", Timestamp.from(until))
                .param("algorithms", algorithms.text())
                .param("id", document)
                .update();
    }

    /** Its time of keeping is over; nothing is renewed any more. */
    public void letEnd(UUID document) {
        jdbc.sql("update document set renew_by = null where id = :id")
                .param("id", document)
                .update();
    }

    /** What archive timestamps rest on that are still renewed. */
    List<String> algorithms() {
        return jdbc.sql("select distinct renew_algorithms from document where renew_by is not null")
                .query(String.class)
                .list();
    }

    /**
     * Documents that can be proven no longer than that, or whose timestamp rests on one of these algorithms, those that end first before others; without those that failed and whose pause is
     * not over.
     */
    List<UUID> endingBy(Instant until, List<String> ending, Instant now, int limit) {
        return jdbc.sql("""
                select id from document
                where renew_by is not null and (renew_by <= :until or renew_algorithms in (:ending))
                  and (renew_not_before is null or renew_not_before <= :now)
                order by renew_by, id limit :limit""")
                .param("until", Timestamp.from(until))
                .param("ending", filled(ending))
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
        jdbc.sql("update document set renew_not_before = :at where id = :id")
                .param("at", Timestamp.from(now.plus(Pause.after(failures))))
                .param("id", document)
                .update();
        return failures;
    }

    /** Whether the document has an archive timestamp that has to be renewed now. */
    boolean endsBy(UUID document, Instant until, List<String> ending) {
        return jdbc.sql("select count(*) from document where id = :id and renew_by is not null"
                                + " and (renew_by <= :until or renew_algorithms in (:ending))")
                        .param("id", document)
                        .param("until", Timestamp.from(until))
                        .param("ending", filled(ending))
                        .query(Long.class)
                        .single()
                == 1;
    }

    /** SQL has no empty list. */
    static List<String> filled(List<String> list) {
        return list.isEmpty() ? List.of("") : list;
    }

    /** The end that comes first, of archive timestamps and of evidence records. */
    public Optional<Instant> first() {
        return jdbc.sql("select min(renew_by) from (select renew_by from document where renew_by is not null"
                        + " union all select renew_by from evidence_batch where renew_by is not null) as proof")
                .query((rs, n) -> Optional.ofNullable(rs.getTimestamp(1)).map(Timestamp::toInstant))
                .single();
    }

    /** Documents that are kept provable, by a timestamp in the file, a record beside it or both. */
    public long count() {
        return jdbc.sql("select count(*) from (select id from document where renew_by is not null"
                        + " union select document from evidence_record r join evidence_batch b on b.id = r.batch"
                        + " where b.renew_by is not null) as kept")
                .query(Long.class)
                .single();
    }
}
