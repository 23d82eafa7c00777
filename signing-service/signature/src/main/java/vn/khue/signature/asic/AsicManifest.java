package vn.khue.signature.asic;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import vn.khue.pki.DigestAlgorithm;

/**
 * A manifest of an ASiC-E container (ETSI EN 319 162-1, A.4): which signature or timestamp stands for it, and the digest of each
 * file that is covered. Reads strictly: UTF-8, no DOCTYPE, no processing instruction, no element that is not known, at most
 * {@value #MAX_BYTES} bytes. Writes the same bytes for the same content. Immutable.
 *
 * @param target entry of the signature or timestamp over this manifest
 * @param targetType MIME type of the target, or empty
 * @param references at least one, each name once
 */
public record AsicManifest(String target, String targetType, List<ManifestReference> references) {

    /** Bytes of a manifest. */
    public static final int MAX_BYTES = 1 << 20;

    static final String SIGNATURE_TYPE = "application/x-pkcs7-signature";
    static final String TIMESTAMP_TYPE = "application/vnd.etsi.timestamp-token";

    private static final String ASIC = "http://uri.etsi.org/02918/v1.2.1#";
    private static final String DSIG = "http://www.w3.org/2000/09/xmldsig#";
    private static final Map<String, DigestAlgorithm> ALGORITHMS = Map.of(
            "http://www.w3.org/2001/04/xmlenc#sha256", DigestAlgorithm.SHA256,
            "http://www.w3.org/2001/04/xmldsig-more#sha384", DigestAlgorithm.SHA384,
            "http://www.w3.org/2001/04/xmlenc#sha512", DigestAlgorithm.SHA512,
            "http://www.w3.org/2007/05/xmldsig-more#sha3-256", DigestAlgorithm.SHA3_256,
            "http://www.w3.org/2007/05/xmldsig-more#sha3-384", DigestAlgorithm.SHA3_384,
            "http://www.w3.org/2007/05/xmldsig-more#sha3-512", DigestAlgorithm.SHA3_512);

    public AsicManifest {
        references = List.copyOf(references);
    }

