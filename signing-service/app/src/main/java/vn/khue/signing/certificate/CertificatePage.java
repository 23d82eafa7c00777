package vn.khue.signing.certificate;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import vn.khue.pki.Certificates;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.web.stepup.Sha256;

/**
 * What a page says of one certificate.
 *
 * @param record as the register has it
 * @param certificate the same, parsed
 * @param unitName what the unit is called today; empty for a certificate of Khuê's own
 * @param list what is published of the CRL that the certificate names
 * @param entry index in the issuance log, from 0
 * @param awaitsEntry whether it was issued just now and its entry comes within a second; with neither something is wrong
 */
public record CertificatePage(
        CertificateRecord record,
        X509Certificate certificate,
        Optional<String> unitName,
        Optional<PublishedList> list,
        Optional<Long> entry,
        boolean awaitsEntry) {
    /** The list that the certificate names, as it was last published. */
    public record PublishedList(String address, long number, Instant published, Instant until) {}

    public String title() {
        return CommonName.of(certificate.getSubjectX500Principal());
    }

    public String subject() {
        return NameText.of(certificate.getSubjectX500Principal());
    }

    public String issuer() {
        return CommonName.of(certificate.getIssuerX500Principal());
    }

    /** Upper-case hexadecimal. */
    public String serial() {
        return record.serial().toString(16).toUpperCase(Locale.ROOT);
    }

    /** SHA-256 of the DER, hexadecimal in groups of four, to be compared by eye. */
    public String fingerprint() {
        return Sha256.of(Certificates.der(certificate)).inFours();
    }

    /** Such as EC P-256 or RSA 3072. */
    public String key() {
        PublicKey key = certificate.getPublicKey();
        if (key instanceof ECPublicKey ec) {
            return "EC P-" + ec.getParams().getCurve().getField().getFieldSize();
        }
        return key instanceof RSAPublicKey rsa ? "RSA " + rsa.getModulus().bitLength() : key.getAlgorithm();
    }

    /** GOOD, SUSPENDED, REVOKED, or ENDED where its time is over. */
    public String state(Instant now) {
        return state(record, now);
    }

    static String state(CertificateRecord record, Instant now) {
        if (record.status() instanceof CertificateStatus.Revoked) {
            return "REVOKED";
        }
        if (!record.notAfter().isAfter(now)) {
            return "ENDED";
        }
        return record.status() instanceof CertificateStatus.Suspended ? "SUSPENDED" : "GOOD";
    }

    /** Since when it is on hold or revoked. */
    public Optional<Instant> since() {
        if (record.status() instanceof CertificateStatus.Revoked revoked) {
            return Optional.of(revoked.at());
        }
        return record.status() instanceof CertificateStatus.Suspended held
                ? Optional.of(held.since())
                : Optional.empty();
    }

    /** Name of the reason, where it is revoked. */
    public Optional<String> reason() {
        return record.status() instanceof CertificateStatus.Revoked revoked
                ? Optional.of(revoked.reason().name())
                : Optional.empty();
    }
}
