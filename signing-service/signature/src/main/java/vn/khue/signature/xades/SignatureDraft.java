package vn.khue.signature.xades;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.xml.Base64Text;
import vn.khue.signature.xml.Canonical;
import vn.khue.signature.xml.DetachedContents;
import vn.khue.signature.xml.XmlIds;
import vn.khue.signature.xml.XmlNames;
import vn.khue.signature.xml.XmlReadException;
import vn.khue.signature.xml.XmlReader;
import vn.khue.signature.xml.XmlSignature;

/**
 * A document with the place of a signature in it, and what that signature is to refer to. One use; not thread-safe.
 */
final class SignatureDraft {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MAX_INSIDE = 16 << 20;

    /**
     * A reference to content.
     *
     * @param id of the reference
     * @param uri as in the file
     * @param transforms URIs in order
     * @param type URI, where there is one
     * @param mediaType for DataObjectFormat
     */
    record Pointer(String id, String uri, List<String> transforms, Optional<String> type, String mediaType) {
        Pointer {
            transforms = List.copyOf(transforms);
        }
    }

    private final String mark = newMark();
    private final Document document;
    private final Element signature;
    private final List<Pointer> pointers;
    private final DetachedContents contents;
    private byte[] documentDigest = new byte[0];

    private SignatureDraft(SignedContent content) throws SignatureFailure, IOException, XmlReadException {
        if (content instanceof SignedContent.WholeXml whole) {
            this.document = read(whole.file());
            this.signature = newSignature();
            place(latest(document)).appendChild(signature);
            this.pointers = List.of(pointer(
                    0,
                    "",
                    List.of(XmlNames.DS + "enveloped-signature", Canonical.INCLUSIVE_11.uri()),
                    Optional.empty(),
                    "text/xml"));
            this.contents = DetachedContents.none();
        } else if (content instanceof SignedContent.XmlElement part) {
            this.document = read(part.file());
            Element element = element(part.id());
            this.signature = newSignature();
            document.getDocumentElement().appendChild(signature);
            this.pointers = List.of(pointer(
                    0,
                    "#" + part.id(),
                    List.of(Canonical.INCLUSIVE_11.uri()),
                    Optional.empty(),
                    element.hasChildNodes() ? "text/xml" : "text/plain"));
            this.contents = DetachedContents.none();
        } else if (content instanceof SignedContent.Inside inside) {
            this.document = XmlReader.empty();
            this.signature = newSignature();
            document.appendChild(signature);
            this.pointers = List.of(enclose(inside));
            this.contents = DetachedContents.none();
        } else {
            SignedContent.Beside beside = (SignedContent.Beside) content;
            this.document = XmlReader.empty();
            this.signature = newSignature();
            document.appendChild(signature);
            Map<String, Path> files = new HashMap<>();
            List<Pointer> all = new ArrayList<>();
            for (SignedContent.Content file : beside.files()) {
                String name = String.valueOf(file.file().getFileName());
                files.put(name, file.file());
                all.add(pointer(all.size(), FileUri.of(name), List.of(), Optional.empty(), file.mediaType()));
            }
            this.pointers = List.copyOf(all);
            this.contents = DetachedContents.of(files);
        }
    }

    static SignatureDraft of(SignedContent content) throws SignatureFailure {
        try {
            return new SignatureDraft(content);
        } catch (XmlReadException e) {
            throw unreadable("expected XML that can be signed, found trouble: " + e.getMessage(), e);
        } catch (IOException e) {
            throw unreadable("expected a file that can be read, found an error of the disk; check space and rights", e);
        }
    }

    static SignatureFailure unreadable(String message, Exception cause) {
        return new SignatureFailure(SignatureFailure.Reason.UNREADABLE_FILE, message, cause);
    }

    /** 96 random bits in hex, so that no identifier made of them is in any document. */
    static String newMark() {
        return HexFormat.of().formatHex(random());
    }

