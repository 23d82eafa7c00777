package vn.khue.signing.trust;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khue.pki.Certificates;
import vn.khue.pki.trust.TrustClass;
import vn.khue.signing.document.ContentDigest;
import vn.khue.signing.document.PageOf;
import vn.khue.signing.rights.ActingPerson;

/** Trust anchors and the decisions about them; both tables are only added to. Works in the caller's transaction. Thread-safe. */
@Repository
public class AnchorStore {
    /** Names the lock under which one certificate at a time is asked for, so that none is asked for twice. */
    private static final long ASKING = 0x6b687565_616e6368L;

    private static final String ROWS = "select a.*, d.decision, d.decided_by, d.name, d.decided_at, d.reason,"
            + " r.decided_by as removed_by, r.name as removed_name, r.decided_at as removed_at, r.reason as removed_why"
            + " from trust_anchor a"
            + " left join trust_decision d on d.anchor = a.id and d.place = 1"
            + " left join trust_decision r on r.anchor = a.id and r.place = 2";

    private final JdbcClient jdbc;

    public AnchorStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void lockAsking() {
        jdbc.sql("select pg_advisory_xact_lock(:asking)")
                .param("asking", ASKING)
                .query()
                .listOfRows();
    }

    void add(ImportedAnchor anchor) {
        AnchorTerms terms = anchor.terms();
        jdbc.sql("insert into trust_anchor (id, der, sha256, trust_class, label, source, first_day, last_day,"
                        + " intermediate, asked_by, asked_name, asked_at) values (:id, :der, :sha256, :class, :label,"
                        + " :source, :first, :last, :intermediate, :by, :name, :at)")
                .param("id", anchor.id())
                .param("der", Certificates.der(anchor.certificate()))
                .param("sha256", anchor.sha256().bytes())
                .param("class", terms.trustClass().name())
                .param("label", terms.label())
                .param("source", terms.source())
                .param("first", Date.valueOf(terms.firstDay()))
                .param("last", Date.valueOf(terms.lastDay()))
                .param("intermediate", terms.intermediate())
                .param("by", anchor.askedBy())
                .param("name", anchor.askedByName())
                .param("at", Timestamp.from(anchor.askedAt()))
                .update();
    }

    /** The first decision: approved where there is no reason, else refused. */
    void decide(ImportedAnchor anchor, ActingPerson by, Instant at, Optional<String> reason) {
        write(anchor, 1, reason.isEmpty() ? "APPROVED" : "REFUSED", by, at, reason.orElse(null));
    }

    void remove(ImportedAnchor anchor, ActingPerson by, Instant at, RemovalCause cause) {
        write(anchor, 2, "REMOVED", by, at, cause.name());
    }

    private void write(ImportedAnchor anchor, int place, String decision, ActingPerson by, Instant at, String reason) {
        jdbc.sql("insert into trust_decision (anchor, place, decision, asked_by, decided_by, name, decided_at, reason)"
                        + " values (:anchor, :place, :decision, :asker, :by, :name, :at, :reason)")
                .param("anchor", anchor.id())
                .param("place", place)
                .param("decision", decision)
                .param("asker", anchor.askedBy())
                .param("by", by.id())
                .param("name", by.name())
                .param("at", Timestamp.from(at))
                .param("reason", reason)
                .update();
    }

    public Optional<ImportedAnchor> find(UUID id) {
        return jdbc.sql(ROWS + " where a.id = :id")
                .param("id", id)
                .query(AnchorStore::row)
                .optional();
    }

    /** The same; until the caller's transaction ends nobody else decides about it. */
    Optional<ImportedAnchor> lock(UUID id) {
        jdbc.sql("select 1 from trust_anchor where id = :id for update")
                .param("id", id)
                .query()
                .listOfRows();
        return find(id);
    }

    /** Whether this certificate is trusted or waits for an approval. */
    Optional<ImportedAnchor> open(ContentDigest sha256) {
        return jdbc.sql(ROWS + " where a.sha256 = :sha256 and r.anchor is null"
                        + " and coalesce(d.decision, 'APPROVED') = 'APPROVED'")
                .param("sha256", sha256.bytes())
                .query(AnchorStore::row)
                .optional();
    }

    /** Those that are trusted, whatever their days, oldest first. */
    public List<ImportedAnchor> trusted() {
        return jdbc.sql(ROWS + " where d.decision = 'APPROVED' and r.anchor is null order by a.asked_at, a.id")
                .query(AnchorStore::row)
                .list();
    }

    /** Changes whenever {@link #trusted} does: decisions are only added. */
    long decisions() {
        return jdbc.sql("select count(*) from trust_decision").query(Long.class).single();
    }

    /** What waits first, then what is trusted, then the rest; the newest first. */
    public PageOf<ImportedAnchor> list(int page) {
        long total =
                jdbc.sql("select count(*) from trust_anchor").query(Long.class).single();
        int number = PageOf.within(page, total);
        List<ImportedAnchor> rows = jdbc.sql(ROWS + " order by case when d.anchor is null then 0"
                        + " when d.decision = 'APPROVED' and r.anchor is null then 1 else 2 end, a.asked_at desc, a.id"
                        + " limit :limit offset :offset")
                .param("limit", PageOf.SIZE)
                .param("offset", (long) (number - 1) * PageOf.SIZE)
                .query(AnchorStore::row)
                .list();
        return new PageOf<>(rows, number, total);
    }

    private static ImportedAnchor row(ResultSet rs, int n) throws SQLException {
        return new ImportedAnchor(
                rs.getObject("id", UUID.class),
                Certificates.parse(rs.getBytes("der")),
                new AnchorTerms(
                        TrustClass.valueOf(rs.getString("trust_class")),
                        rs.getString("label"),
                        rs.getString("source"),
                        rs.getDate("first_day").toLocalDate(),
                        rs.getDate("last_day").toLocalDate(),
                        rs.getBoolean("intermediate")),
                rs.getObject("asked_by", UUID.class),
                rs.getString("asked_name"),
                rs.getTimestamp("asked_at").toInstant(),
                state(rs));
    }

    private static AnchorState state(ResultSet rs) throws SQLException {
        String decision = rs.getString("decision");
        if (decision == null) {
            return new AnchorState.Asked();
        }
        UUID by = rs.getObject("decided_by", UUID.class);
        String name = rs.getString("name");
        Instant at = rs.getTimestamp("decided_at").toInstant();
        if (decision.equals("REFUSED")) {
            return new AnchorState.Refused(by, name, at, rs.getString("reason"));
        }
        AnchorState.Trusted trusted = new AnchorState.Trusted(by, name, at);
        UUID removedBy = rs.getObject("removed_by", UUID.class);
        return removedBy == null
                ? trusted
                : new AnchorState.Removed(
                        trusted,
                        removedBy,
                        rs.getString("removed_name"),
                        rs.getTimestamp("removed_at").toInstant(),
                        RemovalCause.valueOf(rs.getString("removed_why")));
    }
}
