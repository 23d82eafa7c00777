package vn.khue.signing.archive;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khue.signing.document.ContentDigest;
import vn.khue.signing.document.DocumentKind;

/** Evidence records of archived documents and their batches. Works in the caller's transaction. Thread-safe. */
@Repository
public class EvidenceRecords {
    /** Names the lock that lets one node at a time make records. */
    private static final long MAKING = 0x6b687565_65766964L;

    private final JdbcClient jdbc;

    public EvidenceRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A document whose file has no record.
     *
     * @param changedAt of the last act on it
     */
    record Unrecorded(UUID document, String unit, ContentDigest content, long bytes, Instant changedAt) {}

    /**
     * A record as it is kept.
     *
     * @param current whether the file is still the document's
     */
    record Kept(
            UUID document,
            String unit,
            DocumentKind kind,
            LocalDate issuedOn,
            ContentDigest content,
            boolean current,
            byte[] record) {}

    /**
     * What a document's page says of its record.
     *
     * @param provenAt since when the file is proven to be as it is
     * @param until when the record can be checked no longer, unless it is renewed; empty where nobody renews it any more
     */
    public record Standing(Instant provenAt, Optional<Instant> until) {}

    /** Whether this transaction may make records; until it ends no other may. */
    boolean claim() {
        return jdbc.sql("select pg_try_advisory_xact_lock(:making)")
                .param("making", MAKING)
                .query(Boolean.class)
                .single();
    }

    /** Sealed or published documents of a kind without a record of their present file, those that wait longest first. */
    List<Unrecorded> unrecorded(DocumentKind kind, LocalDate issuedAfter, Instant now, int limit) {
        return jdbc.sql("""
                select d.id, d.unit, d.current_sha256, d.size_bytes, d.changed_at from document d
                where d.state in ('SEALED', 'PUBLISHED') and d.kind = :kind and d.issued_on > :after
                  and not exists (select 1 from evidence_record r where r.document = d.id and r.sha256 = d.current_sha256)
                  and not exists (select 1 from evidence_pause p where p.document = d.id and p.not_before > :now)
                order by d.changed_at, d.id limit :limit""")
                .param("kind", kind.name())
                .param("after", Date.valueOf(issuedAfter))
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query((rs, n) -> new Unrecorded(
                        rs.getObject("id", UUID.class),
                        rs.getString("unit"),
                        ContentDigest.of(rs.getBytes("current_sha256")),
                        rs.getLong("size_bytes"),
                        rs.getTimestamp("changed_at").toInstant()))
                .list();
    }

    /** @param until end of the certificate of the authority that stamped the batch */
    void addBatch(UUID batch, Instant at, Instant until, ProofAlgorithms algorithms) {
        jdbc.sql("insert into evidence_batch (id, made_at, renew_by, algorithms)"
                        + " values (:id, :at, :until, :algorithms)")
                .param("id", batch)
                .param("at", Timestamp.from(at))
                .param("until", Timestamp.from(until))
                .param("algorithms", algorithms.text())
                .update();
    }

    void add(UUID batch, UUID document, ContentDigest content, CheckedEvidence.Passed passed) {
        jdbc.sql("insert into evidence_record (document, sha256, batch, proven_at, record)"
                        + " values (:document, :sha256, :batch, :at, :record)")
                .param("document", document)
                .param("sha256", content.bytes())
                .param("batch", batch)
                .param("at", Timestamp.from(passed.provenAt()))
                .param("record", passed.record())
                .update();
        jdbc.sql("delete from evidence_pause where document = :document")
                .param("document", document)
                .update();
    }

    /** A document that cannot be recorded waits. */
    void pause(UUID document, Instant now) {
        int failures = jdbc.sql(
                        "insert into evidence_pause (document, failures, not_before) values (:id, 1, :now)"
                                + " on conflict (document) do update set failures = evidence_pause.failures + 1 returning failures")
                .param("id", document)
                .param("now", Timestamp.from(now))
                .query(Integer.class)
                .single();
        jdbc.sql("update evidence_pause set not_before = :at where document = :id")
                .param("id", document)
                .param("at", Timestamp.from(now.plus(Pause.after(failures))))
                .update();
    }

    /** What batches rest on that are still renewed. */
    List<String> algorithms() {
        return jdbc.sql("select distinct algorithms from evidence_batch where renew_by is not null")
                .query(String.class)
                .list();
    }

