package vn.khue.signature.pades;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.PkiException;
import vn.khue.pki.path.Purpose;
import vn.khue.signature.SignatureFailure;

/**
 * What is known of the timestamp authority before a document is written: its chain, the revocation data of it, and how large its
 * answers are. Learnt from one token over a fixed digest and kept for a minute. Thread-safe.
 */
public final class TimestampAuthorityProfile {

    private static final long KEEP_SECONDS = 60;
    /** Serial numbers, fractions of a second, ECDSA values and longer hashes make tokens differ by some bytes. */
    private static final int SLACK = 192;

    private final SigningServices services;
    private final Evidence evidence;
    private final AtomicReference<Known> known = new AtomicReference<>();

    public TimestampAuthorityProfile(SigningServices services, Evidence evidence) {
        this.services = services;
        this.evidence = evidence;
    }

    /**
     * @param signer certificate that signs tokens
     * @param material its chain with revocation data
     * @param room bytes to leave for a token
     */
    public record Known(Instant at, X509Certificate signer, ValidationMaterial material, int room) {}

    public Known current() throws SignatureFailure {
        Instant now = services.clock().instant();
        Known last = known.get();
        if (last != null && !now.isBefore(last.at()) && now.isBefore(last.at().plusSeconds(KEEP_SECONDS))) {
            return last;
        }
        return learn(TokenReader.read(token(new byte[DigestAlgorithm.SHA256.length()])));
    }

    /** Evidence for whoever made this token, where that is not the authority that was known before it was asked. */
    public ValidationMaterial material(TokenReader token, Known known) throws SignatureFailure {
        return token.chain().get(0).equals(known.signer())
                ? known.material()
                : learn(token).material();
    }

    public Known learn(TokenReader token) throws SignatureFailure {
        X509Certificate signer = token.chain().get(0);
        ValidationMaterial material =
                evidence.gather(signer, token.chain().subList(1, token.chain().size()), Purpose.TIME_STAMPING);
        Known fresh = new Known(services.clock().instant(), signer, material, token.size() + SLACK);
        known.set(fresh);
        return fresh;
    }

    public byte[] token(byte[] sha256) throws SignatureFailure {
        return token(DigestAlgorithm.SHA256, sha256);
    }

    /** @param digest by the algorithm */
    public byte[] token(DigestAlgorithm algorithm, byte[] digest) throws SignatureFailure {
        try {
            return services.timestamps().timestamp(algorithm, digest);
        } catch (PkiException e) {
            throw new SignatureFailure(
                    SignatureFailure.Reason.TIMESTAMP_UNAVAILABLE,
                    "expected a timestamp token, found no usable answer; try again when the timestamp authority answers",
                    e);
        }
    }
}
