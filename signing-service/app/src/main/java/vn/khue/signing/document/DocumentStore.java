package vn.khue.signing.document;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khue.signing.typed.OneLine;

/** Rows of documents. Every change goes through the caller's transaction; nothing here commits. Thread-safe. */
@Repository
public class DocumentStore {
    private static final String COLUMNS = "id, unit, kind, title, submitter, submitter_name, signer, signer_name,"
            + " signer_position, state, original_sha256, current_sha256, size_bytes, pages, number_fields, submitted_at, changed_at,"
            + " notation, issued_on, public_id, rule, reason";
    private static final String INBOX = "where signer = :person and unit = :unit and state = 'SUBMITTED'";
    /** The states in which a document waits for the clerk. */
    private static final String CLERK = "'SIGNED', 'NUMBERED', 'SEALED'";

    private static final String NARROWED =
            " and (title ilike :like or submitter_name ilike :like or notation ilike :like)";
    /** More than one step-up may ever sign. */
    private static final int MOST_AT_ONCE = 2_000;

    private static final String SELECT = "select " + COLUMNS + " from document ";

    /** Who acts where a job does. */
    private static final UUID NOBODY = new UUID(0, 0);

    private final JdbcClient jdbc;

    public DocumentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Adds a document and its first revision, unless the unit already has one with these bytes.
     *
     * @return whether it was added
     */
    public boolean add(Document document) {
        int added = jdbc.sql("insert into document (" + COLUMNS + ") values (:id, :unit, :kind, :title, :submitter,"
                        + " :submitterName, :signer, :signerName, :signerPosition, :state, :original, :current, :size,"
                        + " :pages, :numberFields, :submittedAt, :changedAt, :notation, :issuedOn, :publicId, :rule, :reason)"
                        + " on conflict (unit, original_sha256) where state not in ('RETURNED', 'RECALLED') do nothing")
                .param("id", document.id())
                .param("unit", document.unit())
                .param("kind", document.kind().name())
                .param("title", document.title())
                .param("submitter", document.submitter())
                .param("submitterName", document.submitterName())
                .param("signer", document.signer())
                .param("signerName", document.signerName())
                .param("signerPosition", document.signerPosition())
                .param("state", document.state().name())
                .param("original", document.original().bytes())
                .param("current", document.current().bytes())
                .param("size", document.sizeBytes())
                .param("pages", document.pages())
                .param("numberFields", document.numberFields())
                .param("submittedAt", Timestamp.from(document.submittedAt()))
                .param("changedAt", Timestamp.from(document.changedAt()))
                .param("notation", document.notation().orElse(null))
                .param("issuedOn", document.issuedOn().map(Date::valueOf).orElse(null))
                .param("publicId", document.publicId().orElse(null))
                .param("rule", document.rule().orElse(null))
                .param("reason", document.reason().orElse(null))
                .update();
        if (added == 1) {
            addRevision(document, "SUBMIT", document.submitter(), document.submitterName());
        }
        return added == 1;
    }

    public Optional<Document> find(UUID id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(DocumentStore::row)
                .optional();
    }

    /** Those of these documents that are there, by id. */
    public Map<UUID, Document> all(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return jdbc.sql(SELECT + "where id in (:ids)").param("ids", ids).query(DocumentStore::row).list().stream()
                .collect(Collectors.toMap(Document::id, Function.identity()));
    }

    /** The document, locked until the transaction ends, so that two acts on it follow one another. */
    public Optional<Document> lock(UUID id) {
        return jdbc.sql(SELECT + "where id = :id for update")
                .param("id", id)
                .query(DocumentStore::row)
                .optional();
    }

    public Optional<Document> findPublic(String publicId) {
        return jdbc.sql(SELECT + "where public_id = :id")
                .param("id", publicId)
                .query(DocumentStore::row)
                .optional();
    }

    /** The document of this unit with these original bytes that is still under way or issued. */
    public Optional<Document> findSame(String unit, ContentDigest original) {
        return jdbc.sql(SELECT + "where unit = :unit and original_sha256 = :original"
                        + " and state not in ('RETURNED', 'RECALLED')")
                .param("unit", unit)
                .param("original", original.bytes())
                .query(DocumentStore::row)
                .optional();
    }

