package vn.khue.signing.certificate;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.IssuerAndSerial;
import vn.khue.pki.store.SerialBytes;
import vn.khue.signing.document.PageOf;

/**
 * Finds certificates among all that were issued: the newest, one by its serial number, or those of a holder, unit or host by name.
 * Thread-safe.
 */
@Repository
public class CertificateIndex {
    private static final Pattern SERIAL = Pattern.compile("[0-9A-Fa-f]{16,40}");

    private final JdbcClient jdbc;
    private final CertificateRegister register;

    public CertificateIndex(JdbcClient jdbc, CertificateRegister register) {
        this.jdbc = jdbc;
        this.register = register;
    }

    /**
     * One page, newest first.
     *
     * @param asked a serial number in hexadecimal, with or without colons or spaces; part of a holder's name; a unit's id; a host's
     *     name; blank for all
     */
    public PageOf<CertificateRecord> find(String asked, int page) {
        String text = asked.strip();
        String digits = text.replaceAll("[:\\s]", "");
        if (text.isEmpty()) {
            return newest(page);
        }
        return SERIAL.matcher(digits).matches() ? bySerial(new BigInteger(digits, 16)) : byName(text, page);
    }

    /**
     * The one with this fingerprint.
     *
     * @param sha256 of its DER, 64 hexadecimal digits
     */
    public Optional<CertificateRecord> bySha256(String sha256) {
        return jdbc
                .sql("select ca, serial from pki_certificate where sha256(der) = :sha256")
                .param("sha256", HexFormat.of().parseHex(sha256))
                .query(CertificateIndex::name)
                .list()
                .stream()
                .findFirst()
                .flatMap(found -> register.find(found.ca(), found.serial()));
    }

    private PageOf<CertificateRecord> newest(int page) {
        long logged = jdbc.sql("select coalesce(max(entry), -1) + 1 from pki_issuance")
                .query(Long.class)
                .single();
        int number = PageOf.within(page, logged);
        long last = logged - 1 - (long) (number - 1) * PageOf.SIZE;
        // What was issued within the last second has no entry yet and stands on top.
        List<IssuerAndSerial> names = new ArrayList<>();
        if (number == 1) {
            names.addAll(jdbc.sql("select ca, serial from pki_issuance_waiting order by place desc limit :limit")
                    .param("limit", PageOf.SIZE)
                    .query(CertificateIndex::name)
                    .list());
        }
        names.addAll(jdbc.sql("select ca, serial from pki_issuance where entry between :first and :last"
                        + " order by entry desc")
                .param("first", last - PageOf.SIZE + 1)
                .param("last", last)
                .query(CertificateIndex::name)
                .list());
        return new PageOf<>(records(names), number, logged);
    }

    private PageOf<CertificateRecord> bySerial(BigInteger serial) {
        List<CertificateRecord> found = authorities().stream()
                .flatMap(ca -> register.find(ca, serial).stream())
                .toList();
        return new PageOf<>(found, 1, found.size());
    }

    /** Every CA that ever issued. */
    private List<String> authorities() {
        return jdbc.sql("select ca from pki_crl_number").query(String.class).list();
    }

    private PageOf<CertificateRecord> byName(String text, int page) {
        String with = " with hit (serial, at) as ("
                + " select decode(lpad(serial, ((length(serial) + 1) / 2) * 2, '0'), 'hex'), decided_at"
                + " from certificate_request where state = 'ISSUED' and (holder_name ilike :part or unit = :text)"
                + " union select decode(lpad(serial, ((length(serial) + 1) / 2) * 2, '0'), 'hex'), issued_at"
                + " from service_certificate where unit = :text or exists"
                + " (select 1 from unnest(names) as n where n like :host))"
                + " ";
        long total = jdbc.sql(with + "select count(*) from hit")
                .param("part", "%" + literal(text) + "%")
                .param("text", text)
                .param("host", "%" + literal(text.toLowerCase(Locale.ROOT)) + "%")
                .query(Long.class)
                .single();
        int number = PageOf.within(page, total);
        List<IssuerAndSerial> names = jdbc.sql(with
                        + "select c.ca, c.serial from hit cross join pki_crl_number a"
                        + " join pki_certificate c on c.ca = a.ca and c.serial = hit.serial"
                        + " order by hit.at desc, c.serial limit :limit offset :offset")
                .param("part", "%" + literal(text) + "%")
                .param("text", text)
                .param("host", "%" + literal(text.toLowerCase(Locale.ROOT)) + "%")
                .param("limit", PageOf.SIZE)
                .param("offset", (long) (number - 1) * PageOf.SIZE)
                .query(CertificateIndex::name)
                .list();
        return new PageOf<>(records(names), number, total);
    }

    /** What is typed is looked for as it is. */
    private static String literal(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private List<CertificateRecord> records(List<IssuerAndSerial> names) {
        return names.stream()
                .map(name -> register.find(name.ca(), name.serial()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static IssuerAndSerial name(ResultSet rs, int n) throws SQLException {
        return new IssuerAndSerial(rs.getString("ca"), SerialBytes.read(rs.getBytes("serial")));
    }
}
