package vn.khue.signing.certificate;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.SerialBytes;

/**
 * Which certificates are on hold in answer to an alert: what a security officer set so, a security officer may end, and no other hold.
 * Works in the caller's transaction. Thread-safe.
 */
@Repository
public class ResponseHolds {
    private final JdbcClient jdbc;

    public ResponseHolds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(CertificateRecord record, UUID officer, Instant at) {
        jdbc.sql(
                        "insert into certificate_response_hold (ca, serial, held_by, held_at) values (:ca, :serial, :officer, :at)"
                                + " on conflict (ca, serial) do update set held_by = excluded.held_by, held_at = excluded.held_at")
                .param("ca", record.ca())
                .param("serial", SerialBytes.of(record.serial()))
                .param("officer", officer)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Whether there was such a hold. */
    boolean end(CertificateRecord record) {
        return jdbc.sql("delete from certificate_response_hold where ca = :ca and serial = :serial")
                        .param("ca", record.ca())
                        .param("serial", SerialBytes.of(record.serial()))
                        .update()
                > 0;
    }

    /** Whether its hold is one. */
    public boolean is(CertificateRecord record) {
        return jdbc.sql("select exists (select 1 from certificate_response_hold where ca = :ca and serial = :serial)")
                .param("ca", record.ca())
                .param("serial", SerialBytes.of(record.serial()))
                .query(Boolean.class)
                .single();
    }
}
