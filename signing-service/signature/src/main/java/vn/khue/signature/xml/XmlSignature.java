package vn.khue.signature.xml;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A {@code ds:Signature} (XML Signature 1.1, 4), read strictly: elements of the standard in their order, nothing else between
 * them, and no comment in what is signed. Collects, does not judge.
 */
public final class XmlSignature {

    /** Most references of one signature. */
    public static final int MAX_REFERENCES = 30;

    private final Element element;
    private final Element signedInfo;
    private final XmlReference.Transform canonicalization;
    private final String signatureMethod;
    private final boolean bareMethod;
    private final List<XmlReference> references;
    private final Element valueElement;
    private final byte[] value;
    private final Optional<Element> keyInfoElement;
    private final KeyInfo keyInfo;
    private final List<Element> objects;

    private XmlSignature(Element element) throws XmlReadException {
        this.element = element;
        List<Element> parts = XmlNames.children(element);
        if (parts.size() < 2
                || !XmlNames.is(parts.get(0), XmlNames.DS, "SignedInfo")
                || !XmlNames.is(parts.get(1), XmlNames.DS, "SignatureValue")) {
            throw malformed("SignedInfo and SignatureValue in a Signature");
        }
        this.signedInfo = parts.get(0);
        this.valueElement = parts.get(1);
        boolean keyed = parts.size() > 2 && XmlNames.is(parts.get(2), XmlNames.DS, "KeyInfo");
        this.keyInfoElement = keyed ? Optional.of(parts.get(2)) : Optional.empty();
        this.objects = List.copyOf(parts.subList(keyed ? 3 : 2, parts.size()));
        if (objects.stream().anyMatch(o -> !XmlNames.is(o, XmlNames.DS, "Object"))) {
            throw malformed("Object elements after KeyInfo");
        }
        refuseHidden(signedInfo);
        List<Element> info = XmlNames.children(signedInfo);
        if (info.size() < 3
                || !XmlNames.is(info.get(0), XmlNames.DS, "CanonicalizationMethod")
                || !XmlNames.is(info.get(1), XmlNames.DS, "SignatureMethod")) {
            throw malformed("CanonicalizationMethod, SignatureMethod and Reference in SignedInfo");
        }
        if (info.size() - 2 > MAX_REFERENCES) {
            throw new XmlReadException(
                    XmlReadException.Kind.LIMIT,
                    "expected at most " + MAX_REFERENCES + " references, found " + (info.size() - 2));
        }
        this.canonicalization = XmlReference.transform(info.get(0));
        this.signatureMethod = XmlNames.attribute(info.get(1), "Algorithm").orElse("");
        this.bareMethod = XmlNames.children(info.get(1)).isEmpty();
        List<XmlReference> read = new ArrayList<>();
        for (Element reference : info.subList(2, info.size())) {
            if (!XmlNames.is(reference, XmlNames.DS, "Reference")) {
                throw malformed("Reference elements in SignedInfo");
            }
            read.add(XmlReference.of(reference));
        }
        this.references = List.copyOf(read);
        this.value = Base64Text.decode(XmlNames.text(valueElement));
        this.keyInfo = keyed ? KeyInfo.of(parts.get(2)) : KeyInfo.none();
    }

    /** @throws XmlReadException SIGNATURE or LIMIT */
    public static XmlSignature of(Element signature) throws XmlReadException {
        return new XmlSignature(signature);
    }

    /** All elements {@code ds:Signature} of a document, in document order, wherever they stand. */
    public static List<Element> all(Document document) {
        List<Element> found = new ArrayList<>();
        for (Node node = document.getDocumentElement(); node != null; node = XmlIds.next(node)) {
            if (XmlNames.is(node, XmlNames.DS, "Signature")) {
                found.add((Element) node);
            }
        }
        return found;
    }

    private static XmlReadException malformed(String expected) {
        return new XmlReadException(XmlReadException.Kind.SIGNATURE, "expected " + expected + ", found other elements");
    }

