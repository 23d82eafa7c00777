package vn.khue.signature.xml;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Looks up what a reference names and makes its octets (XML Signature, 4.4.3.2). Allowed are: the whole document, an element by
 * its identifier, and a file by its plain name, in a container by its path; the enveloped-signature transform, then one canonicalization. Not thread-safe,
 * because the signature is taken out of the document for a moment.
 */
public final class Dereferencing {

    /** What a reference is to. */
    public sealed interface Source {

        /** URI "": the document. */
        record Whole(Document document) implements Source {}

        /** URI "#id": an element of the document. */
        record Part(Element element) implements Source {}

        /** A file beside the signature. */
        record Outside(String name) implements Source {}
    }

    /** How files outside are named. */
    public enum Names {
        /** By a plain name: they lie beside the signature. */
        PLAIN("[^/\\\\:?#\\p{Cntrl}]{1,255}"),
        /** By a path from the root of a container (ETSI EN 319 162-1, 4.4.3.2). */
        PATHS("(?=.{1,255}$)[^/\\\\:?#\\p{Cntrl}]+(/[^/\\\\:?#\\p{Cntrl}]+)*");

        private final Pattern pattern;

        Names(String pattern) {
            this.pattern = Pattern.compile(pattern);
        }
    }

    private static final long MAX_OUTSIDE = 64L << 20;
    /** All that is digested of one file, over all signatures and timestamps. */
    private static final long MAX_DIGESTED = 512L << 20;

    private final Document document;
    private final XmlIds ids;
    private final DetachedContents contents;
    private final Names names;
    private long digested;

    /**
     * @param document with the signatures
     * @param contents files that signatures may name
     */
    public Dereferencing(Document document, DetachedContents contents) {
        this(document, contents, Names.PLAIN);
    }

    /** The same with other names of files. */
    public Dereferencing(Document document, DetachedContents contents, Names names) {
        this.names = names;
        this.document = document;
        this.ids = XmlIds.of(document);
        this.contents = contents;
    }

    /** Identifiers of the document. */
    public XmlIds ids() {
        return ids;
    }

    /** @throws XmlReadException REFERENCE, MISSING or DUPLICATE_ID */
    public Source source(XmlReference reference) throws XmlReadException {
        if (reference.uri().isEmpty()) {
            throw refused("a reference with a URI", "one without");
        }
        String uri = reference.uri().get();
        if (uri.isEmpty()) {
            return new Source.Whole(document);
        }
        if (uri.startsWith("#xpointer")) {
            throw refused("a reference by a plain identifier", "an XPointer");
        }
        if (uri.startsWith("#")) {
            return new Source.Part(ids.only(uri.substring(1)));
        }
        return new Source.Outside(fileName(uri));
    }

    private String fileName(String uri) throws XmlReadException {
        try {
            URI parsed = new URI(uri);
            if (parsed.isAbsolute() || parsed.getRawAuthority() != null) {
                throw refused(
                        "a reference within the file or to a file beside it",
                        "one to elsewhere: " + XmlSignature.shown(uri));
            }
            String path = parsed.getPath();
            if (path == null
                    || parsed.getRawFragment() != null
                    || parsed.getRawQuery() != null
                    || !names.pattern.matcher(path).matches()
                    || Arrays.stream(path.split("/")).anyMatch(part -> part.equals(".") || part.equals(".."))) {
                throw refused("a plain file name", "a path: " + XmlSignature.shown(uri));
            }
            return path;
        } catch (URISyntaxException e) {
            throw new XmlReadException(
                    XmlReadException.Kind.REFERENCE, "expected a reference by a URI, found other text", e);
        }
    }

    private static XmlReadException refused(String expected, String found) {
        return new XmlReadException(XmlReadException.Kind.REFERENCE, "expected " + expected + ", found " + found);
    }

    /**
     * Writes what is digested.
     *
     * @param signature taken out by the enveloped-signature transform
     * @throws XmlReadException REFERENCE, MISSING, DUPLICATE_ID, TRANSFORM, SYNTAX or LIMIT
     */
    public void write(XmlReference reference, Element signature, OutputStream out) throws XmlReadException {
        write(reference, signature, Canonical.INCLUSIVE, out);
    }

