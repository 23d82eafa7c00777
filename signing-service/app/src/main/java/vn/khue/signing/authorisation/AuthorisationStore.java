package vn.khue.signing.authorisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import vn.khue.signing.document.ContentDigest;
import vn.khue.signing.document.Sha256;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;

/** Authorisations in the database, so that one use is one use however many processes run. Thread-safe. */
@Repository("signingAuthorisations")
public class AuthorisationStore {
    private final JdbcClient jdbc;
    private final Clock clock;
    private final SigningPolicy policy;

    public AuthorisationStore(JdbcClient jdbc, Clock clock, SigningPolicy policy) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.policy = policy;
    }

    /** Writes down what is to be agreed to. Nothing may be done with it before a step-up bound to its digest. */
    @Transactional
    public Authorisation propose(Purpose purpose, UUID person, String unit, Map<UUID, ContentDigest> shown) {
        requireNumber(shown.size());
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        Duration life = policy.authorisationLife();
        ContentDigest list = Sha256.ofList(List.copyOf(new LinkedHashMap<>(shown).values()));
        jdbc.sql(
                        "insert into authorisation (id, purpose, person, unit, list_sha256, item_count, created_at, expires_at)"
                                + " values (:id, :purpose, :person, :unit, :list, :count, :now, :expires)")
                .param("id", id)
                .param("purpose", purpose.name())
                .param("person", person)
                .param("unit", unit)
                .param("list", list.bytes())
                .param("count", shown.size())
                .param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(now.plus(life)))
                .update();
        int seq = 0;
        for (Map.Entry<UUID, ContentDigest> item : shown.entrySet()) {
            jdbc.sql(
                            "insert into authorisation_item (authorisation, seq, document, sha256) values (:id, :seq, :document, :sha256)")
                    .param("id", id)
                    .param("seq", seq++)
                    .param("document", item.getKey())
                    .param("sha256", item.getValue().bytes())
                    .update();
        }
        return find(id, person).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
    }

    /** @throws SigningException NOTHING_CHOSEN or TOO_MANY_CHOSEN */
    public void requireNumber(int documents) {
        if (documents == 0) {
            throw new SigningException(Refusal.NOTHING_CHOSEN);
        }
        if (documents > policy.documentsPerAuthorisation()) {
            throw new SigningException(Refusal.TOO_MANY_CHOSEN, Integer.toString(policy.documentsPerAuthorisation()));
        }
    }

    /** The person's own authorisation; another person's is not found. */
    public Optional<Authorisation> find(UUID id, UUID person) {
        return jdbc.sql("select * from authorisation where id = :id and person = :person")
                .param("id", id)
                .param("person", person)
                .query((rs, n) -> new Authorisation(
                        id,
                        Purpose.valueOf(rs.getString("purpose")),
                        person,
                        rs.getString("unit"),
                        ContentDigest.of(rs.getBytes("list_sha256")),
                        rs.getTimestamp("created_at").toInstant(),
                        rs.getTimestamp("expires_at").toInstant(),
                        Optional.ofNullable(rs.getTimestamp("used_at")).map(Timestamp::toInstant),
                        carriage(rs),
                        items(id)))
                .optional();
    }

    /**
     * Uses an authorisation up. Commits on its own before the first signature is made: a crash afterwards costs the person
     * another step-up, never a second use.
     *
     * @throws SigningException AUTHORISATION_USED or AUTHORISATION_EXPIRED; NOT_FOUND for another person's
     */
    @Transactional
    public Authorisation use(UUID id, UUID person) {
        Instant now = clock.instant();
        int used = jdbc.sql("update authorisation set used_at = :now, carried_from = :now, carry_until = :until"
                        + " where id = :id and person = :person"
                        + " and used_at is null and expires_at > :now")
                .param("id", id)
                .param("person", person)
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(now.plus(policy.carryOutLife())))
                .update();
        Authorisation authorisation = find(id, person).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
        if (used == 1) {
            return authorisation;
        }
        throw new SigningException(
                authorisation.usedAt().isPresent() ? Refusal.AUTHORISATION_USED : Refusal.AUTHORISATION_EXPIRED);
    }

    /**
     * Takes an item for the caller's transaction. Of two who ask for the same one the second waits, and is told what came of it.
     *
     * @throws SigningException NOT_FOUND where the item is not of this authorisation
     */
    @Transactional
    public Claim claim(UUID authorisation, UUID document) {
        Instant now = clock.instant();
        return jdbc.sql("select item.outcome, auth.paused, auth.carry_until from authorisation_item item"
                        + " join authorisation auth on auth.id = item.authorisation"
                        + " where item.authorisation = :id and item.document = :document for update of item")
                .param("id", authorisation)
                .param("document", document)
                .query((rs, n) -> {
                    if (ItemOutcome.valueOf(rs.getString("outcome")) != ItemOutcome.OPEN) {
                        return Claim.CONCLUDED;
                    }
                    Timestamp until = rs.getTimestamp("carry_until");
                    if (until == null || !now.isBefore(until.toInstant())) {
                        return Claim.OVER;
                    }
                    return rs.getBoolean("paused") ? Claim.PAUSED : Claim.GRANTED;
                })
                .optional()
                .orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
    }

    /** Nothing more of it is carried out, until it is resumed. What is under way at this moment is finished. */
    @Transactional
    public void pause(UUID authorisation) {
        jdbc.sql("update authorisation set paused = true where id = :id")
                .param("id", authorisation)
                .update();
    }

    @Transactional
    public void resume(UUID authorisation) {
        jdbc.sql("update authorisation set paused = false, carried_from = :now where id = :id")
                .param("id", authorisation)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** Gives up what could not be carried out in time. */
    @Transactional
    public void lapse(UUID authorisation) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("update authorisation_item item set outcome = 'FAILED', refusal = :refusal, concluded_at = :now"
                        + " from authorisation auth where auth.id = item.authorisation and auth.id = :id"
                        + " and auth.carry_until <= :now and item.outcome = 'OPEN'")
                .param("id", authorisation)
                .param("refusal", Refusal.AUTHORISATION_EXPIRED.name())
                .param("now", now)
                .update();
    }

    /** What this person authorised in this unit and is not carried out to the end, the newest first. */
    public List<UUID> underWay(UUID person, String unit, Purpose purpose) {
        return jdbc.sql(
                        "select id from authorisation where person = :person and unit = :unit and purpose = :purpose"
                                + " and carry_until > :now and exists (select 1 from authorisation_item item"
                                + " where item.authorisation = authorisation.id and item.outcome = 'OPEN') order by used_at desc")
                .param("person", person)
                .param("unit", unit)
                .param("purpose", purpose.name())
                .param("now", Timestamp.from(clock.instant()))
                .query(UUID.class)
                .list();
    }

    /** Writes down what came of an item, if nothing did before; joins the caller's transaction. */
    @Transactional
    public void conclude(UUID authorisation, UUID document, ItemOutcome outcome, Optional<Refusal> refusal) {
        jdbc.sql("update authorisation_item set outcome = :outcome, refusal = :refusal, concluded_at = :now"
                        + " where authorisation = :id and document = :document and outcome = 'OPEN'")
                .param("outcome", outcome.name())
                .param("refusal", refusal.map(Refusal::name).orElse(null))
                .param("now", Timestamp.from(clock.instant()))
                .param("id", authorisation)
                .param("document", document)
                .update();
    }

    private static Optional<Carriage> carriage(ResultSet row) throws SQLException {
        Timestamp until = row.getTimestamp("carry_until");
        return until == null
                ? Optional.empty()
                : Optional.of(new Carriage(
                        until.toInstant(), row.getTimestamp("carried_from").toInstant(), row.getBoolean("paused")));
    }

    private List<AuthorisedItem> items(UUID id) {
        return jdbc.sql("select document, sha256, outcome, refusal, concluded_at from authorisation_item"
                        + " where authorisation = :id order by seq")
                .param("id", id)
                .query((rs, n) -> new AuthorisedItem(
                        rs.getObject("document", UUID.class),
                        ContentDigest.of(rs.getBytes("sha256")),
                        ItemOutcome.valueOf(rs.getString("outcome")),
                        Optional.ofNullable(rs.getString("refusal")),
                        Optional.ofNullable(rs.getTimestamp("concluded_at")).map(Timestamp::toInstant)))
                .list();
    }
}
