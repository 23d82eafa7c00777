package vn.khue.signature.pades;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.SignatureAlgorithm;
import vn.khue.pki.SignatureVerifier;
import vn.khue.signature.SignatureFailure;

/**
 * What is the same of every signature that waits for its value, of whatever format: the key that has to make it, over what, until when,
 * and that it is used once. Thread-safe.
 */
public final class Preparation {

    private static final Duration WAITS = Duration.ofMinutes(10);
    private static final SignatureVerifier VERIFIER = new SignatureVerifier(CryptoProviders.fastest());

    private final SignatureAlgorithm algorithm;
    private final List<X509Certificate> chain;
    private final byte[] toBeSigned;
    private final Instant at;
    private final AtomicBoolean spent = new AtomicBoolean();

    /**
     * @param chain the signer's certificate first
     * @param toBeSigned what is hashed and signed
     * @param at now; also the claimed signing time
     */
    public Preparation(SignatureAlgorithm algorithm, List<X509Certificate> chain, byte[] toBeSigned, Instant at) {
        this.algorithm = algorithm;
        this.chain = List.copyOf(chain);
        this.toBeSigned = toBeSigned.clone();
        this.at = at;
    }

    public SignatureAlgorithm algorithm() {
        return algorithm;
    }

    public List<X509Certificate> chain() {
        return chain;
    }

    public byte[] toBeSigned() {
        return toBeSigned.clone();
    }

    public byte[] digestToSign() {
        return algorithm.digest().of(toBeSigned);
    }

    public Instant claimedTime() {
        return at;
    }

    /** Then the evidence that was gathered is too old. */
    public Instant expires() {
        return at.plus(WAITS);
    }

    /** True for the first caller only. */
    public boolean spend() {
        return spent.compareAndSet(false, true);
    }

    /** @throws SignatureFailure PREPARED_DOCUMENT_SPENT for every caller but the first */
    public void take() throws SignatureFailure {
        if (!spend()) {
            throw spent("one that was used or closed before");
        }
    }

    /**
     * In time, and with a value of the certificate's key.
     *
     * @throws SignatureFailure PREPARED_DOCUMENT_SPENT, KEY_REFUSED
     */
    public void requireFit(byte[] value, Instant now) throws SignatureFailure {
        if (now.isAfter(expires())) {
            throw spent("one that expired at " + expires());
        }
        if (!VERIFIER.verifies(algorithm.identifier(), chain.get(0).getPublicKey(), toBeSigned, value)) {
            throw new SignatureFailure(
                    SignatureFailure.Reason.KEY_REFUSED,
                    "expected a signature value of the certificate's key over the prepared digest, found another; sign the"
                            + " digest of this very preparation");
        }
    }

    private static SignatureFailure spent(String found) {
        return new SignatureFailure(
                SignatureFailure.Reason.PREPARED_DOCUMENT_SPENT,
                "expected a preparation that waits for its value, found " + found + "; prepare it again");
    }
}