    /** UTF-8 XML. */
    byte[] encoded() {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<asic:ASiCManifest xmlns:asic=\"")
                .append(ASIC)
                .append("\" xmlns:ds=\"")
                .append(DSIG);
        xml.append("\">\n<asic:SigReference URI=\"").append(uri(target)).append("\" MimeType=\"");
        xml.append(escape(targetType)).append("\"/>\n");
        for (ManifestReference reference : references) {
            xml.append("<asic:DataObjectReference URI=\"")
                    .append(uri(reference.name()))
                    .append('"');
            if (!reference.mimeType().isEmpty()) {
                xml.append(" MimeType=\"").append(escape(reference.mimeType())).append('"');
            }
            if (reference.root()) {
                xml.append(" Rootfile=\"true\"");
            }
            xml.append(">\n<ds:DigestMethod Algorithm=\"").append(identifier(reference.algorithm()));
            xml.append("\"/>\n<ds:DigestValue>")
                    .append(Base64.getEncoder().encodeToString(reference.digest()))
                    .append("</ds:DigestValue>\n</asic:DataObjectReference>\n");
        }
        return xml.append("</asic:ASiCManifest>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String identifier(DigestAlgorithm algorithm) {
        return ALGORITHMS.entrySet().stream()
                .filter(each -> each.getValue() == algorithm)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("expected a hash of the manifest's list, found " + algorithm));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    /** Percent-encoded (RFC 3986), slashes kept. */
    private static String uri(String name) {
        StringBuilder uri = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-._~/".indexOf(c) >= 0;
            if (plain) {
                uri.append(c);
            } else {
                uri.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return uri.toString();
    }

    /**
     * Reads a manifest.
     *
     * @throws AsicReadException MANIFEST for anything that is none
     */
    public static AsicManifest parse(byte[] xml) throws AsicReadException {
        if (xml.length > MAX_BYTES) {
            throw new AsicReadException(
                    AsicReadException.Kind.LIMIT, "expected a manifest of at most " + MAX_BYTES + " bytes, found more");
        }
        String text = utf8(xml);
        if (text.contains("<!")) {
            throw bad("expected a manifest without DOCTYPE, comments and CDATA, found one with such");
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
            try {
                if (reader.getCharacterEncodingScheme() != null
                        && !reader.getCharacterEncodingScheme().equalsIgnoreCase("UTF-8")) {
                    throw bad("expected a manifest in UTF-8, found another encoding declared");
                }
                return new Reading(reader).manifest();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException e) {
            // The parser's own exceptions for hostile input are not all checked ones.
            throw new AsicReadException(
                    AsicReadException.Kind.MANIFEST, "expected a manifest of well-formed XML, found other bytes", e);
        }
    }

    private static String utf8(byte[] xml) throws AsicReadException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(xml))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AsicReadException(
                    AsicReadException.Kind.MANIFEST, "expected a manifest in UTF-8, found other bytes", e);
        }
    }

    private static AsicReadException bad(String message) {
        return new AsicReadException(AsicReadException.Kind.MANIFEST, message);
    }

    /** One pass over the elements, each in its only place. */
    private static final class Reading {
        private static final int MAX_REFERENCES = 500;

        private final XMLStreamReader in;

        Reading(XMLStreamReader in) {
            this.in = in;
        }

        AsicManifest manifest() throws XMLStreamException, AsicReadException {
            start(ASIC, "ASiCManifest", Set.of());
            start(ASIC, "SigReference", Set.of("URI", "MimeType"));
            String target = decoded(in.getAttributeValue(null, "URI"));
            String targetType = attribute("MimeType");
            end();
            List<ManifestReference> references = new ArrayList<>();
            Set<String> names = new HashSet<>();
            while (next() == XMLStreamConstants.START_ELEMENT) {
                require(ASIC, "DataObjectReference", Set.of("URI", "MimeType", "Rootfile"));
                ManifestReference reference = reference();
                if (!names.add(reference.name()) || references.size() >= MAX_REFERENCES) {
                    throw bad("expected at most " + MAX_REFERENCES + " references, each to another file, found others");
                }
                references.add(reference);
            }
            if (next() != XMLStreamConstants.END_DOCUMENT || references.isEmpty()) {
                throw bad("expected a manifest that names at least one file, found none");
            }
            return new AsicManifest(target, targetType, references);
        }

        private ManifestReference reference() throws XMLStreamException, AsicReadException {
            String name = decoded(in.getAttributeValue(null, "URI"));
            String mimeType = attribute("MimeType");
            boolean root = attribute("Rootfile").equals("true");
            start(DSIG, "DigestMethod", Set.of("Algorithm"));
            DigestAlgorithm algorithm = ALGORITHMS.get(attribute("Algorithm"));
            if (algorithm == null) {
                throw bad("expected one of the hashes " + ALGORITHMS.values() + " in a manifest, found another");
            }
            end();
            start(DSIG, "DigestValue", Set.of());
            byte[] digest = Base64.getDecoder().decode(in.getElementText().replaceAll("[\\x20\\t\\r\\n]", ""));
            if (digest.length != algorithm.length()) {
                throw bad("expected a digest as long as its hash, found another length");
            }
            end();
            return new ManifestReference(name, mimeType, algorithm, digest, root);
        }

        private String attribute(String name) {
            String value = in.getAttributeValue(null, name);
            return value == null ? "" : value;
        }

        private void start(String namespace, String name, Set<String> attributes)
                throws XMLStreamException, AsicReadException {
            if (next() != XMLStreamConstants.START_ELEMENT) {
                throw bad("expected element " + name + ", found none");
            }
            require(namespace, name, attributes);
        }

        private void require(String namespace, String name, Set<String> attributes) throws AsicReadException {
            if (!namespace.equals(in.getNamespaceURI()) || !name.equals(in.getLocalName())) {
                throw bad("expected element " + name + ", found another");
            }
            for (int i = 0; i < in.getAttributeCount(); i++) {
                String space = in.getAttributeNamespace(i);
                boolean own = space == null || space.isEmpty();
                if (!own || !attributes.contains(in.getAttributeLocalName(i))) {
                    throw bad("expected only known attributes on " + name + ", found another");
                }
            }
        }

        private void end() throws XMLStreamException, AsicReadException {
            if (next() != XMLStreamConstants.END_ELEMENT) {
                throw bad("expected the end of an element, found another element");
            }
        }

        /** Passes over white space; refuses text, instructions, references and whatever else there may be. */
        private int next() throws XMLStreamException, AsicReadException {
            int event = in.next();
            while (event == XMLStreamConstants.SPACE || (event == XMLStreamConstants.CHARACTERS && in.isWhiteSpace())) {
                event = in.next();
            }
            if (event != XMLStreamConstants.START_ELEMENT
                    && event != XMLStreamConstants.END_ELEMENT
                    && event != XMLStreamConstants.END_DOCUMENT) {
                throw bad("expected elements only, found something else");
            }
            return event;
        }

        private static String decoded(String uri) throws AsicReadException {
            if (uri == null) {
                throw bad("expected a URI in each reference, found none");
            }
            byte[] bytes = uri.getBytes(StandardCharsets.UTF_8);
            byte[] out = new byte[bytes.length];
            int length = 0;
            for (int i = 0; i < bytes.length; i++) {
                int b = bytes[i];
                if (b == '%') {
                    if (i + 2 >= bytes.length) {
                        throw bad("expected a whole percent escape, found a part");
                    }
                    b = Character.digit(bytes[i + 1], 16) << 4 | Character.digit(bytes[i + 2], 16);
                    if (b < 0) {
                        throw bad("expected hexadecimal digits in a percent escape, found others");
                    }
                    i += 2;
                }
                out[length++] = (byte) b;
            }
            String name = utf8(java.util.Arrays.copyOf(out, length));
            EntryName.require(name);
            return name;
        }
    }
}
