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

    UnsignedProperties(Element signature) {
        this.make = new XmlBuilder(signature.getOwnerDocument());
        this.mark = signature.getAttributeNS(null, "Id").substring(2);
        Element qualifying = XmlNames.children(signature, XmlNames.DS, "Object").stream()
                .flatMap(o -> XmlNames.children(o, XmlNames.XADES, "QualifyingProperties").stream())
                .findFirst()
                .orElseThrow();
        this.list = XmlBuilder.into(
                XmlBuilder.into(qualifying, make.xades("UnsignedProperties")),
                make.xades("UnsignedSignatureProperties"));
    }

    /** Those that are there, in order. */
    List<Element> all() {
        return XmlNames.children(list);
    }

    void signatureTimestamp(byte[] token) {
        timestamp(make.xades("SignatureTimeStamp"), token);
    }

    void archiveTimestamp(byte[] token) {
        timestamp(XmlBuilder.declare(make.xades141("ArchiveTimeStamp"), "xades141", XmlNames.XADES141), token);
    }

    private void timestamp(Element property, byte[] token) {
        XmlBuilder.with(XmlBuilder.into(list, property), "Id", "t-" + mark + "-" + timestamps++);
        XmlBuilder.into(
                property, XmlBuilder.with(make.ds("CanonicalizationMethod"), "Algorithm", Canonical.EXCLUSIVE.uri()));
        XmlBuilder.into(property, make.base64(make.xades("EncapsulatedTimeStamp"), token));
    }

    /** Of the signer's chain. */
    void signerMaterial(ValidationMaterial material) {
        values(list, material);
    }

    /** Of the timestamp authority's chain. */
    void timestampMaterial(ValidationMaterial material) {
        Element data = XmlBuilder.into(
                list, XmlBuilder.declare(make.xades141("TimeStampValidationData"), "xades141", XmlNames.XADES141));
        values(data, material);
    }

    private void values(Element parent, ValidationMaterial material) {
        Element certificates = XmlBuilder.into(parent, make.xades("CertificateValues"));
        for (byte[] der : material.certificates()) {
            XmlBuilder.into(certificates, make.base64(make.xades("EncapsulatedX509Certificate"), der));
        }
        Element revocation = XmlBuilder.into(parent, make.xades("RevocationValues"));
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
