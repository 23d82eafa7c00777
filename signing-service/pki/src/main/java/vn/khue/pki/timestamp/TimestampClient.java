package vn.khue.pki.timestamp;

import vn.khue.pki.DigestAlgorithm;

/** Obtains RFC 3161 time-stamp tokens. Implementations are thread-safe. */
public interface TimestampClient {
    /**
     * A token over a ready digest. The implementation has checked that the token answers this very request: message
     * imprint, nonce and status.
     *
     * @param algorithm how the digest was made
     * @param digest exactly {@code algorithm.length()} bytes
     * @return DER {@code TimeStampToken} (a CMS ContentInfo), the signer's certificate chain included
     * @throws vn.khue.pki.PkiException fault REMOTE where no usable answer came, INPUT for a digest of another length
     */
    byte[] timestamp(DigestAlgorithm algorithm, byte[] digest);
}
