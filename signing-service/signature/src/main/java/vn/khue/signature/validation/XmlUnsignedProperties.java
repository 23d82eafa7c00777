package vn.khue.signature.validation;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import vn.khue.pki.revocation.RevocationEvidence;
import vn.khue.signature.xml.Base64Text;
import vn.khue.signature.xml.Canonical;
import vn.khue.signature.xml.KeyInfo;
import vn.khue.signature.xml.XmlNames;
import vn.khue.signature.xml.XmlReadException;

/**
 * Unsigned properties of one signature (ETSI EN 319 132-1, 5.3 to 5.5): timestamps, certificates and revocation data. Nothing in
 * them is trusted. What is unknown or cannot be parsed counts as absent.
 *
 * @param all in order
 */
record XmlUnsignedProperties(List<Element> all) {

    private static final int MAX_TIMESTAMPS = 10;
    private static final int MAX_CERTIFICATES = 200;
    private static final int MAX_ITEMS = 400;
    private static final long MAX_BYTES = 32 << 20;

    XmlUnsignedProperties {
        all = List.copyOf(all);
    }

    /**
     * A timestamp property.
     *
     * @param before the properties that stand before it
     * @param method how what it is over is canonicalized; empty for one that is not on the list
     * @param token DER
     */
    record Timestamp(List<Element> before, Optional<Canonical> method, byte[] token) {}

    static XmlUnsignedProperties of(List<Element> qualifyingProperties) {
        List<Element> all = new ArrayList<>();
        for (Element properties : qualifyingProperties) {
            for (Element unsigned : XmlNames.children(properties, XmlNames.XADES, "UnsignedProperties")) {
                for (Element own : XmlNames.children(unsigned, XmlNames.XADES, "UnsignedSignatureProperties")) {
                    all.addAll(XmlNames.children(own));
                }
            }
        }
        return new XmlUnsignedProperties(all);
    }

    List<Timestamp> signatureTimestamps() throws XmlReadException {
        return timestamps(XmlNames.XADES, "SignatureTimeStamp");
    }

    List<Timestamp> archiveTimestamps() throws XmlReadException {
        return timestamps(XmlNames.XADES141, "ArchiveTimeStamp");
    }

    private List<Timestamp> timestamps(String namespace, String name) throws XmlReadException {
        List<Timestamp> found = new ArrayList<>();
        for (int i = 0; i < all.size() && found.size() < MAX_TIMESTAMPS; i++) {
            Element property = all.get(i);
            if (XmlNames.is(property, namespace, name)) {
                Optional<Element> method = XmlNames.only(property, XmlNames.DS, "CanonicalizationMethod");
                String uri =
                        method.flatMap(m -> XmlNames.attribute(m, "Algorithm")).orElse(Canonical.INCLUSIVE.uri());
                for (Element token : XmlNames.children(property, XmlNames.XADES, "EncapsulatedTimeStamp")) {
                    if (found.size() >= MAX_TIMESTAMPS) {
                        break;
                    }
                    found.add(new Timestamp(
                            all.subList(0, i), Canonical.of(uri), Base64Text.decode(XmlNames.text(token))));
                }
            }
        }
        return found;
    }

    /** Certificates and revocation data of all signatures of a file together. */
    static DocumentEvidence evidence(List<XmlUnsignedProperties> signatures) {
        List<X509Certificate> certificates = new ArrayList<>();
        List<byte[]> ocsp = new ArrayList<>();
        List<byte[]> crls = new ArrayList<>();
        for (XmlUnsignedProperties properties : signatures) {
            for (Element property : properties.all()) {
                if (XmlNames.is(property, XmlNames.XADES141, "TimeStampValidationData")
                        || XmlNames.is(property, XmlNames.XADES141, "AnyValidationData")) {
                    for (Element inner : XmlNames.children(property)) {
                        collect(inner, certificates, ocsp, crls);
                    }
                } else {
                    collect(property, certificates, ocsp, crls);
                }
            }
        }
        return new DocumentEvidence(List.copyOf(certificates), new RevocationEvidence(ocsp, crls));
    }

    private static void collect(
            Element property, List<X509Certificate> certificates, List<byte[]> ocsp, List<byte[]> crls) {
        if (XmlNames.is(property, XmlNames.XADES, "CertificateValues")) {
            for (byte[] der : values(property, "EncapsulatedX509Certificate").stream()
                    .limit(MAX_CERTIFICATES)
                    .toList()) {
                try {
                    if (certificates.size() >= MAX_CERTIFICATES) {
                        return;
                    }
                    X509Certificate certificate = KeyInfo.certificate(der);
                    if (!certificates.contains(certificate)) {
                        certificates.add(certificate);
                    }
                } catch (XmlReadException e) {
                    // Counts as absent: the path then misses it and says so.
                    continue;
                }
            }
        } else if (XmlNames.is(property, XmlNames.XADES, "RevocationValues")) {
            for (Element list : XmlNames.children(property)) {
                add(values(list, "EncapsulatedOCSPValue"), ocsp);
                add(values(list, "EncapsulatedCRLValue"), crls);
            }
        }
    }

    private static void add(List<byte[]> found, List<byte[]> into) {
        long size = into.stream().mapToLong(each -> each.length).sum();
        for (byte[] one : found) {
            size += one.length;
            if (into.size() < MAX_ITEMS && size < MAX_BYTES) {
                into.add(one);
            }
        }
    }

    private static List<byte[]> values(Element parent, String name) {
        List<byte[]> values = new ArrayList<>();
        for (Element value : XmlNames.children(parent, XmlNames.XADES, name)) {
            try {
                values.add(Base64Text.decode(XmlNames.text(value)));
            } catch (XmlReadException e) {
                // Counts as absent.
                continue;
            }
        }
        return values;
    }
}
