package vn.khue.signing.certificate;

import java.time.Instant;
import java.util.Locale;
import vn.khue.pki.Certificates;
import vn.khue.pki.store.CertificateRecord;

/**
 * One certificate in a list.
 *
 * @param serial upper-case hexadecimal
 * @param title common name of its subject
 * @param state see {@link CertificatePage#state}
 */
public record CertificateLine(
        String ca, String serial, String title, String profile, Instant from, Instant until, String state) {
    static CertificateLine of(CertificateRecord record, Instant now) {
        return new CertificateLine(
                record.ca(),
                record.serial().toString(16).toUpperCase(Locale.ROOT),
                CommonName.of(Certificates.parse(record.der()).getSubjectX500Principal()),
                record.profile(),
                record.notBefore(),
                record.notAfter(),
                CertificatePage.state(record, now));
    }
}
