package vn.khue.pki;

/** A private key in use that need not have a certificate yet: for a self-signed root or a certificate request. */
public interface BareKey {
    SignatureAlgorithm algorithm();

    /**
     * Signs a digest made with {@code algorithm().digest()}.
     *
     * @param digest exactly {@code algorithm().digest().length()} bytes
     * @return the signature value as it goes into CMS and X.509 (ECDSA: DER)
     * @throws PkiException fault INPUT for a digest of another length, KEY where the key cannot be used
     */
    byte[] signDigest(byte[] digest);
}
