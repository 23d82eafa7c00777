package vn.khue.ecard.wallet;

import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.cose.Es256;
import vn.khue.ecard.jws.CompactJws;
import vn.khue.ecard.trust.Jwk;
import vn.khue.pki.CryptoProviders;

/**
 * Judges proofs of the type {@code jwt} (OpenID4VCI 1.0 appendix F.1): ES256 with the key in {@code jwk}, made for this issuer, lately. Their
 * nonce is told, not judged. Anything malformed is a verdict, never an exception. Thread-safe.
 */
public final class KeyProofs {
    /** {@code typ} of a proof. */
    public static final String TYPE = "openid4vci-proof+jwt";

    /** Characters of one. */
    public static final int MOST_CHARACTERS = 4096;

    private static final int MOST_NONCE = 128;
    private static final int MOST_CLIENT = 255;

    /** Other ways to name the key; only one may be there. */
    private static final List<String> OTHER_KEYS = List.of("kid", "x5c", "x5u", "jku", "trust_chain");

    /** Private parts of keys of every kind (RFC 7518 section 6). */
    private static final List<String> PRIVATE = List.of("d", "k", "p", "q", "dp", "dq", "qi", "oth");

    private final String issuer;
    private final Duration oldest;
    private final Duration ahead;
    private final CryptoProviders providers;
    private final Es256 es256;

    /**
     * @param issuer identifier of the credential issuer, the only {@code aud}
     * @param oldest how long ago a proof may be made
     * @param ahead how far a wallet's clock may be ahead
     */
    public KeyProofs(String issuer, Duration oldest, Duration ahead, CryptoProviders providers) {
        this.issuer = issuer;
        this.oldest = oldest;
        this.ahead = ahead;
        this.providers = providers;
        this.es256 = new Es256(providers);
    }

    /** @param jwt anybody's */
    public ProofVerdict judge(String jwt, Instant now) {
        if (jwt.length() > MOST_CHARACTERS) {
            return refused(ProofProblem.OVERSIZE);
        }
        CompactJws proof;
        try {
            proof = CompactJws.read(jwt, TYPE, MOST_CHARACTERS);
        } catch (EcardException e) {
            return refused(ProofProblem.UNREADABLE);
        }
        JsonNode jwk = proof.header().path("jwk");
        if (!jwk.isObject() || OTHER_KEYS.stream().anyMatch(proof.header()::has)) {
            return refused(ProofProblem.KEY_MISSING);
        }
        if (PRIVATE.stream().anyMatch(jwk::has)) {
            return refused(ProofProblem.PRIVATE_KEY);
        }
        Optional<ECPublicKey> key = key(jwk);
        if (key.isEmpty()) {
            return refused(ProofProblem.KEY);
        }
        if (!proof.verifies(key.get(), es256)) {
            return refused(ProofProblem.FORGED);
        }
        return claims(proof.payload(), key.get(), now);
    }

    private ProofVerdict claims(JsonNode claims, ECPublicKey key, Instant now) {
        if (!claims.path("aud").isString() || !claims.path("aud").stringValue().equals(issuer)) {
            return refused(ProofProblem.OTHER_ISSUER);
        }
        JsonNode made = claims.path("iat");
        if (!made.isIntegralNumber()
                || !made.canConvertToLong()
                || made.longValue() < now.minus(oldest).getEpochSecond()
                || made.longValue() > now.plus(ahead).getEpochSecond()) {
            return refused(ProofProblem.TIME);
        }
        JsonNode nonce = claims.path("nonce");
        if (!nonce.isString()
                || nonce.stringValue().isEmpty()
                || nonce.stringValue().length() > MOST_NONCE) {
            return refused(ProofProblem.NONCE_MISSING);
        }
        JsonNode client = claims.path("iss");
        if (!client.isMissingNode()
                && (!client.isString() || client.stringValue().length() > MOST_CLIENT)) {
            return refused(ProofProblem.UNREADABLE);
        }
        return new ProofVerdict.Holds(
                key, nonce.stringValue(), client.isString() ? Optional.of(client.stringValue()) : Optional.empty());
    }

    private Optional<ECPublicKey> key(JsonNode jwk) {
        try {
            return Optional.of(Jwk.read(jwk, providers));
        } catch (EcardException e) {
            return Optional.empty();
        }
    }

    private static ProofVerdict refused(ProofProblem problem) {
        return new ProofVerdict.Refused(problem);
    }
}
