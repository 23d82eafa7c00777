package vn.khue.signing.phonecard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khue.ecard.credential.CardId;
import vn.khue.ecard.status.CardStatus;

/** Cards on phones, and what phones are asked to sign. Works in the caller's transaction. Thread-safe. */
@Repository
class PhoneCardStore {
    private static final int MOST_OF_A_CARD = 100;

    private final JdbcClient jdbc;

    PhoneCardStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In place of what the card's phone was asked before. */
    void ask(CardId card, byte[] challenge, Instant until) {
        jdbc.sql("insert into card_phone_challenge (card, challenge, expires_at) values (:card, :challenge, :until)"
                        + " on conflict (card) do update set challenge = :challenge, expires_at = :until")
                .param("card", card.bytes())
                .param("challenge", challenge)
                .param("until", Timestamp.from(until))
                .update();
    }

    /** What was asked and is still to be answered; asked once. */
    Optional<byte[]> takeChallenge(CardId card, Instant now) {
        return jdbc.sql("delete from card_phone_challenge where card = :card returning challenge, expires_at")
                .param("card", card.bytes())
                .query((row, number) ->
                        row.getTimestamp("expires_at").toInstant().isAfter(now)
                                ? Optional.of(row.getBytes("challenge"))
                                : Optional.<byte[]>empty())
                .optional()
                .flatMap(found -> found);
    }

    /** How many phones the person got since then, those that are over too. */
    int enrolledSince(UUID person, Instant since) {
        return jdbc.sql("select count(*) from card_phone where person = :person and enrolled_at > :since")
                .param("person", person)
                .param("since", Timestamp.from(since))
                .query(Integer.class)
                .single();
    }

    /** @return whether it was added; a phone with the same key stands in its way */
    boolean add(PhoneCard phone, byte[] keySha256) {
        return jdbc.sql("insert into card_phone (id, card, person, key_sha256, shard, place, enrolled_at, expires_at,"
                                + " cose) values (:id, :card, :person, :key, :shard, :place, :enrolled, :expires, :cose)"
                                + " on conflict (key_sha256) do nothing")
                        .param("id", phone.id())
                        .param("card", phone.card().bytes())
                        .param("person", phone.person())
                        .param("key", keySha256)
                        .param("shard", phone.shard())
                        .param("place", phone.place())
                        .param("enrolled", Timestamp.from(phone.enrolledAt()))
                        .param("expires", Timestamp.from(phone.expires()))
                        .param("cose", phone.cose())
                        .update()
                == 1;
    }

    /** The phone that holds the card now. */
    Optional<PhoneCard> current(CardId card) {
        return jdbc.sql("select * from card_phone where card = :card and status = 0")
                .param("card", card.bytes())
                .query(PhoneCardStore::row)
                .optional();
    }

    Optional<PhoneCard> find(UUID id) {
        return jdbc.sql("select * from card_phone where id = :id")
                .param("id", id)
                .query(PhoneCardStore::row)
                .optional();
    }

    /** Phones of a card, newest first. */
    List<PhoneCard> of(CardId card) {
        return jdbc.sql("select * from card_phone where card = :card order by enrolled_at desc limit " + MOST_OF_A_CARD)
                .param("card", card.bytes())
                .query(PhoneCardStore::row)
                .list();
    }

    /** Ends one and marks its list as old; false where it had ended. */
    boolean end(PhoneCard phone, CardStatus status, String cause, UUID by, Instant at) {
        boolean ended =
                jdbc.sql("update card_phone set status = :status, cause = :cause, ended_at = :at, ended_by = :by"
                                        + " where id = :id and status = 0")
                                .param("status", status.value())
                                .param("cause", cause)
                                .param("at", Timestamp.from(at))
                                .param("by", by)
                                .param("id", phone.id())
                                .update()
                        == 1;
        if (ended) {
            jdbc.sql("update card_shard set changed = changed + 1 where shard = :shard")
                    .param("shard", phone.shard())
                    .update();
        }
        return ended;
    }

    private static PhoneCard row(ResultSet row, int number) throws SQLException {
        return new PhoneCard(
                row.getObject("id", UUID.class),
                CardId.of(row.getBytes("card")),
                row.getObject("person", UUID.class),
                row.getInt("shard"),
                row.getInt("place"),
                CardStatus.of(row.getInt("status")).orElseThrow(),
                Optional.ofNullable(row.getString("cause")),
                row.getTimestamp("enrolled_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                row.getBytes("cose"));
    }
}
