package vn.khue.signature.validation;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.w3c.dom.Element;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.signature.xml.Base64Text;
import vn.khue.signature.xml.XmlAlgorithms;
import vn.khue.signature.xml.XmlNames;
import vn.khue.signature.xml.XmlReadException;
import vn.khue.signature.xml.XmlReader;

/**
 * Signed properties of XAdES (ETSI EN 319 132-1, 5.2), read from the very octets that were digested, so that what is read is
 * what is signed.
 *
 * @param signingTime as the signer's machine wrote it, where it has a zone
 * @param certificate digest of the signer's certificate
 */
record SignedProperties(Optional<Instant> signingTime, Optional<CertificateDigest> certificate) {

    /**
     * The first {@code Cert} of {@code SigningCertificateV2}, or of the older {@code SigningCertificate}.
     *
     * @param algorithm empty for one that is not on the list
     * @param issuerSerial DER of {@code IssuerSerialV2}, where there is one
     */
    record CertificateDigest(Optional<DigestAlgorithm> algorithm, byte[] digest, Optional<byte[]> issuerSerial) {

        boolean names(X509Certificate candidate) {
            try {
                byte[] der = candidate.getEncoded();
                return algorithm
                        .filter(a -> MessageDigest.isEqual(a.of(der), digest) && sameIssuer(candidate))
                        .isPresent();
            } catch (CertificateEncodingException e) {
                return false;
            }
        }

        private boolean sameIssuer(X509Certificate candidate) {
            if (issuerSerial.isEmpty()) {
                return true;
            }
            try {
                IssuerSerial named = IssuerSerial.getInstance(issuerSerial.get());
                BigInteger serial = named.getSerial().getValue();
                X500Name issuer =
                        X500Name.getInstance(candidate.getIssuerX500Principal().getEncoded());
                return serial.equals(candidate.getSerialNumber())
                        && issuer.equals(named.getIssuer().getNames()[0].getName());
            } catch (RuntimeException e) {
                // ASN.1 that is no issuer and serial number names no certificate.
                return false;
            }
        }
    }

    /** @throws XmlReadException for octets that are no signed properties */
    static SignedProperties read(byte[] digested) throws XmlReadException {
        Element root = XmlReader.read(digested).getDocumentElement();
        if (!XmlNames.is(root, XmlNames.XADES, "SignedProperties")) {
            throw new XmlReadException(
                    XmlReadException.Kind.SIGNATURE,
                    "expected SignedProperties to be signed, found " + XmlNames.name(root));
        }
        Optional<Element> own = XmlNames.only(root, XmlNames.XADES, "SignedSignatureProperties");
        if (own.isEmpty()) {
            return new SignedProperties(Optional.empty(), Optional.empty());
        }
        Optional<Element> time = XmlNames.only(own.get(), XmlNames.XADES, "SigningTime");
        Optional<Element> list = XmlNames.only(own.get(), XmlNames.XADES, "SigningCertificateV2")
                .or(() -> XmlNames.only(own.get(), XmlNames.XADES, "SigningCertificate"));
        Optional<Element> first = list.flatMap(
                l -> XmlNames.children(l, XmlNames.XADES, "Cert").stream().findFirst());
        return new SignedProperties(
                time.isPresent() ? instant(XmlNames.text(time.get())) : Optional.empty(),
                first.isPresent() ? digest(first.get()) : Optional.empty());
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<CertificateDigest> digest(Element cert) throws XmlReadException {
        Optional<Element> digest = XmlNames.only(cert, XmlNames.XADES, "CertDigest");
        Optional<Element> method = digest.flatMap(d -> XmlNames.only(d, XmlNames.DS, "DigestMethod"));
        Optional<Element> value = digest.flatMap(d -> XmlNames.only(d, XmlNames.DS, "DigestValue"));
        if (method.isEmpty() || value.isEmpty()) {
            return Optional.empty();
        }
        Optional<Element> serial = XmlNames.only(cert, XmlNames.XADES, "IssuerSerialV2");
        return Optional.of(new CertificateDigest(
                XmlNames.attribute(method.get(), "Algorithm").flatMap(XmlAlgorithms::digest),
                Base64Text.decode(XmlNames.text(value.get())),
                serial.isPresent() ? Optional.of(Base64Text.decode(XmlNames.text(serial.get()))) : Optional.empty()));
    }
}
