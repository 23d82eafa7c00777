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
        jdbc.sql("insert into service_certificate (serial, request, unit, names, key_sha256, issued_at, not_after)"
                        + " values (:serial, :request, :unit, :names, :key, :at, :end)")
                .param("serial", ServiceRequests.hex(issued.serial()))
                .param("request", issued.request())
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

    private static IssuedService row(ResultSet rs, int n) throws SQLException {
        return new IssuedService(
                new BigInteger(rs.getString("serial"), 16),
                rs.getObject("request", UUID.class),
                rs.getString("unit"),
                ServiceRequests.names(rs),
                rs.getBytes("key_sha256"),
                rs.getTimestamp("issued_at").toInstant(),
                rs.getTimestamp("not_after").toInstant());
    }
}
