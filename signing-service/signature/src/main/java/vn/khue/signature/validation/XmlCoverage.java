package vn.khue.signature.validation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import vn.khue.signature.xml.Dereferencing.Source;
import vn.khue.signature.xml.XmlIds;
import vn.khue.signature.xml.XmlNames;
import vn.khue.signature.xml.XmlReference;
import vn.khue.signature.xml.XmlSignature;

/**
 * Which part of the file a signature is over. What is signed has to be where readers look: the whole document, the objects of a
 * signature that is the document, files beside it, or elements outside of signatures. An element that was moved into a hiding
 * place, or that has an unsigned double, is how signatures are wrapped (XML signature wrapping), and fails.
 *
 * @param covers what is signed: {@code /} for the whole file, paths of elements, names of files
 * @param whole whether nothing in the file is outside of it but this signature
 * @param findings what does not hold
 * @param later signatures that were put into this one afterwards
 */
record XmlCoverage(List<String> covers, boolean whole, List<Finding> findings, List<Change> later) {

    private static final int MAX_NAMED = 20;

    XmlCoverage {
        covers = List.copyOf(covers);
        findings = List.copyOf(findings);
        later = List.copyOf(later);
    }

    /** What a reference that holds is to. */
    record Held(XmlReference reference, Source source) {}

    static XmlCoverage of(XmlSignature signature, List<Held> held) {
        return new Survey(signature, held).make();
    }

    /** One use. */
    private static final class Survey {
        private final XmlSignature signature;
        private final List<Held> held;
        private final Document document;
        private final boolean isDocument;
        private final Set<Node> covered = Collections.newSetFromMap(new IdentityHashMap<>());
        private final List<String> covers = new ArrayList<>();
        private final List<Finding> findings = new ArrayList<>();
        private final List<Change> later = new ArrayList<>();
        private boolean whole;
        private boolean outside;

        Survey(XmlSignature signature, List<Held> held) {
            this.signature = signature;
            this.held = held;
            this.document = signature.element().getOwnerDocument();
            this.isDocument = document.getDocumentElement() == signature.element();
        }

        XmlCoverage make() {
            for (Held one : held) {
                if (one.source() instanceof Source.Whole) {
                    whole();
                } else if (one.source() instanceof Source.Outside file) {
                    outside = true;
                    name(XmlSignature.shown(file.name()));
                } else if (one.source() instanceof Source.Part part) {
                    part(part.element());
                }
            }
            lookAtObjects();
            if (!whole && covered.isEmpty() && !outside) {
                fail(
                        SubIndication.SIGNED_DATA_NOT_FOUND,
                        "expected a signature over some content, found one over itself only");
            } else if (!whole) {
                whole = isDocument && comments(document) == 0;
                lookForUnsigned();
            } else {
                whole = comments(document) == 0;
            }
            return new XmlCoverage(covers, whole && later.isEmpty(), findings, later);
        }

        private void whole() {
            if (isDocument) {
                fail(
                        SubIndication.SIGNED_DATA_NOT_FOUND,
                        "expected content around the signature, found that the signature is the document");
                return;
            }
            whole = true;
            covered.add(document.getDocumentElement());
            name("/");
        }

        private void part(Element element) {
            Element own = signature.element();
            if (element == document.getDocumentElement() && element != own) {
                whole();
            } else if (element == own || !XmlNames.inside(element, own)) {
                elsewhere(element);
            } else if (isOwnObject(element)) {
                object(element);
            } else if (!isOwnPart(element)) {
                wrapped(element);
            }
        }

        /** The key and the properties in their places are no content; anything else in there was put there. */
        private boolean isOwnPart(Element element) {
            if (signature.keyInfoElement().filter(k -> k == element).isPresent()) {
                return true;
            }
            Node parent = element.getParentNode();
            boolean qualified = XmlNames.is(element, XmlNames.XADES, "SignedProperties")
                    && XmlNames.is(parent, XmlNames.XADES, "QualifyingProperties")
                    && isOwnObject(parent.getParentNode());
            boolean property = XmlNames.is(element, XmlNames.DS, "SignatureProperty")
                    && XmlNames.is(parent, XmlNames.DS, "SignatureProperties")
                    && isOwnObject(parent.getParentNode());
            boolean properties = XmlNames.is(element, XmlNames.DS, "SignatureProperties") && isOwnObject(parent);
            return qualified || property || properties;
        }

        private boolean isOwnObject(Node node) {
            return XmlNames.is(node, XmlNames.DS, "Object") && node.getParentNode() == signature.element();
        }

        private void object(Element object) {
            boolean onlyProperties = !XmlNames.children(object).isEmpty()
                    && XmlNames.children(object).stream()
                            .allMatch(c -> XmlNames.is(c, XmlNames.DS, "SignatureProperties"));
            if (onlyProperties) {
                return;
            }
            if (isDocument) {
                covered.add(object);
                name(XmlNames.path(object));
            } else {
                wrapped(object);
            }
        }