    /** The same with another method for what no transform canonicalizes, as archive timestamps have it. */
    void write(XmlReference reference, Element signature, Canonical otherwise, OutputStream out)
            throws XmlReadException {
        if (digested > MAX_DIGESTED) {
            throw new XmlReadException(
                    XmlReadException.Kind.LIMIT,
                    "expected at most " + MAX_DIGESTED + " bytes to digest in one file, found more");
        }
        Counted counted = new Counted(out);
        try {
            digest(reference, signature, otherwise, counted);
        } finally {
            digested += counted.count;
        }
    }

    private void digest(XmlReference reference, Element signature, Canonical otherwise, OutputStream out)
            throws XmlReadException {
        Source source = source(reference);
        List<XmlReference.Transform> transforms = reference.transforms();
        boolean enveloped = !transforms.isEmpty()
                && transforms.get(0).algorithm().equals(XmlReference.ENVELOPED)
                && transforms.get(0).bare();
        Optional<Canonical> method = method(transforms.subList(enveloped ? 1 : 0, transforms.size()));
        String prefixes = transforms.isEmpty()
                ? ""
                : transforms.get(transforms.size() - 1).prefixes();
        if (source instanceof Source.Outside file) {
            if (enveloped) {
                throw transform("no enveloped-signature transform of a file outside", XmlReference.ENVELOPED);
            }
            outside(file.name(), method, prefixes, out);
            return;
        }
        Canonical inside = method.orElse(otherwise).withoutComments();
        Node node = source instanceof Source.Part part ? part.element() : document;
        String kept = inside.exclusive() ? prefixes : "";
        if (!enveloped) {
            inside.write(node, kept, out);
            return;
        }
        if (node == signature || !XmlNames.inside(signature, node)) {
            throw transform("a signature within what it signs, for this transform", XmlReference.ENVELOPED);
        }
        without(node, signature, inside, kept, out);
    }

    private static void without(Node node, Element signature, Canonical method, String prefixes, OutputStream out)
            throws XmlReadException {
        Node parent = signature.getParentNode();
        Node next = signature.getNextSibling();
        parent.removeChild(signature);
        try {
            method.write(node, prefixes, out);
        } finally {
            parent.insertBefore(signature, next);
        }
    }

    private static Optional<Canonical> method(List<XmlReference.Transform> rest) throws XmlReadException {
        if (rest.isEmpty()) {
            return Optional.empty();
        }
        XmlReference.Transform last = rest.get(0);
        Optional<Canonical> method = Canonical.of(last.algorithm());
        if (rest.size() > 1 || method.isEmpty() || !last.bare()) {
            String found = rest.stream()
                    .map(XmlReference.Transform::algorithm)
                    .filter(a -> Canonical.of(a).isEmpty())
                    .findFirst()
                    .orElse(last.algorithm());
            throw transform("enveloped-signature, then one canonicalization", found);
        }
        return method;
    }

    private static XmlReadException transform(String expected, String found) {
        return new XmlReadException(
                XmlReadException.Kind.TRANSFORM, "expected " + expected + ", found " + XmlSignature.shown(found));
    }

    private void outside(String name, Optional<Canonical> method, String prefixes, OutputStream out)
            throws XmlReadException {
        try {
            Optional<InputStream> opened = contents.open(name);
            if (opened.isEmpty()) {
                throw new XmlReadException(
                        XmlReadException.Kind.MISSING,
                        "expected the signed file " + XmlSignature.shown(name)
                                + " beside the signature, found none; give it");
            }
            try (InputStream in = opened.get()) {
                if (method.isEmpty()) {
                    copy(in, out);
                    return;
                }
                byte[] bytes = in.readNBytes(XmlReader.MAX_BYTES + 1);
                Document other = XmlReader.read(bytes);
                method.get().write(other, method.get().exclusive() ? prefixes : "", out);
            }
        } catch (IOException e) {
            throw new XmlReadException(
                    XmlReadException.Kind.MISSING,
                    "expected the signed file to be readable, found an error of the disk",
                    e);
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException, XmlReadException {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            total += n;
            if (total > MAX_OUTSIDE) {
                throw new XmlReadException(
                        XmlReadException.Kind.LIMIT,
                        "expected a signed file of at most " + MAX_OUTSIDE + " bytes, found a larger one");
            }
            out.write(buffer, 0, n);
        }
    }

    /** Counts what goes through. */
    private static final class Counted extends OutputStream {
        private final OutputStream out;
        private long count;

        Counted(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            count++;
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            count += length;
            out.write(bytes, from, length);
        }
    }
}
