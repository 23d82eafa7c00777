package vn.khue.signing.staffcard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khue.ecard.credential.CardId;

/** Keys on cards of staff, and files that wait to be fetched. Works in the caller's transaction. Thread-safe. */
@Repository
class CardKeyStore {
    private static final int MOST_OF_A_PERSON = 50;

    private final JdbcClient jdbc;

    CardKeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(CardKey key) {
        jdbc.sql("insert into staff_card_key (ca, serial, card, person, unit, carrier, token_serial, made_by, made_at)"
                        + " values (:ca, :serial, :card, :person, :unit, :carrier, :token, :by, :at)")
                .param("ca", key.ca())
                .param("serial", key.serial())
                .param("card", key.card().bytes())
                .param("person", key.person())
                .param("unit", key.unit())
                .param("carrier", key.carrier().name())
                .param("token", key.tokenSerial().orElse(null), Types.VARCHAR)
                .param("by", key.madeBy())
                .param("at", Timestamp.from(key.madeAt()))
                .update();
    }

    /** Of a person in a unit, newest first. */
    List<CardKey> of(UUID person, String unit) {
        return jdbc.sql(
                        "select * from staff_card_key where person = :person and unit = :unit order by made_at desc limit "
                                + MOST_OF_A_PERSON)
                .param("person", person)
                .param("unit", unit)
                .query(CardKeyStore::row)
                .list();
    }

    /** Of whom in a unit there is a key that has not ended. */
    List<UUID> withKey(String unit) {
        return jdbc.sql("select distinct person from staff_card_key where unit = :unit and ended_at is null")
                .param("unit", unit)
                .query(UUID.class)
                .list();
    }

    void keep(UUID id, CardKey key, byte[] sealed) {
        jdbc.sql("insert into staff_key_file (id, ca, serial, made_by, made_at, sealed)"
                        + " values (:id, :ca, :serial, :by, :at, :sealed)")
                .param("id", id)
                .param("ca", key.ca())
                .param("serial", key.serial())
                .param("by", key.madeBy())
                .param("at", Timestamp.from(key.madeAt()))
                .param("sealed", sealed)
                .update();
    }

    /** A file that waits, with whose it is. */
    record Waiting(UUID person, String unit, CardId card, byte[] sealed) {}

    /** Gives the officer's own file and keeps it no longer. */
    Optional<Waiting> take(UUID id, UUID officer, Instant since) {
        return jdbc.sql("delete from staff_key_file file using staff_card_key key where file.id = :id"
                        + " and file.made_by = :officer and file.made_at > :since and key.ca = file.ca"
                        + " and key.serial = file.serial returning key.person, key.unit, key.card, file.sealed")
                .param("id", id)
                .param("officer", officer)
                .param("since", Timestamp.from(since))
                .query((row, number) -> new Waiting(
                        row.getObject("person", UUID.class),
                        row.getString("unit"),
                        CardId.of(row.getBytes("card")),
                        row.getBytes("sealed")))
                .optional();
    }

    void forgetBefore(Instant before) {
        jdbc.sql("delete from staff_key_file where made_at <= :before")
                .param("before", Timestamp.from(before))
                .update();
    }

    private static CardKey row(ResultSet row, int number) throws SQLException {
        return new CardKey(
                row.getString("ca"),
                row.getString("serial"),
                CardId.of(row.getBytes("card")),
                row.getObject("person", UUID.class),
                row.getString("unit"),
                Carrier.valueOf(row.getString("carrier")),
                Optional.ofNullable(row.getString("token_serial")),
                row.getObject("made_by", UUID.class),
                row.getTimestamp("made_at").toInstant(),
                row.getTimestamp("ended_at") != null);
    }
}
