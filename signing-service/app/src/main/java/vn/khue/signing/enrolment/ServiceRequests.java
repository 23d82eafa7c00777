package vn.khue.signing.enrolment;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khue.pki.DnsName;
import vn.khue.signing.document.PageOf;

/** Requests for certificates of hosts. Works in the caller's transaction. Thread-safe. */
@Repository
public class ServiceRequests {
    private final JdbcClient jdbc;

    public ServiceRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return whether it was added; an open request of the unit for the same names stands in its way */
    public boolean add(ServiceRequest request) {
        return jdbc.sql("insert into service_request (id, unit, applicant, names, replaces, csr, key_sha256,"
                                + " requested_at, state) values (:id, :unit, :applicant, :names, :replaces, :csr,"
                                + " :key, :at, :state) on conflict do nothing")
                        .param("id", request.id())
                        .param("unit", request.unit())
                        .param("applicant", request.applicant())
                        .param("names", array(request.names()))
                        .param(
                                "replaces",
                                request.replaces().map(ServiceRequests::hex).orElse(null))
                        .param("csr", request.proof().map(KeyProof::csr).orElse(null))
                        .param("key", request.proof().map(KeyProof::keySha256).orElse(null))
                        .param("at", Timestamp.from(request.requestedAt()))
                        .param("state", request.state().name())
                        .update()
                == 1;
    }

    /** The request, and nobody else changes it before this transaction ends. */
    public Optional<ServiceRequest> lock(UUID id) {
        return find(id, " for update");
    }

    public Optional<ServiceRequest> find(UUID id) {
        return find(id, "");
    }

    private Optional<ServiceRequest> find(UUID id, String locking) {
        return jdbc.sql("select * from service_request where id = :id" + locking)
                .param("id", id)
                .query(ServiceRequests::row)
                .optional();
    }

    /** The host's key has come; the row is locked by the caller. */
    public void prove(UUID id, KeyProof proof) {
        jdbc.sql("update service_request set csr = :csr, key_sha256 = :key where id = :id and csr is null")
                .param("id", id)
                .param("csr", proof.csr())
                .param("key", proof.keySha256())
                .update();
    }

    /** The new state; the row is locked by the caller. */
    public void move(UUID id, RequestState state) {
        if (state instanceof RequestState.Approved approved) {
            jdbc.sql("update service_request set state = 'APPROVED', approved_by = :by, approved_at = :at"
                            + " where id = :id")
                    .param("by", approved.officer())
                    .param("at", Timestamp.from(approved.at()))
                    .param("id", id)
                    .update();
        } else if (state instanceof RequestState.Issued issued) {
            jdbc.sql("update service_request set state = 'ISSUED', issued_by = :by, issued_at = :at,"
                            + " serial = :serial where id = :id")
                    .param("by", issued.officer())
                    .param("at", Timestamp.from(issued.at()))
                    .param("serial", hex(issued.serial()))
                    .param("id", id)
                    .update();
        } else if (state instanceof RequestState.Refused refused) {
            jdbc.sql("update service_request set state = 'REFUSED', refused_by = :by, refused_at = :at,"
                            + " reason = :reason where id = :id")
                    .param("by", refused.officer())
                    .param("at", Timestamp.from(refused.at()))
                    .param("reason", refused.reason())
                    .param("id", id)
                    .update();
        } else {
            throw new IllegalArgumentException("a state that follows another expected, found " + state.name());
        }
    }

    /** How many of every unit are in that state. */
    public long count(String state) {
        return jdbc.sql("select count(*) from service_request where state = :state")
                .param("state", state)
                .query(Long.class)
                .single();
    }

    /** Open ones first, then the newest; of one unit, or of all. */
    public PageOf<ServiceRequest> list(Optional<String> unit, int page) {
        String where = unit.isPresent() ? " where unit = :unit" : "";
        JdbcClient.StatementSpec count = jdbc.sql("select count(*) from service_request" + where);
        unit.ifPresent(id -> count.param("unit", id));
        long total = count.query(Long.class).single();
        int number = PageOf.within(page, total);
        JdbcClient.StatementSpec rows = jdbc.sql("select * from service_request" + where
                        + " order by (state in ('REQUESTED', 'APPROVED')) desc, requested_at desc, id"
                        + " limit :limit offset :offset")
                .param("limit", PageOf.SIZE)
                .param("offset", (long) (number - 1) * PageOf.SIZE);
        unit.ifPresent(id -> rows.param("unit", id));
        return new PageOf<>(rows.query(ServiceRequests::row).list(), number, total);
    }

    /** As serials are written in events and addresses: upper-case hex. */
    static String hex(BigInteger serial) {
        return serial.toString(16).toUpperCase(Locale.ROOT);
    }

    static String[] array(List<DnsName> names) {
        return names.stream().map(DnsName::text).toArray(String[]::new);
    }

    static List<DnsName> names(ResultSet rs) throws SQLException {
        return Arrays.stream((Object[]) rs.getArray("names").getArray())
                .map(name -> new DnsName(name.toString()))
                .toList();
    }

    private static ServiceRequest row(ResultSet rs, int n) throws SQLException {
        byte[] csr = rs.getBytes("csr");
        return new ServiceRequest(
                rs.getObject("id", UUID.class),
                rs.getString("unit"),
                rs.getObject("applicant", UUID.class),
                names(rs),
                Optional.ofNullable(rs.getString("replaces")).map(hex -> new BigInteger(hex, 16)),
                Optional.ofNullable(csr == null ? null : new KeyProof(csr, rs.getBytes("key_sha256"))),
                rs.getTimestamp("requested_at").toInstant(),
                state(rs));
    }

    private static RequestState state(ResultSet rs) throws SQLException {
        String state = rs.getString("state");
        return switch (state) {
            case "REQUESTED" -> new RequestState.Requested();
            case "APPROVED" -> approved(rs);
            case "ISSUED" ->
                new RequestState.Issued(
                        approved(rs),
                        rs.getObject("issued_by", UUID.class),
                        instant(rs, "issued_at"),
                        new BigInteger(rs.getString("serial"), 16));
            case "REFUSED" ->
                new RequestState.Refused(
                        rs.getObject("refused_by", UUID.class), instant(rs, "refused_at"), rs.getString("reason"));
            default -> throw new IllegalStateException("the table allows four states, found " + state);
        };
    }

    private static RequestState.Approved approved(ResultSet rs) throws SQLException {
        return new RequestState.Approved(rs.getObject("approved_by", UUID.class), instant(rs, "approved_at"));
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getTimestamp(column).toInstant();
    }
}
