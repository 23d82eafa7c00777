package vn.khue.signing.acme;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khue.pki.DnsName;
import vn.khue.signing.document.PageOf;

/** Bindings of accounts to units. Works in the caller's transaction. Thread-safe. */
@Repository
public class AcmeBindings {
    private final JdbcClient jdbc;

    public AcmeBindings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(AcmeBinding binding) {
        jdbc.sql("insert into acme_binding (id, unit, names, asked_by, asked_at) values (:id, :unit, :names, :by, :at)")
                .param("id", binding.id())
                .param("unit", binding.unit())
                .param("names", binding.names().stream().map(DnsName::text).toArray(String[]::new))
                .param("by", binding.askedBy())
                .param("at", Timestamp.from(binding.askedAt()))
                .update();
    }

    /** The binding, and nobody else changes it or orders by it before this transaction ends. */
    Optional<AcmeBinding> lock(UUID id) {
        return jdbc.sql("select * from acme_binding where id = :id for update")
                .param("id", id)
                .query(AcmeBindings::row)
                .optional();
    }

    /** Those that wait for the CA officer first, then the newest; of one unit, or of all. */
    PageOf<AcmeBinding> list(Optional<String> unit, int page) {
        String where = unit.isPresent() ? " where unit = :unit" : "";
        JdbcClient.StatementSpec count = jdbc.sql("select count(*) from acme_binding" + where);
        unit.ifPresent(id -> count.param("unit", id));
        long total = count.query(Long.class).single();
        int number = PageOf.within(page, total);
        JdbcClient.StatementSpec rows = jdbc.sql("select * from acme_binding" + where
                        + " order by (granted_at is null and ended_at is null) desc, asked_at desc, id"
                        + " limit :limit offset :offset")
                .param("limit", PageOf.SIZE)
                .param("offset", (long) (number - 1) * PageOf.SIZE);
        unit.ifPresent(id -> rows.param("unit", id));
        List<AcmeBinding> found = rows.query(AcmeBindings::row).list();
        return new PageOf<>(found, number, total);
    }

    void grant(UUID id, UUID by, Instant at) {
        jdbc.sql("update acme_binding set granted_by = :by, granted_at = :at where id = :id")
                .param("by", by)
                .param("at", Timestamp.from(at))
                .param("id", id)
                .update();
    }

    void setKey(UUID id, byte[] key, Instant end) {
        jdbc.sql("update acme_binding set mac_key = :key, expires_at = :end where id = :id")
                .param("key", key)
                .param("end", Timestamp.from(end))
                .param("id", id)
                .update();
    }

    /** The MAC key, while it is good. */
    Optional<byte[]> key(UUID id, Instant now) {
        return jdbc.sql("select mac_key from acme_binding where id = :id and expires_at > :now and mac_key is not null")
                .param("id", id)
                .param("now", Timestamp.from(now))
                .query(byte[].class)
                .optional();
    }

    /** The key is gone from here on. */
    void use(UUID id, Instant at) {
        jdbc.sql("update acme_binding set mac_key = null, used_at = :at where id = :id")
                .param("at", Timestamp.from(at))
                .param("id", id)
                .update();
    }

    void end(UUID id, UUID by, Instant at) {
        jdbc.sql("update acme_binding set mac_key = null, ended_by = :by, ended_at = :at where id = :id")
                .param("by", by)
                .param("at", Timestamp.from(at))
                .param("id", id)
                .update();
    }

    private static AcmeBinding row(ResultSet rs, int n) throws SQLException {
        return new AcmeBinding(
                rs.getObject("id", UUID.class),
                rs.getString("unit"),
                Arrays.stream((Object[]) rs.getArray("names").getArray())
                        .map(name -> new DnsName(name.toString()))
                        .toList(),
                rs.getObject("asked_by", UUID.class),
                rs.getTimestamp("asked_at").toInstant(),
                Optional.ofNullable(rs.getObject("granted_by", UUID.class)),
                state(rs));
    }

    private static AcmeBinding.State state(ResultSet rs) throws SQLException {
        if (rs.getTimestamp("ended_at") != null) {
            return AcmeBinding.State.ENDED;
        }
        if (rs.getTimestamp("used_at") != null) {
            return AcmeBinding.State.USED;
        }
        return rs.getTimestamp("granted_at") != null ? AcmeBinding.State.GRANTED : AcmeBinding.State.ASKED;
    }
}
