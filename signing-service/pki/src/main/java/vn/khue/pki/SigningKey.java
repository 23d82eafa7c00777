package vn.khue.pki;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key in use, wherever it lives: software vault, HSM, the signer's token or a remote provider. Callers hand it
 * a ready digest, because that is all some of those roads can take. Implementations are thread-safe.
 */
public interface SigningKey {
    /** The key's certificate first, then each issuer in turn; the root need not be in it. Never empty. */
    List<X509Certificate> chain();

    SignatureAlgorithm algorithm();

    /**
     * Signs a digest made with {@code algorithm().digest()}.
     *
     * @param digest exactly {@code algorithm().digest().length()} bytes
     * @return the signature value as it goes into CMS and X.509 (ECDSA: DER)
     * @throws PkiException fault INPUT for a digest of another length, KEY where the key cannot be used
     */
    byte[] signDigest(byte[] digest);

    /** The certificate of this key. */
    default X509Certificate certificate() {
        return chain().get(0);
    }
}
