package vn.khue.signing.wallet;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Nonces of proofs (OpenID4VCI 1.0 section 7). Whoever asks gets one that proves itself, so that nothing is kept of those who only ask; only
 * used ones are kept, until they would not be taken anyway. Thread-safe.
 */
@Repository
class WalletNonces {
    private static final String KIND = "wallet-nonce";
    private static final int RANDOM = 16;
    private static final int TIME_DIGITS = 16;
    private static final int BODY = TIME_DIGITS + 2 * RANDOM;
    private static final int LENGTH = BODY + 64;
    private static final int AT_ONCE = 1000;

    private final WalletKey key;
    private final WalletPolicy policy;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    WalletNonces(WalletKey key, WalletPolicy policy, JdbcClient jdbc, Clock clock) {
        this.key = key;
        this.policy = policy;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A fresh one: when it ends, 128 random bits, and the hash of both, in hexadecimal. */
    String make() {
        byte[] bytes = new byte[RANDOM];
        random.nextBytes(bytes);
        String body = HexFormat.of()
                        .toHexDigits(clock.instant().plus(policy.nonceLife()).getEpochSecond())
                + HexFormat.of().formatHex(bytes);
        return body + key.hash(KIND, body);
    }

    /**
     * Uses one up, in the caller's transaction.
     *
     * @throws WalletException INVALID_NONCE where it is none of ours, over or used
     */
    void use(String nonce) {
        Instant end = end(nonce);
        Instant now = clock.instant();
        if (end.isBefore(now)) {
            throw invalid("it is over");
        }
        jdbc.sql("delete from wallet_nonce where nonce in (select nonce from wallet_nonce where expires_at < :now"
                        + " limit " + AT_ONCE + " for update skip locked)")
                .param("now", Timestamp.from(now))
                .update();
        int added = jdbc.sql(
                        "insert into wallet_nonce (nonce, expires_at) values (:nonce, :end) on conflict do nothing")
                .param("nonce", nonce)
                .param("end", Timestamp.from(end))
                .update();
        if (added != 1) {
            throw invalid("it was used before");
        }
    }

    private Instant end(String nonce) {
        if (nonce.length() != LENGTH
                || !WalletKey.same(key.hash(KIND, nonce.substring(0, BODY)), nonce.substring(BODY))) {
            throw invalid("it is none of ours");
        }
        try {
            return Instant.ofEpochSecond(HexFormat.fromHexDigitsToLong(nonce, 0, TIME_DIGITS));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw invalid("it is none of ours");
        }
    }

    private static WalletException invalid(String why) {
        return new WalletException(WalletError.INVALID_NONCE, "a fresh nonce of the nonce endpoint expected; " + why);
    }
}
