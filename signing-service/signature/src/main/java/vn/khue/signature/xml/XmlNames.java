package vn.khue.signature.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/** Namespaces of XML Signature and XAdES, and strict looks at elements by name. */
public final class XmlNames {

    /** XML Signature (W3C, xmldsig-core1). */
    public static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    /** Additions of XML Signature 1.1. */
    public static final String DS11 = "http://www.w3.org/2009/xmldsig11#";
    /** XAdES (ETSI EN 319 132-1). */
    public static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";
    /** Properties that XAdES 1.4.1 added. */
    public static final String XADES141 = "http://uri.etsi.org/01903/v1.4.1#";
    /** Namespace declarations. */
    public static final String XMLNS = "http://www.w3.org/2000/xmlns/";

    /** Type of the reference to the signed properties (ETSI EN 319 132-1, 4.3.1). */
    public static final String SIGNED_PROPERTIES_TYPE = "http://uri.etsi.org/01903#SignedProperties";

    private XmlNames() {}

    /** Whether the node is an element of this name. */
    public static boolean is(Node node, String namespace, String name) {
        return node instanceof Element && namespace.equals(node.getNamespaceURI()) && name.equals(node.getLocalName());
    }

    /** Child elements, in order. */
    public static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    /** Child elements of this name, in order. */
    public static List<Element> children(Element parent, String namespace, String name) {
        return children(parent).stream().filter(c -> is(c, namespace, name)).toList();
    }

    /** The child of this name where there is exactly one. */
    public static Optional<Element> only(Element parent, String namespace, String name) {
        List<Element> found = children(parent, namespace, name);
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** The value of an attribute without namespace; empty where it is absent. */
    public static Optional<String> attribute(Element element, String name) {
        return element.hasAttributeNS(null, name) ? Optional.of(element.getAttributeNS(null, name)) : Optional.empty();
    }

    /**
     * Text of an element that has text only.
     *
     * @throws XmlReadException SIGNATURE where there is an element, a comment or a processing instruction in it: what is read
     *     would differ from what is signed
     */
    public static String text(Element element) throws XmlReadException {
        StringBuilder text = new StringBuilder();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (!(child instanceof Text)) {
                throw new XmlReadException(
                        XmlReadException.Kind.SIGNATURE, "expected text only in " + name(element) + ", found a node");
            }
            text.append(child.getNodeValue());
        }
        return text.toString();
    }

    /** Attributes that can be an identifier: {@code Id}, {@code ID} or {@code id} without namespace, and {@code xml:id}. */
    public static List<Attr> identifiers(Element element) {
        List<Attr> found = new ArrayList<>();
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            boolean plain = attribute.getNamespaceURI() == null
                    && attribute.getLocalName().equalsIgnoreCase("id");
            boolean xml = "http://www.w3.org/XML/1998/namespace".equals(attribute.getNamespaceURI())
                    && attribute.getLocalName().equals("id");
            if (plain || xml) {
                found.add(attribute);
            }
        }
        return found;
    }

    /** Local name, cut to a length that can be shown. */
    public static String name(Node node) {
        String name = String.valueOf(node.getLocalName());
        return name.length() > 60 ? name.substring(0, 60) : name;
    }

    /** Where an element is, as {@code /HDon/DLHDon}; cut to 200 characters. */
    public static String path(Element element) {
        StringBuilder path = new StringBuilder();
        for (Node node = element; node instanceof Element; node = node.getParentNode()) {
            path.insert(0, "/" + name(node));
        }
        return path.length() > 200 ? path.substring(path.length() - 200) : path.toString();
    }

    /** Whether a node is the other or lies in it. */
    public static boolean inside(Node node, Node outer) {
        for (Node at = node; at != null; at = at.getParentNode()) {
            if (at == outer) {
                return true;
            }
        }
        return false;
    }
}
