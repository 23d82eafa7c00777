package vn.khue.signature.validation;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.qualified.ETSIQCObjectIdentifiers;
import org.bouncycastle.asn1.x509.qualified.QCStatement;
import vn.khue.pki.DigestAlgorithm;

/** Reads names from certificates of VGCA, public CAs and our own, which differ (research/law.md R2.33). */
final class CertificateReading {

    private static final int MAX_SHOWN = 200;

    private CertificateReading() {}

    static CertificateFacts facts(X509Certificate certificate) {
        X500Name subject = name(certificate.getSubjectX500Principal());
        X500Name issuer = name(certificate.getIssuerX500Principal());
        Optional<String> organisation = first(subject, BCStyle.O).or(() -> first(subject, BCStyle.OU));
        return new CertificateFacts(
                first(subject, BCStyle.CN)
                        .orElseGet(() ->
                                shorten(certificate.getSubjectX500Principal().getName())),
                first(subject, BCStyle.T),
                organisation,
                first(issuer, BCStyle.CN)
                        .orElseGet(() ->
                                shorten(certificate.getIssuerX500Principal().getName())),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT),
                HexFormat.of().formatHex(DigestAlgorithm.SHA256.of(encode(certificate))));
    }

    /** A seal where the subject names an organisation, or the certificate says that it is for seals, and nothing is there that only a person has. */
    static SignatureKind kind(X509Certificate certificate) {
        X500Name subject = name(certificate.getSubjectX500Principal());
        boolean personal = first(subject, BCStyle.GIVENNAME).isPresent()
                || first(subject, BCStyle.SURNAME).isPresent()
                || first(subject, BCStyle.T).isPresent()
                || first(subject, BCStyle.SERIALNUMBER).isPresent()
                || first(subject, BCStyle.UID)
                        .filter(CertificateReading::isCitizen)
                        .isPresent();
        if (personal) {
            return SignatureKind.PERSON;
        }
        Optional<String> organisation = first(subject, BCStyle.O);
        Optional<String> name = first(subject, BCStyle.CN);
        boolean unit = first(subject, BCStyle.ORGANIZATION_IDENTIFIER).isPresent()
                || first(subject, BCStyle.UID).filter(u -> u.startsWith("MST:")).isPresent()
                || (organisation.isPresent() && organisation.equals(name))
                || isForSeals(certificate);
        return unit ? SignatureKind.SEAL : SignatureKind.PERSON;
    }

    /** QcType eseal (ETSI EN 319 412-5, 4.2.3); what cannot be read says nothing. */
    private static boolean isForSeals(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(Extension.qCStatements.getId());
        if (extension == null) {
            return false;
        }
        try {
            for (ASN1Encodable each : ASN1Sequence.getInstance(
                    ASN1OctetString.getInstance(extension).getOctets())) {
                QCStatement statement = QCStatement.getInstance(each);
                if (ETSIQCObjectIdentifiers.id_etsi_qcs_QcType.equals(statement.getStatementId())) {
                    for (ASN1Encodable type : ASN1Sequence.getInstance(statement.getStatementInfo())) {
                        if (ETSIQCObjectIdentifiers.id_etsi_qct_eseal.equals(type)) {
                            return true;
                        }
                    }
                }
            }
            return false;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static boolean isCitizen(String uid) {
        return uid.startsWith("CCCD:") || uid.startsWith("CMND:");
    }

    /** The JDK takes names with values that no reader of ASN.1 can take apart: as good as no name. */
    private static X500Name name(X500Principal principal) {
        try {
            return X500Name.getInstance(principal.getEncoded());
        } catch (IllegalArgumentException | IllegalStateException e) {
            return new X500Name(new RDN[0]);
        }
    }

    private static Optional<String> first(X500Name name, ASN1ObjectIdentifier type) {
        RDN[] found = name.getRDNs(type);
        if (found.length == 0) {
            return Optional.empty();
        }
        try {
            String text =
                    IETFUtils.valueToString(found[0].getFirst().getValue()).replace("\\", "");
            return Optional.of(shorten(Normalizer.normalize(text, Normalizer.Form.NFC)));
        } catch (IllegalArgumentException e) {
            // Bytes that are no UTF-8: as good as no name.
            return Optional.empty();
        }
    }

    private static String shorten(String text) {
        String clean = text.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
                .limit(MAX_SHOWN)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return clean.strip();
    }

    private static byte[] encode(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was parsed can be encoded", e);
        }
    }
}
