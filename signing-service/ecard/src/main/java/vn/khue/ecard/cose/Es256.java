package vn.khue.ecard.cose;

import java.security.PublicKey;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.EcardException.Fault;
import vn.khue.pki.BareKey;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.SignatureAlgorithm;
import vn.khue.pki.SignatureVerifier;
import vn.khue.pki.policy.SignatureForm;

/** ES256: ECDSA over P-256 with SHA-256, values as r and s of 32 bytes each (RFC 9053 section 2.1, RFC 7518 section 3.4). Thread-safe. */
public final class Es256 {
    private static final SignatureForm FORM = SignatureForm.of(SignatureAlgorithm.ECDSA_SHA256.identifier())
            .orElseThrow(() -> new IllegalStateException("pki verifies ECDSA with SHA-256"));

    private final SignatureVerifier verifier;

    /** Verifies by these providers. */
    public Es256(CryptoProviders providers) {
        this.verifier = new SignatureVerifier(providers);
    }

    /**
     * @return 64 bytes
     * @throws EcardException fault KEY for a key of another algorithm
     * @throws vn.khue.pki.PkiException where the key cannot be used
     */
    public static byte[] sign(BareKey key, byte[] toBeSigned) {
        if (key.algorithm() != SignatureAlgorithm.ECDSA_SHA256) {
            throw new EcardException(Fault.KEY, "a P-256 key expected for ES256, found one of " + key.algorithm());
        }
        return P1363.ofDer(key.signDigest(DigestAlgorithm.SHA256.of(toBeSigned)));
    }

    /**
     * Whether it is this key's signature. Anything malformed is false, never an exception.
     *
     * @param key of P-256
     */
    public boolean verifies(PublicKey key, byte[] signed, byte[] signature) {
        return signature.length == P1363.LENGTH
                && verifier.verifiesDigest(FORM, key, DigestAlgorithm.SHA256.of(signed), P1363.toDer(signature));
    }
}
