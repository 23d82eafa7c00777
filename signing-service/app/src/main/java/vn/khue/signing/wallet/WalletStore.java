package vn.khue.signing.wallet;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khue.ecard.cose.Kid;
import vn.khue.ecard.credential.CardId;
import vn.khue.signing.card.CardPlaces;

/** Offers, and the places of what wallets hold. Works in the caller's transaction. Thread-safe. */
@Repository
class WalletStore {
    /** A token may outlive its offer by some minutes. */
    private static final Duration KEPT = Duration.ofDays(1);

    private static final int AT_ONCE = 1000;

    private final JdbcClient jdbc;

    WalletStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(WalletOffer offer) {
        jdbc.sql("insert into wallet_offer (id, card, person, uid, made_by, made_at, expires_at, code_hash)"
                        + " values (:id, :card, :person, :uid, :by, :at, :end, :hash)")
                .param("id", offer.id())
                .param("card", offer.card().bytes())
                .param("person", offer.person())
                .param("uid", offer.uid())
                .param("by", offer.madeBy())
                .param("at", Timestamp.from(offer.madeAt()))
                .param("end", Timestamp.from(offer.expires()))
                .param("hash", offer.codeHash())
                .update();
    }

    void forgetOld(Instant now) {
        jdbc.sql("delete from wallet_offer where id in (select id from wallet_offer where expires_at < :before limit "
                        + AT_ONCE + " for update skip locked)")
                .param("before", Timestamp.from(now.minus(KEPT)))
                .update();
    }

    Optional<WalletOffer> offer(UUID id) {
        return jdbc.sql("select * from wallet_offer where id = :id")
                .param("id", id)
                .query((row, number) -> new WalletOffer(
                        row.getObject("id", UUID.class),
                        CardId.of(row.getBytes("card")),
                        row.getObject("person", UUID.class),
                        row.getString("uid"),
                        row.getObject("made_by", UUID.class),
                        row.getTimestamp("made_at").toInstant(),
                        row.getTimestamp("expires_at").toInstant(),
                        row.getString("code_hash")))
                .optional();
    }

    /** Offers of a card that may still be taken. */
    int open(CardId card, Instant now) {
        return jdbc.sql("select count(*) from wallet_offer where card = :card and expires_at > :now")
                .param("card", card.bytes())
                .param("now", Timestamp.from(now))
                .query(Integer.class)
                .single();
    }

    /** The person's card of latest that has not ended, and is none for a day: a valid one before others. */
    Optional<CardId> latest(UUID person, Instant now) {
        return jdbc.sql("select id from card where person = :person and expires_at > :now and not temporary"
                        + " order by (status = 0) desc, issued_at desc limit 1")
                .param("person", person)
                .param("now", Timestamp.from(now))
                .query(byte[].class)
                .optional()
                .map(CardId::of);
    }

    /** Forms of a card that have not ended. */
    int held(CardId card, Instant now) {
        return jdbc.sql("select count(*) from wallet_credential where card = :card and expires_at > :now")
                .param("card", card.bytes())
                .param("now", Timestamp.from(now))
                .query(Integer.class)
                .single();
    }

    void add(CardPlaces.Place place, CardId card, Kid signer, Instant issuedAt, Instant expires) {
        jdbc.sql("insert into wallet_credential (shard, place, card, signer, issued_at, expires_at)"
                        + " values (:shard, :place, :card, :signer, :at, :end)")
                .param("shard", place.shard())
                .param("place", place.place())
                .param("card", card.bytes())
                .param("signer", signer.bytes())
                .param("at", Timestamp.from(issuedAt))
                .param("end", Timestamp.from(expires))
                .update();
    }
}
