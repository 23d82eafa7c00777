package vn.khue.signing.est;

import jakarta.servlet.ServletRequest;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** The certificate whose key the client proved to hold in the TLS handshake with us; there is none on any port but EST's own. */
final class PresentedCertificate {
    private static final String ATTRIBUTE = PresentedCertificate.class.getName();

    private PresentedCertificate() {}

    static void put(ServletRequest request, X509Certificate certificate) {
        request.setAttribute(ATTRIBUTE, certificate);
    }

    static Optional<X509Certificate> of(ServletRequest request) {
        return Optional.ofNullable((X509Certificate) request.getAttribute(ATTRIBUTE));
    }
}
