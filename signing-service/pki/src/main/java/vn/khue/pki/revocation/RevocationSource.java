package vn.khue.pki.revocation;

import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * Where revocation status comes from when evidence is gathered (before signing, for PAdES-LT, when validating). It only
 * fetches: whoever uses the answer checks its signature and freshness. Empty means "nothing could be had", which a
 * validator must never read as "good". Implementations are thread-safe and do not throw for remote failures.
 */
public interface RevocationSource {
    /**
     * The OCSP answer for one certificate.
     *
     * @return a DER {@code OCSPResponse} (RFC 6960) whose status is successful, or empty
     */
    Optional<byte[]> ocsp(X509Certificate certificate, X509Certificate issuer);

    /**
     * The CRL that covers this certificate by its CRL distribution points.
     *
     * @return a DER {@code CertificateList} (RFC 5280), or empty
     */
    Optional<byte[]> crl(X509Certificate certificate);
}