    /** A comment is not signed, and would part what programs read from what is. */
    private static void refuseHidden(Element root) throws XmlReadException {
        for (Node node = root; node != null && XmlNames.inside(node, root); node = XmlIds.next(node)) {
            if (node.getNodeType() == Node.COMMENT_NODE || node.getNodeType() == Node.PROCESSING_INSTRUCTION_NODE) {
                throw malformed("neither comments nor processing instructions in SignedInfo");
            }
        }
    }

    /** The element itself. */
    public Element element() {
        return element;
    }

    /** Attribute {@code Id}. */
    public Optional<String> id() {
        return XmlNames.attribute(element, "Id");
    }

    /** URI of the signature algorithm. */
    public String signatureMethod() {
        return signatureMethod;
    }

    /** Whether the signature algorithm has no parameters. */
    public boolean bareMethod() {
        return bareMethod;
    }

    /** In order; at least one. */
    public List<XmlReference> references() {
        return references;
    }

    /** {@code ds:SignedInfo}. */
    public Element signedInfo() {
        return signedInfo;
    }

    /** {@code ds:SignatureValue}. */
    public Element valueElement() {
        return valueElement;
    }

    /** {@code ds:KeyInfo}, where there is one. */
    public Optional<Element> keyInfoElement() {
        return keyInfoElement;
    }

    /** What it says. */
    public KeyInfo keyInfo() {
        return keyInfo;
    }

    /** {@code ds:Object} elements, in order. */
    public List<Element> objects() {
        return objects;
    }

    /** Every {@code xades:QualifyingProperties} directly in an object of this signature. */
    public List<Element> qualifyingProperties() {
        return objects.stream()
                .flatMap(o -> XmlNames.children(o, XmlNames.XADES, "QualifyingProperties").stream())
                .toList();
    }

    /** The same of an element that need not be read as a signature yet. */
    public static List<Element> qualifyingProperties(Element signature) {
        return XmlNames.children(signature, XmlNames.DS, "Object").stream()
                .flatMap(o -> XmlNames.children(o, XmlNames.XADES, "QualifyingProperties").stream())
                .toList();
    }

    /** The octets that the key signed. */
    public byte[] toBeSigned() throws XmlReadException {
        Canonical method = Canonical.of(canonicalization.algorithm())
                .filter(c -> canonicalization.bare())
                .orElseThrow(() -> new XmlReadException(
                        XmlReadException.Kind.ALGORITHM,
                        "expected a canonicalization method of SignedInfo that is on the list, found "
                                + shown(canonicalization.algorithm())));
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        method.write(signedInfo, method.exclusive() ? canonicalization.prefixes() : "", out);
        return out.toByteArray();
    }

    /**
     * The value as {@link vn.khue.pki.SignatureVerifier} takes it: ECDSA and DSA values are two numbers of fixed length in XML
     * (RFC 9231, 2.3.6) and DER there.
     */
    public byte[] value(PublicKey key) throws XmlReadException {
        try {
            BigInteger order = order(key);
            if (order == null) {
                return value.clone();
            }
            BigInteger[] parts = PlainDSAEncoding.INSTANCE.decode(order, value);
            return StandardDSAEncoding.INSTANCE.encode(order, parts[0], parts[1]);
        } catch (java.io.IOException | RuntimeException e) {
            throw new XmlReadException(
                    XmlReadException.Kind.SIGNATURE,
                    "expected two numbers of the key's length as value, found others",
                    e);
        }
    }

    /** The value as it stands in the file. */
    public byte[] value() {
        return value.clone();
    }

    /** The value as XML has it. */
    public static byte[] valueForXml(PublicKey key, byte[] value) {
        BigInteger order = order(key);
        if (order == null) {
            return value.clone();
        }
        try {
            BigInteger[] parts = StandardDSAEncoding.INSTANCE.decode(order, value);
            return PlainDSAEncoding.INSTANCE.encode(order, parts[0], parts[1]);
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException("a value that was verified has two numbers", e);
        }
    }

    private static BigInteger order(PublicKey key) {
        if (key instanceof ECKey ec) {
            return ec.getParams().getOrder();
        }
        return key instanceof DSAKey dsa ? dsa.getParams().getQ() : null;
    }

    /** A URI of the file, cut to what can be shown. */
    public static String shown(String uri) {
        String clean = uri.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
                .limit(100)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return clean.isEmpty() ? "none" : clean;
    }
}
