package vn.khue.signing.card;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khue.directory.Role;
import vn.khue.ecard.cose.Kid;
import vn.khue.ecard.credential.CardId;
import vn.khue.ecard.status.CardStatus;

/** Cards and drafts of them. Works in the caller's transaction. Thread-safe. */
@Repository
public class CardStore {
    private static final int MOST_OF_A_UNIT = 200;

    private final JdbcClient jdbc;

    public CardStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void add(CardDraft draft, Instant at) {
        jdbc.sql("insert into card_draft (id, made_by, made_at, person, unit, replaces)"
                        + " values (:id, :by, :at, :person, :unit, :replaces)")
                .param("id", draft.id())
                .param("by", draft.madeBy())
                .param("at", Timestamp.from(at))
                .param("person", draft.person())
                .param("unit", draft.unit())
                .param("replaces", draft.replaces().map(CardId::bytes).orElse(null), java.sql.Types.BINARY)
                .update();
    }

    public void forgetDraftsBefore(Instant before) {
        jdbc.sql("delete from card_draft where made_at < :before")
                .param("before", Timestamp.from(before))
                .update();
    }

    /** The officer's own draft, locked. */
    public Optional<CardDraft> draft(UUID id, UUID officer) {
        return jdbc.sql("select * from card_draft where id = :id and made_by = :officer for update")
                .param("id", id)
                .param("officer", officer)
                .query((row, number) -> new CardDraft(
                        row.getObject("id", UUID.class),
                        row.getObject("made_by", UUID.class),
                        row.getObject("person", UUID.class),
                        row.getString("unit"),
                        Optional.ofNullable(row.getBytes("replaces")).map(CardId::of)))
                .optional();
    }

    public void forget(CardDraft draft) {
        jdbc.sql("delete from card_draft where id = :id")
                .param("id", draft.id())
                .update();
    }

    /** The next number of a shard, for good; empty where the shard is full. */
    public Optional<Integer> takeNumber(int shard) {
        return jdbc.sql("update card_shard set next_number = next_number + 1 where shard = :shard"
                        + " and next_number < 131072 returning next_number - 1")
                .param("shard", shard)
                .query(Integer.class)
                .optional();
    }

    /**
     * @param temporary whether it stands beside the person's card for a day
     * @return whether it was added; a card of the same person in the same unit stands in its way
     */
    public boolean add(Card card, Kid signer, boolean temporary) {
        return jdbc.sql("insert into card (id, person, unit, role, signer, shard, place, issued_at, expires_at,"
                                + " issued_by, replaces, cose, temporary) values (:id, :person, :unit, :role, :signer,"
                                + " :shard, :place, :issued, :expires, :by, :replaces, :cose, :temporary)"
                                + (temporary
                                        ? " on conflict (person, unit) where status in (0, 2) and temporary do nothing"
                                        : " on conflict (person, unit) where status in (0, 2) and not temporary"
                                                + " do nothing"))
                        .param("temporary", temporary)
                        .param("id", card.id().bytes())
                        .param("person", card.person())
                        .param("unit", card.unit())
                        .param("role", card.role())
                        .param("signer", signer.bytes())
                        .param("shard", card.shard())
                        .param("place", card.place())
                        .param("issued", Timestamp.from(card.issuedAt()))
                        .param("expires", Timestamp.from(card.expires()))
                        .param("by", card.issuedBy())
                        .param("replaces", card.replaces().map(CardId::bytes).orElse(null), java.sql.Types.BINARY)
                        .param("cose", card.cose())
                        .update()
                == 1;
    }

    /** The person's card of the unit that is neither revoked nor replaced, even where its time is over; locked. */
    public Optional<Card> current(UUID person, String unit, boolean temporary) {
        return jdbc.sql("select * from card where person = :person and unit = :unit and status in (0, 2)"
                        + " and temporary = :temporary for update")
                .param("person", person)
                .param("unit", unit)
                .param("temporary", temporary)
                .query(CardStore::row)
                .optional();
    }

    /** Cards of a unit's pupils that are neither revoked nor replaced, and whose time is not over. */
    public List<Card> ofPupils(String unit, Instant now) {
        return jdbc.sql("select * from card where unit = :unit and status in (0, 2) and not temporary"
                        + " and expires_at > :now and role = 'HOC_SINH' order by id")
                .param("unit", unit)
                .param("now", Timestamp.from(now))
                .query(CardStore::row)
                .list();
    }

    /** Cards of a unit's staff that are neither revoked nor replaced, and whose time is not over. */
    public List<Card> ofStaff(String unit, Instant now) {
        return jdbc.sql("select * from card where unit = :unit and status in (0, 2) and not temporary"
                        + " and expires_at > :now and role <> 'HOC_SINH' order by id")
                .param("unit", unit)
                .param("now", Timestamp.from(now))
                .query(CardStore::row)
                .list();
    }

    /** How many cards of pupils each unit has. */
    public java.util.Map<String, Integer> pupilsWithCards(Instant now) {
        java.util.Map<String, Integer> numbers = new java.util.HashMap<>();
        jdbc.sql(
                        "select unit, count(*) as cards from card where status in (0, 2) and not temporary and expires_at > :now"
                                + " and role = 'HOC_SINH' group by unit")
                .param("now", Timestamp.from(now))
                .query(row -> {
                    numbers.put(row.getString("unit"), row.getInt("cards"));
                });
        return numbers;
    }