    private static byte[] random() {
        byte[] bytes = new byte[12];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static Document read(Path file) throws IOException, XmlReadException, SignatureFailure {
        if (Files.size(file) > XmlReader.MAX_BYTES) {
            throw unreadable("expected at most " + XmlReader.MAX_BYTES + " bytes of XML, found more", null);
        }
        return XmlReader.read(Files.readAllBytes(file));
    }

    private Element newSignature() {
        return XmlBuilder.with(
                XmlBuilder.declare(new XmlBuilder(document).ds("Signature"), "ds", XmlNames.DS), "Id", id());
    }

    /** Where the next signature of a whole file goes: into the document element, or into an object of the latest signature. */
    private Element place(Optional<Element> latest) {
        if (latest.isEmpty()) {
            return document.getDocumentElement();
        }
        // The signature before may have been made with another prefix.
        Element object = XmlBuilder.declare(new XmlBuilder(document).ds("Object"), "ds", XmlNames.DS);
        latest.get().appendChild(object);
        return object;
    }

    private static Optional<Element> latest(Document document) throws SignatureFailure {
        List<Element> all = XmlSignature.all(document);
        for (int i = 1; i < all.size(); i++) {
            Node object = all.get(i).getParentNode();
            boolean layered = XmlNames.is(object, XmlNames.DS, "Object") && object.getParentNode() == all.get(i - 1);
            if (!layered) {
                throw unreadable(
                        "expected signatures that each cover the one before, found some beside one another; sign an element instead",
                        null);
            }
        }
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Element latest = all.get(all.size() - 1);
        if (latest.getElementsByTagNameNS(XmlNames.XADES141, "ArchiveTimeStamp").getLength() > 0) {
            throw unreadable(
                    "expected a file without an archive timestamp, found one that a further signature would break; sign"
                            + " before it is archived",
                    null);
        }
        return Optional.of(latest);
    }

    private Element element(String wanted) throws XmlReadException, SignatureFailure {
        Element element = XmlIds.of(document).only(wanted);
        for (Node at = element; at instanceof Element; at = at.getParentNode()) {
            if (XmlNames.is(at, XmlNames.DS, "Signature")) {
                throw unreadable("expected an element outside of signatures, found one inside", null);
            }
        }
        if (element == document.getDocumentElement()) {
            throw unreadable("expected an element inside the document element, found it; sign the whole file", null);
        }
        return element;
    }

    private Pointer enclose(SignedContent.Inside inside) throws IOException, SignatureFailure {
        if (Files.size(inside.file()) > MAX_INSIDE) {
            throw unreadable("expected at most " + MAX_INSIDE + " bytes to put into a signature, found more", null);
        }
        byte[] bytes = Files.readAllBytes(inside.file());
        Element object = new XmlBuilder(document).ds("Object");
        XmlBuilder.with(object, "Id", "o-" + mark);
        XmlBuilder.with(object, "MimeType", inside.mediaType());
        Optional<Document> xml = xml(bytes);
        if (xml.isPresent()) {
            object.appendChild(document.importNode(xml.get().getDocumentElement(), true));
        } else {
            XmlBuilder.with(object, "Encoding", XmlNames.DS + "base64");
            object.appendChild(document.createTextNode(Base64Text.encode(bytes)));
        }
        signature.appendChild(object);
        return pointer(
                0,
                "#o-" + mark,
                List.of(Canonical.EXCLUSIVE.uri()),
                Optional.of(XmlNames.DS + "Object"),
                inside.mediaType());
    }

    /** XML with a signature of its own is enclosed as bytes: its references are to another document. */
    private static Optional<Document> xml(byte[] bytes) {
        if (!XmlReader.looksLikeXml(bytes)) {
            return Optional.empty();
        }
        try {
            Document read = XmlReader.read(bytes);
            boolean signed = !XmlSignature.all(read).isEmpty();
            boolean alone = read.getChildNodes().getLength() == 1;
            return signed || !alone ? Optional.empty() : Optional.of(read);
        } catch (XmlReadException e) {
            return Optional.empty();
        }
    }

    private Pointer pointer(int number, String uri, List<String> transforms, Optional<String> type, String mediaType) {
        return new Pointer("r-" + mark + "-" + number, uri, transforms, type, mediaType);
    }

    /** {@code Id} of the signature. */
    String id() {
        return "s-" + mark;
    }

    /** Part of every identifier of this signature, so that none is in the document already. */
    String mark() {
        return mark;
    }

    Document document() {
        return document;
    }

    Element signature() {
        return signature;
    }

    List<Pointer> pointers() {
        return pointers;
    }

    DetachedContents contents() {
        return contents;
    }

    byte[] documentDigest() {
        return documentDigest.clone();
    }

    void digested(byte[] digest) {
        documentDigest = digest.clone();
    }
}
