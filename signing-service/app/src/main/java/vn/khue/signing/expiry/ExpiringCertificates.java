package vn.khue.signing.expiry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khue.pki.Certificates;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.SerialBytes;
import vn.khue.signing.document.PageOf;

/**
 * Which certificates in force end soon: of persons, seals and hosts, and our own. One that was renewed is not among them: a person's
 * or a seal's by a later one of the same holder, unit and profile, a host's by a later one for the same names, one of ours by a later
 * one of the same issuer, profile and name. Works in the caller's transaction. Thread-safe.
 */
@Repository
public class ExpiringCertificates {
    /** Parameters: {@code now}, {@code until}, {@code followed}. */
    static final String NOT_FOLLOWED = " from pki_certificate c where c.state = 'G' and c.not_before <= :now"
            + " and c.not_after > :now and c.not_after <= :until"
            + " and (c.holder is null or not exists (select 1 from pki_certificate n where n.holder = c.holder"
            + " and n.unit is not distinct from c.unit and n.profile = c.profile and n.state = 'G'"
            + " and n.not_after > c.not_after))"
            + " and (c.holder is not null or c.unit is null"
            + " or exists (select 1 from service_certificate s where s.serial = " + hex("c") + ")"
            + " or not exists (select 1 from pki_certificate n where n.unit = c.unit and n.holder is null"
            + " and n.profile = c.profile and n.state = 'G' and n.not_after > c.not_after))"
            + " and not exists (select 1 from service_certificate s"
            + " join service_certificate l on l.unit = s.unit and l.names = s.names and l.not_after > s.not_after"
            + " join pki_certificate n on n.unit = c.unit and n.profile = c.profile and n.state = 'G'"
            + " and " + hex("n") + " = l.serial where s.serial = " + hex("c") + ")"
            + " and not (c.ca || '/' || " + hex("c") + " = any(:followed))";

    static final String COLUMNS = "select c.ca, c.serial, c.profile, c.holder, c.unit, c.der, c.not_after";

    private static final Pattern KEY_NUMBER = Pattern.compile("-[1-9][0-9]{0,2}$");

    private final JdbcClient jdbc;
    private final Clock clock;

    public ExpiringCertificates(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Those that end at or before an instant, soonest first.
     *
     * @param unit only those that speak for this unit
     * @param page from 1; the last one where there are not so many
     */
    public PageOf<ExpiringCertificate> page(Instant until, Optional<String> unit, int page) {
        String where = NOT_FOLLOWED + (unit.isPresent() ? " and c.unit = :unit" : "");
        Map<String, Object> values = new HashMap<>(parameters(until));
        unit.ifPresent(id -> values.put("unit", id));
        long total = jdbc.sql("select count(*)" + where)
                .params(values)
                .query(Long.class)
                .single();
        int number = PageOf.within(page, total);
        values.put("limit", PageOf.SIZE);
        values.put("offset", (long) (number - 1) * PageOf.SIZE);
        List<ExpiringCertificate> rows = jdbc.sql(
                        COLUMNS + where + " order by c.not_after, c.ca, c.serial limit :limit offset :offset")
                .params(values)
                .query(ExpiringCertificates::row)
                .list();
        return new PageOf<>(rows, number, total);
    }

    /** What {@link #NOT_FOLLOWED} asks for. */
    Map<String, Object> parameters(Instant until) {
        Instant now = clock.instant();
        return Map.of("now", Timestamp.from(now), "until", Timestamp.from(until), "followed", followed(now));
    }

    /**
     * Our own that a later one stands in for: of the same name, or of a CA the next key ({@code khue:ca:people-2} after
     * {@code khue:ca:people}). The register does not keep the names, which tell three CAs of one issuer apart; they are a few dozen.
     */
    private String[] followed(Instant now) {
        List<ExpiringCertificate> own = jdbc.sql(COLUMNS + " from pki_certificate c where c.state = 'G'"
                        + " and c.holder is null and (c.unit is null or c.unit like '" + CertificateRegister.AUTHORITY
                        + "%') and c.not_after > :now")
                .param("now", Timestamp.from(now))
                .query(ExpiringCertificates::row)
                .list();
        return own.stream()
                .filter(each -> own.stream().anyMatch(other -> follows(other, each)))
                .map(each -> each.ca() + "/" + each.serial().toString(16).toUpperCase(Locale.ROOT))
                .toArray(String[]::new);
    }

    private static boolean follows(ExpiringCertificate later, ExpiringCertificate earlier) {
        if (!later.ca().equals(earlier.ca()) || !later.notAfter().isAfter(earlier.notAfter())) {
            return false;
        }
        return earlier.unit().isPresent()
                ? later.unit()
                        .map(ExpiringCertificates::withoutKeyNumber)
                        .equals(earlier.unit().map(ExpiringCertificates::withoutKeyNumber))
                : later.profile().equals(earlier.profile())
                        && later.certificate()
                                .getSubjectX500Principal()
                                .equals(earlier.certificate().getSubjectX500Principal());
    }

    private static String withoutKeyNumber(String authority) {
        return KEY_NUMBER.matcher(authority).replaceFirst("");
    }

    /** The serial of a row as {@code service_certificate} has it: upper-case hex without leading zeros. */
    private static String hex(String alias) {
        return "upper(ltrim(encode(" + alias + ".serial, 'hex'), '0'))";
    }

    static ExpiringCertificate row(ResultSet rs, int n) throws SQLException {
        return new ExpiringCertificate(
                rs.getString("ca"),
                SerialBytes.read(rs.getBytes("serial")),
                rs.getString("profile"),
                Optional.ofNullable(rs.getObject("holder", UUID.class)),
                Optional.ofNullable(rs.getString("unit")),
                Certificates.parse(rs.getBytes("der")),
                rs.getTimestamp("not_after").toInstant());
    }
}