    /** Writes what {@code act} changed, and a revision when the bytes changed. */
    public void change(Document before, Document after, DocumentAct act, UUID actor, String actorName) {
        int changed = jdbc.sql("update document set state = :state, current_sha256 = :current, size_bytes = :size,"
                        + " pages = :pages, changed_at = :changedAt, notation = :notation, issued_on = :issuedOn,"
                        + " public_id = :publicId, reason = :reason where id = :id and state = :was")
                .param("id", after.id())
                .param("was", before.state().name())
                .param("state", after.state().name())
                .param("current", after.current().bytes())
                .param("size", after.sizeBytes())
                .param("pages", after.pages())
                .param("changedAt", Timestamp.from(after.changedAt()))
                .param("notation", after.notation().orElse(null))
                .param("issuedOn", after.issuedOn().map(Date::valueOf).orElse(null))
                .param("publicId", after.publicId().orElse(null))
                .param("reason", after.reason().orElse(null))
                .update();
        if (changed != 1) {
            throw new IllegalStateException("expected document " + after.id() + " in state " + before.state()
                    + " under our lock, found it changed; lock it before changing it");
        }
        if (!before.current().equals(after.current())) {
            addRevision(after, act.name(), actor, actorName);
        }
    }

    /**
     * Writes the same document with more evidence behind it. It stays where it stands in every list, since nobody did anything to it.
     *
     * @param before as it was locked
     */
    public void renew(Document before, ContentDigest content, long bytes, Instant at) {
        jdbc.sql("update document set current_sha256 = :current, size_bytes = :size where id = :id")
                .param("current", content.bytes())
                .param("size", bytes)
                .param("id", before.id())
                .update();
        addRevision(before.in(before.state(), at, content, bytes), "RENEW", NOBODY, "Khuê");
    }

    public List<Revision> revisions(UUID document) {
        return jdbc.sql(
                        "select seq, act, sha256, actor_name, made_at from document_revision where document = :id order by seq")
                .param("id", document)
                .query((rs, n) -> new Revision(
                        rs.getInt("seq"),
                        rs.getString("act"),
                        ContentDigest.of(rs.getBytes("sha256")),
                        rs.getString("actor_name"),
                        rs.getTimestamp("made_at").toInstant()))
                .list();
    }

    /** What waits for this person's signature in this unit, oldest first; {@code text} narrows by title or name. */
    public PageOf<Document> inbox(UUID signer, String unit, String text, int page) {
        return list(INBOX, "order by submitted_at, id", signer, unit, text, page);
    }

    /** All of the same at once, at most {@value #MOST_AT_ONCE}. */
    public List<UUID> inboxIds(UUID signer, String unit, String text) {
        return ids(INBOX, "order by submitted_at, id", signer, unit, text);
    }

    public long inboxSize(UUID signer, String unit) {
        return jdbc.sql("select count(*) from document " + INBOX)
                .param("person", signer)
                .param("unit", unit)
                .query(Long.class)
                .single();
    }

    /** What this person was to sign in this unit and no longer waits. */
    public PageOf<Document> handled(UUID signer, String unit, String text, int page, boolean returned) {
        return list(
                "where signer = :person and unit = :unit and state in "
                        + (returned ? "('RETURNED')" : "('SIGNED', 'NUMBERED', 'SEALED', 'PUBLISHED', 'RECALLED')"),
                "order by changed_at desc, id",
                signer,
                unit,
                text,
                page);
    }

    /** What this person submitted in this unit, newest first. */
    public PageOf<Document> submittedBy(UUID person, String unit, String text, int page) {
        return list(
                "where submitter = :person and unit = :unit",
                "order by submitted_at desc, id",
                person,
                unit,
                text,
                page);
    }

    /**
     * What the clerk of the unit has to do: number, seal, publish; oldest first.
     *
     * @param step only what is in this state
     */
    public PageOf<Document> clerkQueue(String unit, String text, int page, Optional<DocumentState> step) {
        return list(
                "where unit = :unit and state in ("
                        + step.map(state -> "'" + state.name() + "'").orElse(CLERK) + ")",
                "order by changed_at, id",
                null,
                unit,
                text,
                page);
    }

    public long clerkQueueSize(String unit) {
        return jdbc.sql(
                        "select count(*) from document where unit = :unit and state in ('SIGNED', 'NUMBERED', 'SEALED')")
                .param("unit", unit)
                .query(Long.class)
                .single();
    }

