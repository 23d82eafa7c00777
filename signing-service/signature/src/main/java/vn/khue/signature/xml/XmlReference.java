package vn.khue.signature.xml;

import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * A {@code ds:Reference} as it stands in the file.
 *
 * @param id of the reference
 * @param uri as written; empty where there is no attribute, which is not the same as an empty one
 * @param type as written
 * @param transforms in order
 * @param digestMethod URI
 * @param digestValue decoded
 */
public record XmlReference(
        Optional<String> id,
        Optional<String> uri,
        Optional<String> type,
        List<Transform> transforms,
        String digestMethod,
        byte[] digestValue) {

    static final String ENVELOPED = XmlNames.DS + "enveloped-signature";
    private static final int MAX_TRANSFORMS = 10;

    public XmlReference {
        transforms = List.copyOf(transforms);
    }

    /**
     * A {@code ds:Transform}.
     *
     * @param algorithm URI
     * @param prefixes of {@code InclusiveNamespaces}, apart by spaces
     * @param bare whether it has no other parameters
     */
    public record Transform(String algorithm, String prefixes, boolean bare) {}

    static XmlReference of(Element reference) throws XmlReadException {
        List<Element> parts = XmlNames.children(reference);
        Element first = parts.isEmpty() ? reference : parts.get(0);
        boolean transformed = XmlNames.is(first, XmlNames.DS, "Transforms");
        int at = transformed ? 1 : 0;
        if (parts.size() != at + 2
                || !XmlNames.is(parts.get(at), XmlNames.DS, "DigestMethod")
                || !XmlNames.is(parts.get(at + 1), XmlNames.DS, "DigestValue")) {
            throw new XmlReadException(
                    XmlReadException.Kind.SIGNATURE,
                    "expected Transforms, DigestMethod and DigestValue in a Reference, found other elements");
        }
        return new XmlReference(
                XmlNames.attribute(reference, "Id"),
                XmlNames.attribute(reference, "URI"),
                XmlNames.attribute(reference, "Type"),
                transformed ? transforms(first) : List.of(),
                XmlNames.attribute(parts.get(at), "Algorithm").orElse(""),
                Base64Text.decode(XmlNames.text(parts.get(at + 1))));
    }

    private static List<Transform> transforms(Element list) throws XmlReadException {
        List<Element> all = XmlNames.children(list);
        if (all.size() > MAX_TRANSFORMS) {
            throw new XmlReadException(
                    XmlReadException.Kind.LIMIT,
                    "expected at most " + MAX_TRANSFORMS + " transforms of a reference, found " + all.size());
        }
        return all.stream().map(XmlReference::transform).toList();
    }

    static Transform transform(Element element) {
        List<Element> parameters = XmlNames.children(element);
        boolean prefixed = parameters.size() == 1
                && XmlNames.is(parameters.get(0), Canonical.EXCLUSIVE.uri(), "InclusiveNamespaces");
        String prefixes = prefixed
                ? XmlNames.attribute(parameters.get(0), "PrefixList").orElse("").strip()
                : "";
        return new Transform(
                XmlNames.attribute(element, "Algorithm").orElse(""), prefixes, parameters.isEmpty() || prefixed);
    }

    /** Whether it names the signed properties of XAdES. */
    public boolean isToSignedProperties() {
        return type.filter(XmlNames.SIGNED_PROPERTIES_TYPE::equals).isPresent();
    }

    /** Whether the signature itself is taken out of what is digested. */
    public boolean isEnveloped() {
        return transforms.stream().anyMatch(t -> t.algorithm().equals(ENVELOPED));
    }
}
