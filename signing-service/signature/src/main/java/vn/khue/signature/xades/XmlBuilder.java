package vn.khue.signature.xades;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import vn.khue.signature.xml.Base64Text;
import vn.khue.signature.xml.XmlNames;

/** Makes elements of XML Signature and XAdES with the prefixes that everybody uses. Not thread-safe. */
final class XmlBuilder {

    private final Document document;

    XmlBuilder(Document document) {
        this.document = document;
    }

    /** Of XML Signature. */
    Element ds(String name) {
        return document.createElementNS(XmlNames.DS, "ds:" + name);
    }

    /** Of XAdES. */
    Element xades(String name) {
        return document.createElementNS(XmlNames.XADES, "xades:" + name);
    }

    /** Of XAdES 1.4.1. */
    Element xades141(String name) {
        return document.createElementNS(XmlNames.XADES141, "xades141:" + name);
    }

    /** Declares a prefix; the DOM does not do so on its own, and canonicalization goes by declarations. */
    static Element declare(Element element, String prefix, String namespace) {
        element.setAttributeNS(XmlNames.XMLNS, "xmlns:" + prefix, namespace);
        return element;
    }

    /** Appends a child and gives it back. */
    static Element into(Element parent, Element child) {
        parent.appendChild(child);
        return child;
    }

    /** Sets an attribute without namespace and gives the element back. */
    static Element with(Element element, String name, String value) {
        element.setAttributeNS(null, name, value);
        return element;
    }

    /** Appends text and gives the element back. */
    Element text(Element element, String text) {
        element.appendChild(document.createTextNode(text));
        return element;
    }

    /** Appends bytes as base64 and gives the element back. */
    Element base64(Element element, byte[] bytes) {
        return text(element, Base64Text.encode(bytes));
    }
}
