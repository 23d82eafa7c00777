package vn.khue.signing.enrolment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khue.signing.document.Sha256;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;

/**
 * The secret with which a host fetches its certificate: 192 random bits for one request, shown once, kept as a hash, over after
 * its time, good for one key. Works in the caller's transaction. Thread-safe.
 */
@Repository
public class EnrolmentSecrets {
    private static final int BYTES = 24;

    /** What a wrong name is compared with, so that it takes as long as a wrong secret. */
    private static final byte[] NOBODYS = new byte[32];

    private final JdbcClient jdbc;
    private final EnrolmentPolicy policy;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public EnrolmentSecrets(JdbcClient jdbc, EnrolmentPolicy policy, Clock clock) {
        this.jdbc = jdbc;
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * A secret as it is shown, this once.
     *
     * @param secret letters, digits, hyphen and underscore
     */
    public record Shown(UUID request, String secret, Instant expiresAt) {
        @Override
        public String toString() {
            return "Shown[" + request + "]";
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // its hash is compared with MessageDigest.isEqual alone
    private record Kept(byte[] sha256, Instant expiresAt, Optional<byte[]> keySha256) {}

    /**
     * Makes the secret of a request; an earlier one is over.
     *
     * @throws SigningException REQUEST_STATE where the earlier one was used already
     */
    Shown make(UUID request, UUID by) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        Instant end = now.plus(policy.secretLife());
        int written = jdbc.sql("insert into enrolment_secret (request, sha256, made_by, made_at, expires_at)"
                        + " values (:request, :hash, :by, :at, :end) on conflict (request) do update set"
                        + " sha256 = excluded.sha256, made_by = excluded.made_by, made_at = excluded.made_at,"
                        + " expires_at = excluded.expires_at where enrolment_secret.key_sha256 is null")
                .param("request", request)
                .param("hash", hash(secret))
                .param("by", by)
                .param("at", Timestamp.from(now))
                .param("end", Timestamp.from(end))
                .update();
        if (written == 0) {
            throw new SigningException(Refusal.REQUEST_STATE);
        }
        return new Shown(request, secret, end);
    }

    /**
     * Checks a secret, in the same time whether or not there is such a request.
     *
     * @throws SigningException ENROLMENT_SECRET_WRONG
     */
    void require(UUID request, String secret) {
        Optional<Kept> kept = find(request);
        boolean same =
                MessageDigest.isEqual(hash(secret), kept.map(Kept::sha256).orElse(NOBODYS));
        if (kept.isEmpty() || !same || !clock.instant().isBefore(kept.get().expiresAt())) {
            throw new SigningException(Refusal.ENROLMENT_SECRET_WRONG);
        }
    }

    /**
     * Uses the secret up for this key; the request's row is locked by the caller. For the same key it may be used again, as a
     * client that waits sends its request again and again (RFC 7030 section 4.2.3).
     *
     * @throws SigningException ENROLMENT_SECRET_WRONG where it was used for another key
     */
    void useFor(UUID request, byte[] keySha256) {
        jdbc.sql("update enrolment_secret set key_sha256 = :key where request = :request and key_sha256 is null")
                .param("key", keySha256)
                .param("request", request)
                .update();
        boolean fits = find(request)
                .flatMap(Kept::keySha256)
                .filter(used -> MessageDigest.isEqual(used, keySha256))
                .isPresent();
        if (!fits) {
            throw new SigningException(Refusal.ENROLMENT_SECRET_WRONG);
        }
    }

    private Optional<Kept> find(UUID request) {
        return jdbc.sql("select sha256, expires_at, key_sha256 from enrolment_secret where request = :request")
                .param("request", request)
                .query((rs, n) -> new Kept(
                        rs.getBytes("sha256"),
                        rs.getTimestamp("expires_at").toInstant(),
                        Optional.ofNullable(rs.getBytes("key_sha256"))))
                .optional();
    }

    private static byte[] hash(String secret) {
        return Sha256.of(secret.getBytes(StandardCharsets.UTF_8)).bytes();
    }
}
