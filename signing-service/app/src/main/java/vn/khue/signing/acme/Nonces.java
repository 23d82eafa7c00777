package vn.khue.signing.acme;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Replay nonces (RFC 8555 section 6.5): 128 random bits, each good for one request within an hour. There are {@value #PLACES} places;
 * whoever asks for more takes that of the oldest nonce, whose owner is told badNonce and tries again. Thread-safe.
 */
@Repository
class Nonces {
    private static final int BYTES = 16;
    private static final int PLACES = 65_536;
    private static final Duration LIFE = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Nonces(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    String make() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        jdbc.sql(
                        "insert into acme_nonce (place, nonce, expires_at) values (nextval('acme_nonce_place') % :places, :nonce,"
                                + " :end) on conflict (place) do update set nonce = excluded.nonce, expires_at ="
                                + " excluded.expires_at")
                .param("places", PLACES)
                .param("nonce", nonce)
                .param("end", Timestamp.from(clock.instant().plus(LIFE)))
                .update();
        return nonce;
    }

    /** @throws AcmeException BAD_NONCE where it was used before, is over or was never given out */
    void use(String nonce) {
        int used = jdbc.sql("delete from acme_nonce where nonce = :nonce and expires_at >= :now")
                .param("nonce", nonce)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (used != 1) {
            throw new AcmeException(AcmeError.BAD_NONCE, "a fresh nonce of ours expected");
        }
    }
}
