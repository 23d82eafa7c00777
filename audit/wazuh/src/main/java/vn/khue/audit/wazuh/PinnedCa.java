package vn.khue.audit.wazuh;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Trust in the CAs of one PEM file and in no other, not even the system's. The name in the server's certificate is checked as well, by
 * the JDK's client.
 */
final class PinnedCa {

    private static final int MAX_BYTES = 256 << 10;
    private static final int MAX_CERTIFICATES = 16;

    private PinnedCa() {}

    /** @throws WazuhException if the file holds anything but 1 to 16 certificates in PEM */
    static SSLContext context(Path pem) {
        try {
            if (Files.size(pem) > MAX_BYTES) {
                throw refused(pem, "more than " + MAX_BYTES + " bytes", null);
            }
            Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(pem)));
            if (found.isEmpty() || found.size() > MAX_CERTIFICATES) {
                throw refused(pem, found.size() + " certificates", null);
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : found) {
                if (!(certificate instanceof X509Certificate)) {
                    throw refused(pem, "a certificate that is not X.509", null);
                }
                store.setCertificateEntry("ca" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw refused(pem, "something else", e);
        }
    }

    private static WazuhException refused(Path pem, String found, Exception cause) {
        return new WazuhException(
                "Wazuh CA file " + pem + ": expected 1 to " + MAX_CERTIFICATES + " certificates in PEM, found " + found,
                cause);
    }
}
