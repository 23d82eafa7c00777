package vn.khue.pki.path;

import java.util.Optional;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** Whether a certificate may be used for what the caller says it is used for. */
final class PurposeCheck {
    private PurposeCheck() {}

    static Optional<Failure> check(ParsedCertificate certificate, Purpose purpose) {
        try {
            Optional<String> objection =
                    switch (purpose) {
                        case ANY -> Optional.empty();
                        case DOCUMENT_SIGNING -> signing(certificate);
                        case CLIENT_AUTHENTICATION -> clientAuthentication(certificate);
                        case TIME_STAMPING -> timeStamping(certificate);
                        case OCSP_SIGNING -> extended(certificate, KeyPurposeId.id_kp_OCSPSigning);
                    };
            return objection.map(o -> new Failure(PathRule.CHAIN_CONSTRAINTS_FAILURE, certificate.label() + ": " + o));
        } catch (RuntimeException e) {
            // Bouncy Castle answers malformed extensions with many kinds of runtime exception.
            return Optional.of(new Failure(
                    PathRule.CERTIFICATE_CHAIN_GENERAL_FAILURE, certificate.label() + ": malformed key usage"));
        }
    }

    private static Optional<String> signing(ParsedCertificate certificate) {
        boolean may = certificate.mayBeUsedFor(KeyUsage.nonRepudiation)
                || certificate.mayBeUsedFor(KeyUsage.digitalSignature);
        return may
                ? Optional.empty()
                : Optional.of("key usage nonRepudiation or digitalSignature expected, found another");
    }

    private static Optional<String> clientAuthentication(ParsedCertificate certificate) {
        return certificate.mayBeUsedFor(KeyUsage.digitalSignature)
                ? extended(certificate, KeyPurposeId.id_kp_clientAuth)
                : Optional.of("key usage digitalSignature expected, found another");
    }

    private static Optional<String> timeStamping(ParsedCertificate certificate) {
        Optional<ExtendedKeyUsage> usage =
                certificate.extension(Extension.extendedKeyUsage).map(ExtendedKeyUsage::getInstance);
        boolean alone = usage.filter(u -> u.size() == 1 && u.hasKeyPurposeId(KeyPurposeId.id_kp_timeStamping))
                .isPresent();
        boolean critical = certificate.criticalExtensions().contains(Extension.extendedKeyUsage.getId());
        return alone && critical
                ? Optional.empty()
                : Optional.of("extended key usage timeStamping, critical and alone, expected, found another");
    }

    private static Optional<String> extended(ParsedCertificate certificate, KeyPurposeId purpose) {
        return certificate
                        .extension(Extension.extendedKeyUsage)
                        .map(ExtendedKeyUsage::getInstance)
                        .filter(u -> u.hasKeyPurposeId(purpose))
                        .isPresent()
                ? Optional.empty()
                : Optional.of("extended key usage " + purpose.getId() + " expected, found another");
    }
}