    /** Batches to be renewed now, those that end first before others; without those that failed and whose pause is not over. */
    List<UUID> endingBy(Instant until, List<String> ending, Instant now, int limit) {
        return jdbc.sql("""
                select id from evidence_batch
                where renew_by is not null and (renew_by <= :until or algorithms in (:ending))
                  and (renew_not_before is null or renew_not_before <= :now)
                order by renew_by, id limit :limit""")
                .param("until", Timestamp.from(until))
                .param("ending", ArchivedDocuments.filled(ending))
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    /** What the batch rests on, locked until the transaction ends; empty where it need not be renewed any more. */
    Optional<ProofAlgorithms> lockEnding(UUID batch, Instant until, List<String> ending) {
        return jdbc.sql("select algorithms from evidence_batch where id = :id and renew_by is not null"
                        + " and (renew_by <= :until or algorithms in (:ending)) for update")
                .param("id", batch)
                .param("until", Timestamp.from(until))
                .param("ending", ArchivedDocuments.filled(ending))
                .query(String.class)
                .optional()
                .map(ProofAlgorithms::parse);
    }

    List<Kept> of(UUID batch) {
        return jdbc.sql("""
                select d.id, d.unit, d.kind, d.issued_on, r.sha256, r.sha256 = d.current_sha256 as current, r.record
                from evidence_record r join document d on d.id = r.document where r.batch = :batch order by d.id, r.sha256""").param("batch", batch).query(EvidenceRecords::kept).list();
    }

    void replace(Kept kept, byte[] record) {
        jdbc.sql("update evidence_record set record = :record where document = :document and sha256 = :sha256")
                .param("record", record)
                .param("document", kept.document())
                .param("sha256", kept.content().bytes())
                .update();
    }

    void renewed(UUID batch, Instant until, ProofAlgorithms algorithms) {
        jdbc.sql("update evidence_batch set renew_by = :until, algorithms = :algorithms, renew_failures = 0,"
                        + " renew_not_before = null where id = :id")
                .param("until", Timestamp.from(until))
                .param("algorithms", algorithms.text())
                .param("id", batch)
                .update();
    }

    /** Nobody has to keep any of its documents any more. */
    void letEnd(UUID batch) {
        jdbc.sql("update evidence_batch set renew_by = null where id = :id")
                .param("id", batch)
                .update();
    }

    /** One record goes on in a batch of its own, so that what ails its file does not keep the others from renewal. */
    UUID setApart(UUID batch, Kept kept) {
        UUID own = UUID.randomUUID();
        jdbc.sql("insert into evidence_batch (id, made_at, renew_by, algorithms)"
                        + " select :own, made_at, renew_by, algorithms from evidence_batch where id = :id")
                .param("own", own)
                .param("id", batch)
                .update();
        jdbc.sql("update evidence_record set batch = :own where document = :document and sha256 = :sha256")
                .param("own", own)
                .param("document", kept.document())
                .param("sha256", kept.content().bytes())
                .update();
        return own;
    }

    /**
     * A batch that could not be renewed waits.
     *
     * @return how often in a row it has failed
     */
    int failed(UUID batch, Instant now) {
        int failures = jdbc.sql("update evidence_batch set renew_failures = renew_failures + 1 where id = :id"
                        + " returning renew_failures")
                .param("id", batch)
                .query(Integer.class)
                .single();
        jdbc.sql("update evidence_batch set renew_not_before = :at where id = :id")
                .param("at", Timestamp.from(now.plus(Pause.after(failures))))
                .param("id", batch)
                .update();
        return failures;
    }

    /** The record of a document's file, DER; empty where none is made yet. */
    public Optional<byte[]> record(UUID document, ContentDigest content) {
        return jdbc.sql("select record from evidence_record where document = :document and sha256 = :sha256")
                .param("document", document)
                .param("sha256", content.bytes())
                .query(byte[].class)
                .optional();
    }

    /** How the record of a document's file stands; empty where none is made yet. */
    public Optional<Standing> standing(UUID document, ContentDigest content) {
        return jdbc.sql("select r.proven_at, b.renew_by from evidence_record r join evidence_batch b on b.id = r.batch"
                        + " where r.document = :document and r.sha256 = :sha256")
                .param("document", document)
                .param("sha256", content.bytes())
                .query((rs, n) -> new Standing(
                        rs.getTimestamp("proven_at").toInstant(),
                        Optional.ofNullable(rs.getTimestamp("renew_by")).map(Timestamp::toInstant)))
                .optional();
    }

    private static Kept kept(ResultSet rs, int n) throws SQLException {
        return new Kept(
                rs.getObject("id", UUID.class),
                rs.getString("unit"),
                DocumentKind.valueOf(rs.getString("kind")),
                rs.getObject("issued_on", LocalDate.class),
                ContentDigest.of(rs.getBytes("sha256")),
                rs.getBoolean("current"),
                rs.getBytes("record"));
    }
}
