package vn.khue.signature.xml;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.apache.xml.security.Init;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.w3c.dom.Node;

/** The canonicalization methods that are on the list, and what they make of a subtree. Thread-safe. */
public enum Canonical {
    /** Canonical XML 1.0. */
    INCLUSIVE("http://www.w3.org/TR/2001/REC-xml-c14n-20010315", false),
    /** Canonical XML 1.0, comments kept. */
    INCLUSIVE_WITH_COMMENTS("http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments", true),
    /** Canonical XML 1.1. */
    INCLUSIVE_11("http://www.w3.org/2006/12/xml-c14n11", false),
    /** Canonical XML 1.1, comments kept. */
    INCLUSIVE_11_WITH_COMMENTS("http://www.w3.org/2006/12/xml-c14n11#WithComments", true),
    /** Exclusive XML Canonicalization 1.0. */
    EXCLUSIVE("http://www.w3.org/2001/10/xml-exc-c14n#", false),
    /** Exclusive XML Canonicalization 1.0, comments kept. */
    EXCLUSIVE_WITH_COMMENTS("http://www.w3.org/2001/10/xml-exc-c14n#WithComments", true);

    static {
        Init.init();
    }

    private final String uri;
    private final boolean comments;

    Canonical(String uri, boolean comments) {
        this.uri = uri;
        this.comments = comments;
    }

    /** As it stands in a file. */
    public String uri() {
        return uri;
    }

    /** Empty for one that is not on the list. */
    public static Optional<Canonical> of(String uri) {
        return Arrays.stream(values()).filter(c -> c.uri.equals(uri)).findFirst();
    }

    boolean exclusive() {
        return this == EXCLUSIVE || this == EXCLUSIVE_WITH_COMMENTS;
    }

    /** A node set that was got by an identifier or an empty URI has no comments (XML Signature, 4.4.3.3). */
    Canonical withoutComments() {
        if (!comments) {
            return this;
        }
        return switch (this) {
            case INCLUSIVE_WITH_COMMENTS -> INCLUSIVE;
            case INCLUSIVE_11_WITH_COMMENTS -> INCLUSIVE_11;
            default -> EXCLUSIVE;
        };
    }

    /**
     * @param node a document or an element
     * @param prefixes that exclusive canonicalization treats as inclusive, apart by spaces; empty otherwise
     * @param out where the octets go; not closed
     */
    void write(Node node, String prefixes, OutputStream out) throws XmlReadException {
        try {
            Canonicalizer canonicalizer = Canonicalizer.getInstance(uri);
            if (prefixes.isEmpty()) {
                canonicalizer.canonicalizeSubtree(node, out);
            } else {
                canonicalizer.canonicalizeSubtree(node, prefixes, out);
            }
        } catch (XMLSecurityException e) {
            // A relative namespace name, for instance, has no canonical form.
            throw new XmlReadException(
                    XmlReadException.Kind.SYNTAX,
                    "expected XML that has a canonical form, found some that has none",
                    e);
        }
    }

    /** The octets of a subtree. */
    public byte[] of(Node node) throws XmlReadException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(node, "", out);
        return out.toByteArray();
    }
}
