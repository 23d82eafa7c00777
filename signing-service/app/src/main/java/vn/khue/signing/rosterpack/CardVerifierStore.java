package vn.khue.signing.rosterpack;

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
import vn.khue.ecard.credential.CardId;

/** Who checks cards for which unit, and whose cards a pack is about. Works in the caller's transaction. Thread-safe. */
@Repository
class CardVerifierStore {
    private static final int MOST_OF_A_UNIT = 200;

    /** A card and whose it is. */
    record Holder(CardId card, UUID person) {}

    private final JdbcClient jdbc;

    CardVerifierStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In place of what was said of the same person before. */
    void name(CardVerifier verifier, UUID by, Instant at) {
        jdbc.sql("insert into card_verifier (unit, person, named_by, named_at, last_day)"
                        + " values (:unit, :person, :by, :at, :last) on conflict (unit, person) do update"
                        + " set named_by = :by, named_at = :at, last_day = :last")
                .param("unit", verifier.unit())
                .param("person", verifier.person())
                .param("by", by)
                .param("at", Timestamp.from(at))
                .param("last", Date.valueOf(verifier.lastDay()))
                .update();
    }

    /** @return whether there was one */
    boolean end(String unit, UUID person) {
        return jdbc.sql("delete from card_verifier where unit = :unit and person = :person")
                        .param("unit", unit)
                        .param("person", person)
                        .update()
                == 1;
    }

    List<CardVerifier> of(String unit, LocalDate on) {
        return jdbc.sql("select * from card_verifier where unit = :unit and last_day >= :on order by named_at limit "
                        + MOST_OF_A_UNIT)
                .param("unit", unit)
                .param("on", Date.valueOf(on))
                .query(CardVerifierStore::row)
                .list();
    }

    Optional<CardVerifier> find(String unit, UUID person, LocalDate on) {
        return jdbc.sql("select * from card_verifier where unit = :unit and person = :person and last_day >= :on")
                .param("unit", unit)
                .param("person", person)
                .param("on", Date.valueOf(on))
                .query(CardVerifierStore::row)
                .optional();
    }

    /** Counts one more pack of today; false where there were so many already. */
    boolean countLoad(CardVerifier verifier, LocalDate on, int most) {
        return jdbc.sql("update card_verifier set loads = case when loads_on = :on then loads + 1 else 1 end,"
                                + " loads_on = :on where unit = :unit and person = :person"
                                + " and (loads_on is distinct from :on or loads < :most)")
                        .param("on", Date.valueOf(on))
                        .param("most", most)
                        .param("unit", verifier.unit())
                        .param("person", verifier.person())
                        .update()
                == 1;
    }

    /** Cards of a unit that hold or are suspended, the newest first. */
    List<Holder> holders(String unit, Instant now, int most) {
        return jdbc.sql("select id, person from card where unit = :unit and status in (0, 2) and expires_at > :now"
                        + " order by issued_at desc limit :most")
                .param("unit", unit)
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query((row, number) -> new Holder(CardId.of(row.getBytes("id")), row.getObject("person", UUID.class)))
                .list();
    }

    private static CardVerifier row(ResultSet row, int number) throws SQLException {
        return new CardVerifier(
                row.getString("unit"),
                row.getObject("person", UUID.class),
                row.getDate("last_day").toLocalDate());
    }
}
