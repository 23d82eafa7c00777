package vn.khue.signing.register;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.khue.signing.document.Document;

/**
 * The register of outgoing documents: one row of numbers a unit, year and series, from 1 on 1 January (NĐ 30/2020 Đ15;
 * R1.21). A number is taken inside the transaction that fills it into the document, so that it is used exactly when that
 * commits: unique and without gaps however many clerks take at once. The year is that of Asia/Ho_Chi_Minh. Thread-safe.
 */
@Repository
public class NumberRegister {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final JdbcClient jdbc;
    private final Clock clock;

    public NumberRegister(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What was taken for this document already, such as a number reserved before its signature. */
    public Optional<RegisterEntry> of(UUID document) {
        return jdbc.sql("select number, notation, issued_on from register_entry where document = :document")
                .param("document", document)
                .query((rs, n) -> new RegisterEntry(
                        rs.getInt("number"), rs.getString("notation"), rs.getObject("issued_on", LocalDate.class)))
                .optional();
    }

    /**
     * Takes the next number for a document and enters it.
     *
     * @param organisation the unit's abbreviation in the notation
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public RegisterEntry take(Document document, String organisation, UUID clerk) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), VIETNAM);
        String series = document.kind().series();
        int number = jdbc.sql("insert into register_series as s (unit, year, series, last_number)"
                        + " values (:unit, :year, :series, 1) on conflict (unit, year, series)"
                        + " do update set last_number = s.last_number + 1 returning last_number")
                .param("unit", document.unit())
                .param("year", today.getYear())
                .param("series", series)
                .query(Integer.class)
                .single();
        RegisterEntry entry = new RegisterEntry(number, document.kind().notation(number, organisation), today);
        jdbc.sql(
                        "insert into register_entry (unit, year, series, number, document, notation, issued_on, taken_by, taken_at)"
                                + " values (:unit, :year, :series, :number, :document, :notation, :issuedOn, :clerk, :at)")
                .param("unit", document.unit())
                .param("year", today.getYear())
                .param("series", series)
                .param("number", number)
                .param("document", document.id())
                .param("notation", entry.notation())
                .param("issuedOn", Date.valueOf(today))
                .param("clerk", clerk)
                .param("at", Timestamp.from(clock.instant()))
                .update();
        return entry;
    }
}
