package vn.khue.signing.certificate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khue.signing.document.PageOf;

/** Requests for certificates. Works in the caller's transaction. Thread-safe. */
@Repository
public class CertificateRequests {
    private final JdbcClient jdbc;

    public CertificateRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return whether it was added; an open request of the same kind for the same subject stands in its way */
    public boolean add(CertificateRequestRow row) {
        return add(row, Optional.empty());
    }

    /**
     * As above.
     *
     * @param csr PKCS #10, DER, of a request whose key the applicant holds
     */
    public boolean add(CertificateRequestRow row, Optional<byte[]> csr) {
        return jdbc.sql("insert into certificate_request (id, kind, unit, applicant, applicant_name, holder,"
                                + " holder_name, state, requested_at, csr) values (:id, :kind, :unit, :applicant,"
                                + " :applicantName, :holder, :holderName, :state, :at, :csr) on conflict do nothing")
                        .param("csr", csr.orElse(null))
                        .param("id", row.id())
                        .param("kind", row.kind().name())
                        .param("unit", row.unit())
                        .param("applicant", row.applicant())
                        .param("applicantName", row.applicantName())
                        .param("holder", row.holder())
                        .param("holderName", row.holderName())
                        .param("state", row.state().name())
                        .param("at", Timestamp.from(row.requestedAt()))
                        .update()
                == 1;
    }

    public Optional<CertificateRequestRow> lock(UUID id) {
        return jdbc.sql("select * from certificate_request where id = :id for update")
                .param("id", id)
                .query(CertificateRequests::row)
                .optional();
    }

    /** The proof of the key of a request, DER. */
    public Optional<byte[]> csr(UUID id) {
        return jdbc.sql("select csr from certificate_request where id = :id and csr is not null")
                .param("id", id)
                .query((rs, n) -> rs.getBytes("csr"))
                .optional();
    }

    public void decide(
            UUID id,
            CertificateRequestRow.State state,
            UUID by,
            Instant at,
            Optional<String> reason,
            Optional<String> serial) {
        jdbc.sql("update certificate_request set state = :state, decided_by = :by, decided_at = :at, reason = :reason,"
                        + " serial = :serial where id = :id and state = 'REQUESTED'")
                .param("id", id)
                .param("state", state.name())
                .param("by", by)
                .param("at", Timestamp.from(at))
                .param("reason", reason.orElse(null))
                .param("serial", serial.orElse(null))
                .update();
    }

    /** The newest requests this person made or is to hold the key of. */
    public List<CertificateRequestRow> of(UUID person, String unit) {
        return jdbc.sql("select * from certificate_request where unit = :unit and (applicant = :person or holder ="
                        + " :person) order by requested_at desc limit " + PageOf.SIZE)
                .param("unit", unit)
                .param("person", person)
                .query(CertificateRequests::row)
                .list();
    }

    /** Who was ever issued a person's certificate, and for which unit. */
    public List<Issued> issued() {
        return jdbc.sql("select distinct holder, unit from certificate_request"
                        + " where kind in ('PERSON', 'LOGIN') and state = 'ISSUED' order by holder, unit")
                .query((rs, n) -> new Issued(rs.getObject("holder", UUID.class), rs.getString("unit")))
                .list();
    }

    /** A person's certificate speaks for one unit. */
    public record Issued(UUID holder, String unit) {}

    public long open() {
        return jdbc.sql("select count(*) from certificate_request where state = 'REQUESTED'")
                .query(Long.class)
                .single();
    }

    /** Open ones first, oldest first; then the decided ones, newest first. */
    public PageOf<CertificateRequestRow> list(int page) {
        long total = jdbc.sql("select count(*) from certificate_request")
                .query(Long.class)
                .single();
        int number = PageOf.within(page, total);
        List<CertificateRequestRow> rows = jdbc.sql("select * from certificate_request order by"
                        + " case when state = 'REQUESTED' then 0 else 1 end,"
                        + " case when state = 'REQUESTED' then requested_at end, decided_at desc, id"
                        + " limit :limit offset :offset")
                .param("limit", PageOf.SIZE)
                .param("offset", (long) (number - 1) * PageOf.SIZE)
                .query(CertificateRequests::row)
                .list();
        return new PageOf<>(rows, number, total);
    }

    private static CertificateRequestRow row(ResultSet rs, int n) throws SQLException {
        return new CertificateRequestRow(
                rs.getObject("id", UUID.class),
                CertificateRequestRow.Kind.valueOf(rs.getString("kind")),
                rs.getString("unit"),
                rs.getObject("applicant", UUID.class),
                rs.getString("applicant_name"),
                rs.getObject("holder", UUID.class),
                rs.getString("holder_name"),
                CertificateRequestRow.State.valueOf(rs.getString("state")),
                rs.getTimestamp("requested_at").toInstant(),
                Optional.ofNullable(rs.getTimestamp("decided_at")).map(Timestamp::toInstant),
                Optional.ofNullable(rs.getString("reason")),
                Optional.ofNullable(rs.getString("serial")));
    }
}
