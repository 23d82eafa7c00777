package vn.khue.signature.xades;

import java.util.List;
import org.w3c.dom.Element;
import vn.khue.signature.pades.ValidationMaterial;
import vn.khue.signature.xml.Canonical;
import vn.khue.signature.xml.XmlNames;

/**
 * Adds the unsigned properties of the levels above B_B to a signature (ETSI EN 319 132-1, 5.3 to 5.5), in the order in which they
 * are made. Not thread-safe.
 */
final class UnsignedProperties {

    private final XmlBuilder make;
    private final Element list;
    private final String mark;
    private int timestamps;

    /**
     * @param signature with qualifying properties; unsigned ones that are there stay, and what is added follows them
     * @param mark part of every identifier that is written; none of the document has it
     */
    UnsignedProperties(Element signature, String mark) {
        this.make = new XmlBuilder(signature.getOwnerDocument());
        this.mark = mark;
        Element qualifying = XmlNames.children(signature, XmlNames.DS, "Object").stream()
                .flatMap(o -> XmlNames.children(o, XmlNames.XADES, "QualifyingProperties").stream())
                .findFirst()
                .orElseThrow();
        this.list = child(child(qualifying, "UnsignedProperties"), "UnsignedSignatureProperties");
    }

    private Element child(Element parent, String name) {
        return XmlNames.children(parent, XmlNames.XADES, name).stream()
                .findFirst()
                .orElseGet(() -> XmlBuilder.into(parent, declared(make.xades(name))));
    }

    /** Whoever made the signature may have other prefixes, or have bound these to something else. */
    private static Element declared(Element property) {
        XmlBuilder.declare(property, "ds", XmlNames.DS);
        return XmlBuilder.declare(property, "xades", XmlNames.XADES);
    }

    /** Those that are there, in order. */
    List<Element> all() {
        return XmlNames.children(list);
    }

    void signatureTimestamp(byte[] token) {
        timestamp(declared(make.xades("SignatureTimeStamp")), token);
    }

    void archiveTimestamp(byte[] token) {
        timestamp(of141("ArchiveTimeStamp"), token);
    }

    private Element of141(String name) {
        return XmlBuilder.declare(declared(make.xades141(name)), "xades141", XmlNames.XADES141);
    }

    private void timestamp(Element property, byte[] token) {
        XmlBuilder.with(XmlBuilder.into(list, property), "Id", "t-" + mark + "-" + timestamps++);
        XmlBuilder.into(
                property, XmlBuilder.with(make.ds("CanonicalizationMethod"), "Algorithm", Canonical.EXCLUSIVE.uri()));
        XmlBuilder.into(property, make.base64(make.xades("EncapsulatedTimeStamp"), token));
    }

    /** Of the signer's chain. Certificates and revocation data that are there already get company elsewhere: each element is there once. */
    void signerMaterial(ValidationMaterial material) {
        boolean there = !XmlNames.children(list, XmlNames.XADES, "CertificateValues")
                        .isEmpty()
                || !XmlNames.children(list, XmlNames.XADES, "RevocationValues").isEmpty();
        values(there ? XmlBuilder.into(list, of141("AnyValidationData")) : list, material);
    }

    /** Of the timestamp authority's chain. */
    void timestampMaterial(ValidationMaterial material) {
        values(XmlBuilder.into(list, of141("TimeStampValidationData")), material);
    }

    private void values(Element parent, ValidationMaterial material) {
        Element certificates = XmlBuilder.into(parent, declared(make.xades("CertificateValues")));
        for (byte[] der : material.certificates()) {
            XmlBuilder.into(certificates, make.base64(make.xades("EncapsulatedX509Certificate"), der));
        }
        Element revocation = XmlBuilder.into(parent, declared(make.xades("RevocationValues")));
        lists(revocation, "CRLValues", "EncapsulatedCRLValue", material.crls());
        lists(revocation, "OCSPValues", "EncapsulatedOCSPValue", material.ocsp());
    }

    private void lists(Element parent, String name, String item, List<byte[]> values) {
        if (!values.isEmpty()) {
            Element all = XmlBuilder.into(parent, make.xades(name));
            values.forEach(der -> XmlBuilder.into(all, make.base64(make.xades(item), der)));
        }
    }
}
