package vn.khue.signing.trust;

import java.security.cert.X509Certificate;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khue.pki.Certificates;
import vn.khue.pki.trust.TrustClass;

/** Certificates that were handed in and not asked for yet. Works in the caller's transaction. Thread-safe. */
@Repository
class AnchorDrafts {
    private final JdbcClient jdbc;

    AnchorDrafts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a file in place of the one the same person handed in before, so that each has one at most. */
    UUID keep(List<X509Certificate> certificates, UUID owner, Instant now, Instant forgetBefore) {
        jdbc.sql("delete from trust_draft where owner = :owner or made_at < :before")
                .param("owner", owner)
                .param("before", Timestamp.from(forgetBefore))
                .update();
        UUID file = UUID.randomUUID();
        int place = 1;
        for (X509Certificate certificate : certificates) {
            jdbc.sql("insert into trust_draft (id, file, place, der, owner, made_at)"
                            + " values (:id, :file, :place, :der, :owner, :at)")
                    .param("id", UUID.randomUUID())
                    .param("file", file)
                    .param("place", place++)
                    .param("der", Certificates.der(certificate))
                    .param("owner", owner)
                    .param("at", Timestamp.from(now))
                    .update();
        }
        return file;
    }

    List<AnchorDraft> ofFile(UUID file, UUID owner) {
        return jdbc.sql("select * from trust_draft where file = :file and owner = :owner order by place")
                .param("file", file)
                .param("owner", owner)
                .query(AnchorDrafts::row)
                .list();
    }

    Optional<AnchorDraft> lock(UUID id, UUID owner) {
        return jdbc.sql("select * from trust_draft where id = :id and owner = :owner for update")
                .param("id", id)
                .param("owner", owner)
                .query(AnchorDrafts::row)
                .optional();
    }

    void fill(UUID id, AnchorTerms terms) {
        jdbc.sql("update trust_draft set trust_class = :class, label = :label, source = :source, first_day = :first,"
                        + " last_day = :last, intermediate = :intermediate where id = :id")
                .param("id", id)
                .param("class", terms.trustClass().name())
                .param("label", terms.label())
                .param("source", terms.source())
                .param("first", Date.valueOf(terms.firstDay()))
                .param("last", Date.valueOf(terms.lastDay()))
                .param("intermediate", terms.intermediate())
                .update();
    }

    void forget(UUID id) {
        jdbc.sql("delete from trust_draft where id = :id").param("id", id).update();
    }

    private static AnchorDraft row(ResultSet rs, int n) throws SQLException {
        String trustClass = rs.getString("trust_class");
        return new AnchorDraft(
                rs.getObject("id", UUID.class),
                rs.getObject("file", UUID.class),
                Certificates.parse(rs.getBytes("der")),
                rs.getObject("owner", UUID.class),
                trustClass == null
                        ? Optional.empty()
                        : Optional.of(new AnchorTerms(
                                TrustClass.valueOf(trustClass),
                                rs.getString("label"),
                                rs.getString("source"),
                                rs.getDate("first_day").toLocalDate(),
                                rs.getDate("last_day").toLocalDate(),
                                rs.getBoolean("intermediate"))));
    }
}
