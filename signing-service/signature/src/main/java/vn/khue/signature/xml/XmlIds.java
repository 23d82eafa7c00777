package vn.khue.signature.xml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Identifiers of a document, without a DTD or a schema that would say which attributes are some. An identifier that is referred
 * to has to stand at one element: readers differ in which of several they take, which is how signatures are wrapped.
 */
public final class XmlIds {

    private final Map<String, List<Element>> elements;

    private XmlIds(Map<String, List<Element>> elements) {
        this.elements = elements;
    }

    /** All identifiers of the document as it is now. */
    public static XmlIds of(Document document) {
        Map<String, List<Element>> elements = new HashMap<>();
        for (Node node = document.getDocumentElement(); node != null; node = next(node)) {
            if (node instanceof Element element) {
                for (Attr attribute : XmlNames.identifiers(element)) {
                    List<Element> at = elements.computeIfAbsent(attribute.getValue(), key -> new ArrayList<>(1));
                    // One element may have the same value twice, as Id and as xml:id.
                    if (at.isEmpty() || at.get(at.size() - 1) != element) {
                        at.add(element);
                    }
                }
            }
        }
        return new XmlIds(elements);
    }

    /**
     * @throws XmlReadException MISSING where no element has it, DUPLICATE_ID where several have
     */
    public Element only(String id) throws XmlReadException {
        List<Element> found = elements.getOrDefault(id, List.of());
        if (found.isEmpty()) {
            throw new XmlReadException(
                    XmlReadException.Kind.MISSING, "expected an element with the identifier referred to, found none");
        }
        if (found.size() > 1) {
            throw new XmlReadException(
                    XmlReadException.Kind.DUPLICATE_ID,
                    "expected one element with the identifier referred to, found " + found.size());
        }
        return found.get(0);
    }

    /** Whether some element has it. */
    public boolean has(String id) {
        return elements.containsKey(id);
    }

    /** The next node in document order; null at the end. */
    public static Node next(Node node) {
        if (node.getFirstChild() != null) {
            return node.getFirstChild();
        }
        for (Node at = node; at != null; at = at.getParentNode()) {
            if (at.getNextSibling() != null) {
                return at.getNextSibling();
            }
        }
        return null;
    }
}
