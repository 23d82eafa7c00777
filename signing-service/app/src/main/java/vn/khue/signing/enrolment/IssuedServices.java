package vn.khue.signing.enrolment;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khue.signing.document.PageOf;

/** Names and keys of the certificates that were issued to hosts. Works in the caller's transaction. Thread-safe. */
@Repository
public class IssuedServices {
    private final JdbcClient jdbc;

    public IssuedServices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void add(IssuedService issued) {
        IssuanceBasis basis = issued.basis();
        jdbc.sql("insert into service_certificate (serial, request, acme_order, follows, unit, names, key_sha256,"
                        + " issued_at, not_after) values (:serial, :request, :order, :follows, :unit, :names, :key,"
                        + " :at, :end)")
                .param("serial", ServiceRequests.hex(issued.serial()))
                .param("request", basis instanceof IssuanceBasis.Request request ? request.id() : null)
                .param("order", basis instanceof IssuanceBasis.AcmeOrder order ? order.id() : null)
                .param("follows", basis.followed().map(ServiceRequests::hex).orElse(null))
                .param("unit", issued.unit())
                .param("names", ServiceRequests.array(issued.names()))
                .param("key", issued.keySha256())
                .param("at", Timestamp.from(issued.issuedAt()))
                .param("end", Timestamp.from(issued.notAfter()))
                .update();
    }

    public Optional<IssuedService> find(BigInteger serial) {
        return jdbc.sql("select * from service_certificate where serial = :serial")
                .param("serial", ServiceRequests.hex(serial))
                .query(IssuedServices::row)
                .optional();
    }

    /** Every certificate over this key, newest first. */
    public List<IssuedService> ofKey(byte[] keySha256) {
        return jdbc.sql("select * from service_certificate where key_sha256 = :key order by issued_at desc")
                .param("key", keySha256)
                .query(IssuedServices::row)
                .list();
    }

    /** The unit's newest. */
    public List<IssuedService> ofUnit(String unit) {
        return jdbc.sql("select * from service_certificate where unit = :unit order by issued_at desc, serial limit "
                        + PageOf.SIZE)
                .param("unit", unit)
                .query(IssuedServices::row)
                .list();
    }

    /** What this certificate was renewed into without an officer, newest first. */
    public List<IssuedService> following(BigInteger serial) {
        return jdbc.sql("select * from service_certificate where follows = :serial order by issued_at desc, serial")
                .param("serial", ServiceRequests.hex(serial))
                .query(IssuedServices::row)
                .list();
    }

    /** The certificates before this one, as far as each was renewed without an officer; the last is the first that was judged. */
    public List<IssuedService> before(BigInteger serial) {
        return jdbc.sql("with recursive line as (select * from service_certificate where serial = :serial union"
                        + " select earlier.* from service_certificate earlier join line on earlier.serial = line.follows)"
                        + " select * from line where serial <> :serial order by issued_at desc")
                .param("serial", ServiceRequests.hex(serial))
                .query(IssuedServices::row)
                .list();
    }

    private static IssuedService row(ResultSet rs, int n) throws SQLException {
        return new IssuedService(
                new BigInteger(rs.getString("serial"), 16),
                basis(rs),
                rs.getString("unit"),
                ServiceRequests.names(rs),
                rs.getBytes("key_sha256"),
                rs.getTimestamp("issued_at").toInstant(),
                rs.getTimestamp("not_after").toInstant());
    }

    private static IssuanceBasis basis(ResultSet rs) throws SQLException {
        UUID request = rs.getObject("request", UUID.class);
        if (request != null) {
            return new IssuanceBasis.Request(request);
        }
        String follows = rs.getString("follows");
        return follows != null
                ? new IssuanceBasis.Renewal(new BigInteger(follows, 16))
                : new IssuanceBasis.AcmeOrder(rs.getObject("acme_order", UUID.class));
    }
}