    /** How many of them are in each state, by its name. */
    public Map<String, Long> clerkSteps(String unit) {
        return jdbc
                .sql("select state, count(*) as number from document where unit = :unit and state in (" + CLERK
                        + ") group by state")
                .param("unit", unit)
                .query((rs, n) -> Map.entry(rs.getString("state"), rs.getLong("number")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** All documents of the unit with a number that wait for the seal, at most {@value #MOST_AT_ONCE}; {@code text} narrows. */
    public List<UUID> toBeSealed(String unit, String text) {
        return ids("where unit = :unit and state = 'NUMBERED'", "order by changed_at, id", null, unit, text);
    }

    private List<UUID> ids(String where, String order, UUID person, String unit, String text) {
        String sought = OneLine.of(text);
        return jdbc.sql("select id from document " + where + (sought.isEmpty() ? "" : NARROWED) + " " + order
                        + " limit :limit")
                .param("person", person)
                .param("unit", unit)
                .param("like", like(sought))
                .param("limit", MOST_AT_ONCE)
                .query(UUID.class)
                .list();
    }

    /** The unit's register: every document that has its number, newest first. */
    public PageOf<Document> issued(String unit, String text, int page) {
        return list(
                "where unit = :unit and notation is not null", "order by changed_at desc, id", null, unit, text, page);
    }

    private PageOf<Document> list(String where, String order, UUID person, String unit, String text, int page) {
        if (page < 1) {
            throw new IllegalArgumentException("pages are counted from 1, found " + page);
        }
        String sought = OneLine.of(text);
        String narrowed = where;
        if (!sought.isEmpty()) {
            narrowed += NARROWED;
        }
        String like = like(sought);
        long total = jdbc.sql("select count(*) from document " + narrowed)
                .param("unit", unit)
                .param("like", like)
                .param("person", person)
                .query(Long.class)
                .single();
        int number = PageOf.within(page, total);
        JdbcClient.StatementSpec rows = jdbc.sql(SELECT + narrowed + " " + order + " limit :limit offset :offset")
                .param("unit", unit)
                .param("like", like)
                .param("person", person)
                .param("limit", PageOf.SIZE)
                .param("offset", (long) (number - 1) * PageOf.SIZE);
        return new PageOf<>(rows.query(DocumentStore::row).list(), number, total);
    }

    /** The document this person's form with this key made, if the form was sent before. */
    public Optional<UUID> answered(UUID person, String key) {
        return jdbc.sql("select document from submission_key where person = :person and key = :key")
                .param("person", person)
                .param("key", key)
                .query(UUID.class)
                .optional();
    }

    /** Remembers what a form made. A second post of the same form waits here for the first, then fails as a duplicate key. */
    public void answer(UUID person, String key, UUID document, Instant at) {
        jdbc.sql("insert into submission_key (person, key, document, made_at) values (:person, :key, :document, :at)")
                .param("person", person)
                .param("key", key)
                .param("document", document)
                .param("at", Timestamp.from(at))
                .update();
    }

    private static String like(String sought) {
        return "%" + sought.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    private void addRevision(Document document, String act, UUID actor, String actorName) {
        jdbc.sql("insert into document_revision (document, seq, act, sha256, actor, actor_name, made_at) values (:id,"
                        + " (select coalesce(max(seq), 0) + 1 from document_revision where document = :id),"
                        + " :act, :sha256, :actor, :name, :at)")
                .param("id", document.id())
                .param("act", act)
                .param("sha256", document.current().bytes())
                .param("actor", actor)
                .param("name", actorName)
                .param("at", Timestamp.from(document.changedAt()))
                .update();
    }

    private static Document row(ResultSet rs, int n) throws SQLException {
        return new Document(
                rs.getObject("id", UUID.class),
                rs.getString("unit"),
                DocumentKind.valueOf(rs.getString("kind")),
                rs.getString("title"),
                rs.getObject("submitter", UUID.class),
                rs.getString("submitter_name"),
                rs.getObject("signer", UUID.class),
                rs.getString("signer_name"),
                rs.getString("signer_position"),
                DocumentState.valueOf(rs.getString("state")),
                ContentDigest.of(rs.getBytes("original_sha256")),
                ContentDigest.of(rs.getBytes("current_sha256")),
                rs.getLong("size_bytes"),
                rs.getInt("pages"),
                rs.getInt("number_fields"),
                rs.getTimestamp("submitted_at").toInstant(),
                rs.getTimestamp("changed_at").toInstant(),
                Optional.ofNullable(rs.getString("notation")),
                Optional.ofNullable(rs.getObject("issued_on", LocalDate.class)),
                Optional.ofNullable(rs.getString("public_id")),
                Optional.ofNullable(rs.getString("rule")),
                Optional.ofNullable(rs.getString("reason")));
    }
}
