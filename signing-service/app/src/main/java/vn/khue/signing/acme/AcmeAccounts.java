package vn.khue.signing.acme;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Accounts and their keys. Works in the caller's transaction. Thread-safe. */
@Repository
class AcmeAccounts {
    /** Names the lock under which one account at a time gets a key, so that no two have the same. */
    private static final long KEYING = 0x6b687565_61636d65L;

    private final JdbcClient jdbc;
    private final JwsReader reader;

    AcmeAccounts(JdbcClient jdbc, JwsReader reader) {
        this.jdbc = jdbc;
        this.reader = reader;
    }

    /** RFC 7638, SHA-256. */
    static String thumbprint(JWK key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new AcmeException(AcmeError.BAD_PUBLIC_KEY, "a JWK with a thumbprint expected");
        }
    }

    /** Until the caller's transaction ends, no other account gets a key. */
    void oneAtATime() {
        jdbc.sql("select pg_advisory_xact_lock(:keying)")
                .param("keying", KEYING)
                .query()
                .listOfRows();
    }

    Optional<AcmeAccount> find(UUID id) {
        return where("id = :value", id);
    }

    Optional<AcmeAccount> ofKey(JWK key) {
        return where("thumbprint = :value", thumbprint(key));
    }

    /** The account whose key this is, as it stands in a certification request. */
    Optional<AcmeAccount> ofKey(PublicKey key) {
        if (key instanceof ECPublicKey ec) {
            return ofKey(new ECKey.Builder(Curve.forECParameterSpec(ec.getParams()), ec).build());
        }
        return key instanceof RSAPublicKey rsa ? ofKey(new RSAKey.Builder(rsa).build()) : Optional.empty();
    }

    private Optional<AcmeAccount> where(String condition, Object value) {
        return jdbc.sql("select * from acme_account where " + condition)
                .param("value", value)
                .query((rs, n) -> new AcmeAccount(
                        rs.getObject("id", UUID.class),
                        rs.getObject("binding", UUID.class),
                        reader.key(rs.getString("jwk")),
                        rs.getString("thumbprint"),
                        rs.getBoolean("active")))
                .optional();
    }

    void add(UUID id, UUID binding, JWK key, Instant at) {
        jdbc.sql("insert into acme_account (id, binding, jwk, thumbprint, created_at) values (:id, :binding, :jwk,"
                        + " :print, :at)")
                .param("id", id)
                .param("binding", binding)
                .param("jwk", bare(key))
                .param("print", thumbprint(key))
                .param("at", Timestamp.from(at))
                .update();
    }

    void deactivate(UUID id) {
        jdbc.sql("update acme_account set active = false where id = :id")
                .param("id", id)
                .update();
    }

    void deactivateOfBinding(UUID binding) {
        jdbc.sql("update acme_account set active = false where binding = :binding")
                .param("binding", binding)
                .update();
    }

    void setKey(UUID id, JWK key) {
        jdbc.sql("update acme_account set jwk = :jwk, thumbprint = :print where id = :id")
                .param("jwk", bare(key))
                .param("print", thumbprint(key))
                .param("id", id)
                .update();
    }

    /** Without what a client may have put beside the key. */
    private static String bare(JWK key) {
        return JSONObjectUtils.toJSONString(key.getRequiredParams());
    }
}
