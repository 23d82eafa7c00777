package vn.khue.pki.ca;

import java.security.cert.X509Certificate;
import java.util.List;
import vn.khue.pki.store.CertificateRecord;

/**
 * A certificate as issued. It counts once the transaction of its register is committed; do not hand it out before.
 *
 * @param chain the certificate first, then its issuers up to the root
 */
public record IssuedCertificate(X509Certificate certificate, CertificateRecord record, List<X509Certificate> chain) {
    public IssuedCertificate {
        chain = List.copyOf(chain);
    }
}
