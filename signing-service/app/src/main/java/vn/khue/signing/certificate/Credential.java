package vn.khue.signing.certificate;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import vn.khue.pki.SigningKey;
import vn.khue.signing.document.Sha256;

/**
 * A key that may sign now, with its certificate.
 *
 * @param notAfter end of the certificate
 */
public record Credential(SigningKey key, Instant notAfter) {

    public X509Certificate certificate() {
        return key.certificate();
    }

    /** Of the certificate, lower-case hex. */
    public String sha256() {
        try {
            return Sha256.of(certificate().getEncoded()).hex();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }
}