    /** Cards of these units that were reported lost and wait for a decision, the latest first. */
    public List<Card> lost(java.util.Collection<String> units, Instant now) {
        return units.isEmpty()
                ? List.of()
                : jdbc.sql("select * from card where unit in (:units) and status = 2 and cause = 'lost'"
                                + " and expires_at > :now order by changed_at desc limit " + MOST_OF_A_UNIT)
                        .param("units", units)
                        .param("now", Timestamp.from(now))
                        .query(CardStore::row)
                        .list();
    }

    /** A card with whether it is one for a day. */
    public record OfPerson(Card card, boolean temporary) {}

    /** Cards of these people that are neither revoked nor replaced, and whose time is not over; one for a day after the other. */
    public List<OfPerson> ofPeople(java.util.Collection<UUID> people, Instant now) {
        return people.isEmpty()
                ? List.of()
                : jdbc.sql("select * from card where person in (:people) and status in (0, 2) and expires_at > :now"
                                + " order by temporary, issued_at desc limit " + MOST_OF_A_UNIT)
                        .param("people", people)
                        .param("now", Timestamp.from(now))
                        .query((row, number) -> new OfPerson(row(row, number), row.getBoolean("temporary")))
                        .list();
    }

    /** Writes down who said that a card is lost. */
    public void reportLost(Card card, UUID by, Role as, Instant at) {
        jdbc.sql("insert into card_lost_report (card, reported_by, reported_as, reported_at)"
                        + " values (:card, :by, :as, :at)")
                .param("card", card.id().bytes())
                .param("by", by)
                .param("as", as.name())
                .param("at", Timestamp.from(at))
                .update();
    }

    /** How often somebody said so since then; one at a time counts. */
    public int lostReports(UUID by, Instant since) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:by, 7))")
                .param("by", by.toString())
                .query()
                .listOfRows();
        return jdbc.sql("select count(*) from card_lost_report where reported_by = :by and reported_at > :since")
                .param("by", by)
                .param("since", Timestamp.from(since))
                .query(Integer.class)
                .single();
    }

    /**
     * A card that was reported lost.
     *
     * @param as role of whoever said so last; empty where that is not known
     */
    public record Lost(Card card, Optional<Role> as, Instant at) {}

    /** Pupils' cards of a unit that were reported lost and wait for a decision, the latest first. */
    public List<Lost> lostOf(String unit, Instant now) {
        return jdbc.sql("select card.*, report.reported_as from card left join lateral (select reported_as from"
                        + " card_lost_report where card_lost_report.card = card.id order by reported_at desc limit 1)"
                        + " report on true where unit = :unit and status = 2 and cause = 'lost' and expires_at > :now"
                        + " and role = 'HOC_SINH' order by changed_at desc limit " + MOST_OF_A_UNIT)
                .param("unit", unit)
                .param("now", Timestamp.from(now))
                .query((row, number) -> new Lost(
                        row(row, number),
                        Optional.ofNullable(row.getString("reported_as")).map(Role::valueOf),
                        row.getTimestamp("changed_at").toInstant()))
                .list();
    }

    public boolean temporary(CardId id) {
        return jdbc.sql("select temporary from card where id = :id")
                .param("id", id.bytes())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    public Optional<Card> find(CardId id) {
        return jdbc.sql("select * from card where id = :id")
                .param("id", id.bytes())
                .query(CardStore::row)
                .optional();
    }

    public Optional<Card> lock(CardId id) {
        return jdbc.sql("select * from card where id = :id for update")
                .param("id", id.bytes())
                .query(CardStore::row)
                .optional();
    }

    /** The person's cards in a unit, newest first. */
    public List<Card> of(UUID person, String unit) {
        return jdbc.sql("select * from card where person = :person and unit = :unit order by issued_at desc limit "
                        + MOST_OF_A_UNIT)
                .param("person", person)
                .param("unit", unit)
                .query(CardStore::row)
                .list();
    }

    /** Moves a card to another status and marks its list and those of its forms as old, in one transaction of the caller. */
    public void change(Card card, CardStatus status, Optional<String> cause, Instant at) {
        jdbc.sql("update card set status = :status, cause = :cause, changed_at = :at where id = :id")
                .param("status", status.value())
                .param("cause", cause.orElse(null), java.sql.Types.VARCHAR)
                .param("at", Timestamp.from(at))
                .param("id", card.id().bytes())
                .update();
        jdbc.sql("update card_shard set changed = changed + 1 where shard in (select shard from card_shard"
                        + " where shard in (:shards) order by shard for update)")
                .param("shards", shards(card))
                .update();
    }

    /** The lists that say something of a card and its forms for wallets and on phones. */
    public List<Integer> shards(Card card) {
        return jdbc.sql("select :shard union select shard from wallet_credential where card = :id"
                        + " union select shard from card_phone where card = :id order by 1")
                .param("shard", card.shard())
                .param("id", card.id().bytes())
                .query(Integer.class)
                .list();
    }

    private static Card row(ResultSet row, int number) throws SQLException {
        return new Card(
                CardId.of(row.getBytes("id")),
                row.getObject("person", UUID.class),
                row.getString("unit"),
                row.getString("role"),
                row.getInt("shard"),
                row.getInt("place"),
                CardStatus.of(row.getInt("status")).orElseThrow(),
                Optional.ofNullable(row.getString("cause")),
                row.getTimestamp("issued_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                row.getObject("issued_by", UUID.class),
                Optional.ofNullable(row.getBytes("replaces")).map(CardId::of),
                row.getBytes("cose"));
    }
}