        private void elsewhere(Element element) {
            for (Node at = element; at instanceof Element; at = at.getParentNode()) {
                boolean another = XmlNames.is(at, XmlNames.DS, "Signature");
                boolean itself = at == element || XmlNames.is(element, XmlNames.DS, "SignatureValue");
                if (another && !itself) {
                    wrapped(element);
                    return;
                }
            }
            covered.add(element);
            name(XmlNames.path(element));
        }

        private void lookAtObjects() {
            for (Element object : signature.objects()) {
                List<Element> children = XmlNames.children(object);
                boolean properties =
                        children.size() == 1 && XmlNames.is(children.get(0), XmlNames.XADES, "QualifyingProperties");
                boolean nested = !children.isEmpty()
                        && children.stream().allMatch(c -> XmlNames.is(c, XmlNames.DS, "Signature"))
                        && !hasText(object);
                boolean referenced = held.stream()
                        .anyMatch(h -> h.source() instanceof Source.Part part
                                && (part.element() == object || children.equals(List.of(part.element()))));
                if (nested && !referenced) {
                    for (Element child : children) {
                        String id = XmlNames.attribute(child, "Id").orElse("");
                        later.add(new Change(Change.Kind.SIGNATURE_ADDED, true, 0, XmlSignature.shown(id)));
                    }
                } else if (!properties && !referenced) {
                    findings.add(
                            new Finding(
                                    Check.LATER_REVISIONS,
                                    true,
                                    SubIndication.MODIFIED_AFTER_SIGNING,
                                    "expected properties or a later signature in an Object that is not signed, found other content"));
                    return;
                }
            }
        }

        /** Elements around what is signed may be there if they say nothing. */
        private void lookForUnsigned() {
            for (Node node = document.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node.getNodeType() == Node.PROCESSING_INSTRUCTION_NODE) {
                    // It may name a stylesheet, which makes other content of what is signed.
                    findings.add(new Finding(
                            Check.SIGNED_PART,
                            false,
                            SubIndication.PARTLY_SIGNED,
                            "expected no processing instruction outside of what is signed, found one"));
                }
            }
            List<Element> unsigned = new ArrayList<>();
            walk(document.getDocumentElement(), unsigned);
            Optional<Element> twin = unsigned.stream().filter(this::isDouble).findFirst();
            if (twin.isPresent()) {
                fail(
                        SubIndication.WRAPPED,
                        "expected one element of the signed one's name, found an unsigned one at "
                                + XmlNames.path(twin.get()));
            } else if (!unsigned.isEmpty()) {
                findings.add(new Finding(
                        Check.SIGNED_PART,
                        false,
                        SubIndication.PARTLY_SIGNED,
                        "expected the whole file to be signed, found " + String.join(", ", covers) + " signed, and not "
                                + XmlNames.path(unsigned.get(0))));
            }
        }

        private boolean isDouble(Element candidate) {
            return covered.stream()
                    .anyMatch(c -> !XmlNames.is(c, XmlNames.DS, "Signature")
                            && c.getLocalName().equals(candidate.getLocalName()));
        }

        /** Whether a signature or something signed is in it; what is neither, nor around them and silent, is unsigned. */
        private boolean walk(Element element, List<Element> unsigned) {
            if (covered.contains(element) || XmlNames.is(element, XmlNames.DS, "Signature")) {
                return true;
            }
            boolean frame = false;
            List<Element> children = XmlNames.children(element);
            for (Element child : children) {
                frame |= walk(child, unsigned);
            }
            if (!frame || hasText(element) || hasValues(element)) {
                unsigned.add(element);
            }
            return frame;
        }

        private static boolean hasText(Element element) {
            for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
                boolean text = child.getNodeType() == Node.TEXT_NODE
                        && !child.getNodeValue().isBlank();
                if (text || child.getNodeType() == Node.PROCESSING_INSTRUCTION_NODE) {
                    return true;
                }
            }
            return false;
        }

        private static boolean hasValues(Element element) {
            NamedNodeMap attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                if (!XmlNames.XMLNS.equals(((Attr) attributes.item(i)).getNamespaceURI())) {
                    return true;
                }
            }
            return false;
        }

        /** Comments are never signed by what is allowed here. */
        private static int comments(Document document) {
            int count = 0;
            for (Node node = document.getFirstChild(); node != null; node = XmlIds.next(node)) {
                if (node.getNodeType() == Node.COMMENT_NODE) {
                    count++;
                }
            }
            return count;
        }

        private void wrapped(Element element) {
            fail(
                    SubIndication.WRAPPED,
                    "expected what is signed where readers look for it, found it at " + XmlNames.path(element));
        }

        private void fail(SubIndication sub, String detail) {
            findings.add(new Finding(Check.SIGNED_PART, true, sub, detail));
        }

        private void name(String what) {
            if (covers.size() < MAX_NAMED && !covers.contains(what)) {
                covers.add(what);
            }
        }
    }
}
