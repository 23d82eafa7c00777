package vn.khue.signature.xml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.DSAPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.w3c.dom.Element;

/**
 * What {@code ds:KeyInfo} says of the key. Nobody vouches for it: a certificate counts where its path holds, a bare key only to
 * tell whether the value fits it. Names, serial numbers and places to fetch from are not read.
 *
 * @param certificates at most 100, in order
 * @param key of {@code KeyValue}
 */
public record KeyInfo(List<X509Certificate> certificates, Optional<PublicKey> key) {

    private static final int MAX_CERTIFICATES = 100;
    /** 8192 bits, and the sign: longer keys cost seconds and nobody has them. */
    private static final int MAX_NUMBER = 1025;

    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    public KeyInfo {
        certificates = List.copyOf(certificates);
    }

    static KeyInfo none() {
        return new KeyInfo(List.of(), Optional.empty());
    }

    static KeyInfo of(Element keyInfo) throws XmlReadException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Element data : XmlNames.children(keyInfo, XmlNames.DS, "X509Data")) {
            for (Element certificate : XmlNames.children(data, XmlNames.DS, "X509Certificate")) {
                if (certificates.size() >= MAX_CERTIFICATES) {
                    throw new XmlReadException(
                            XmlReadException.Kind.LIMIT,
                            "expected at most " + MAX_CERTIFICATES + " certificates, found more");
                }
                certificates.add(certificate(Base64Text.decode(XmlNames.text(certificate))));
            }
        }
        Optional<Element> value =
                XmlNames.children(keyInfo, XmlNames.DS, "KeyValue").stream().findFirst();
        return new KeyInfo(certificates, value.isPresent() ? key(value.get()) : Optional.empty());
    }

    /** @throws XmlReadException SIGNATURE for bytes that are no certificate */
    public static X509Certificate certificate(byte[] der) throws XmlReadException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException | RuntimeException e) {
            throw new XmlReadException(
                    XmlReadException.Kind.SIGNATURE, "expected a certificate, found bytes that are none", e);
        }
    }

    private static Optional<PublicKey> key(Element value) throws XmlReadException {
        List<Element> children = XmlNames.children(value);
        if (children.size() != 1) {
            return Optional.empty();
        }
        Element key = children.get(0);
        try {
            if (XmlNames.is(key, XmlNames.DS, "RSAKeyValue")) {
                return Optional.of(KeyFactory.getInstance("RSA", PROVIDER)
                        .generatePublic(new RSAPublicKeySpec(number(key, "Modulus"), number(key, "Exponent"))));
            }
            if (XmlNames.is(key, XmlNames.DS, "DSAKeyValue")) {
                return Optional.of(KeyFactory.getInstance("DSA", PROVIDER)
                        .generatePublic(new DSAPublicKeySpec(
                                number(key, "Y"), number(key, "P"), number(key, "Q"), number(key, "G"))));
            }
            return XmlNames.is(key, XmlNames.DS11, "ECKeyValue") ? curve(key) : Optional.empty();
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new XmlReadException(
                    XmlReadException.Kind.SIGNATURE, "expected a public key, found values that make none", e);
        }
    }

    private static Optional<PublicKey> curve(Element key)
            throws XmlReadException, GeneralSecurityException, IOException {
        Optional<Element> curve = XmlNames.only(key, XmlNames.DS11, "NamedCurve");
        Optional<Element> point = XmlNames.only(key, XmlNames.DS11, "PublicKey");
        String uri = curve.flatMap(c -> XmlNames.attribute(c, "URI")).orElse("");
        if (point.isEmpty() || !uri.startsWith("urn:oid:")) {
            return Optional.empty();
        }
        SubjectPublicKeyInfo info = new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, new ASN1ObjectIdentifier(uri.substring(8))),
                new DERBitString(Base64Text.decode(XmlNames.text(point.get()))).getOctets());
        return Optional.of(
                KeyFactory.getInstance("EC", PROVIDER).generatePublic(new X509EncodedKeySpec(info.getEncoded())));
    }

    private static BigInteger number(Element key, String name) throws XmlReadException {
        Element part = XmlNames.only(key, XmlNames.DS, name)
                .orElseThrow(() -> new XmlReadException(
                        XmlReadException.Kind.SIGNATURE, "expected " + name + " in a key, found none or several"));
        byte[] bytes = Base64Text.decode(XmlNames.text(part));
        if (bytes.length > MAX_NUMBER) {
            throw new XmlReadException(
                    XmlReadException.Kind.LIMIT,
                    "expected a number of at most " + MAX_NUMBER + " bytes in a key, found a longer one");
        }
        return new BigInteger(1, bytes);
    }
}
