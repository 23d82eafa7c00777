package vn.khue.signature.report;

import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.signature.xml.XmlAlgorithms;

/**
 * XML written element by element with the JDK's own StAX. Names are {@code prefix:Local}, of the report's namespace where there is no
 * prefix. Texts of strangers are cut to {@value #LONGEST} characters, and what XML does not allow or nobody would see becomes U+FFFD.
 * One use; not thread-safe.
 */
final class XmlOutput {

    static final int LONGEST = 600;

    private static final int REPLACEMENT = 0xFFFD;
    private static final int LAST_YEAR = 9999;

    private static final Map<String, String> NAMESPACES = Map.of(
            "", "http://uri.etsi.org/19102/v1.4.1#",
            "ds", "http://www.w3.org/2000/09/xmldsig#",
            "xades", "http://uri.etsi.org/01903/v1.3.2#",
            "tsl", "http://uri.etsi.org/02231/v2#",
            "khue", "urn:khue:validation",
            "xs", "http://www.w3.org/2001/XMLSchema",
            "xsi", "http://www.w3.org/2001/XMLSchema-instance");

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter out;
    private final Deque<String> opened = new ArrayDeque<>();

    /** Begins the document with its one element. */
    XmlOutput(String root) {
        try {
            out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            out.writeStartDocument("UTF-8", "1.0");
            open(root);
            out.writeDefaultNamespace(NAMESPACES.get(""));
            NAMESPACES.keySet().stream()
                    .filter(prefix -> !prefix.isEmpty())
                    .sorted()
                    .forEach(this::declare);
        } catch (XMLStreamException e) {
            throw memory(e);
        }
    }

    private void declare(String prefix) {
        try {
            out.writeNamespace(prefix, NAMESPACES.get(prefix));
        } catch (XMLStreamException e) {
            throw memory(e);
        }
    }

    private static IllegalStateException memory(XMLStreamException e) {
        return new IllegalStateException("writing to memory does not fail", e);
    }

    XmlOutput open(String name) {
        int colon = name.indexOf(':');
        String prefix = name.substring(0, Math.max(colon, 0));
        try {
            out.writeStartElement(prefix, name.substring(colon + 1), NAMESPACES.get(prefix));
            opened.push(name);
            return this;
        } catch (XMLStreamException e) {
            throw memory(e);
        }
    }

    /** Ends the element that was opened last; it has to be this one. */
    void close(String name) {
        String last = opened.pop();
        if (!last.equals(name)) {
            throw new IllegalStateException("expected to end " + last + ", found " + name);
        }
        try {
            out.writeEndElement();
        } catch (XMLStreamException e) {
            throw memory(e);
        }
    }

    XmlOutput attribute(String name, String value) {
        int colon = name.indexOf(':');
        try {
            if (colon < 0) {
                out.writeAttribute(name, shown(value));
            } else {
                String prefix = name.substring(0, colon);
                out.writeAttribute(prefix, NAMESPACES.get(prefix), name.substring(colon + 1), shown(value));
            }
            return this;
        } catch (XMLStreamException e) {
            throw memory(e);
        }
    }

    private void characters(String value) {
        try {
            out.writeCharacters(value);
        } catch (XMLStreamException e) {
            throw memory(e);
        }
    }

    /** An element with text. */
    void text(String name, String value) {
        open(name);
        characters(shown(value));
        close(name);
    }

    /** An element with text that says so: where the schema takes anything. */
    void typedText(String name, String value) {
        open(name).attribute("xsi:type", "xs:string");
        characters(shown(value));
        close(name);
    }

    /** An element with {@code VOReference}: the identifier of an object of this report. */
    void reference(String name, String id) {
        open(name).attribute("VOReference", id);
        close(name);
    }

    void base64(String name, byte[] value) {
        open(name);
        characters(Base64.getEncoder().encodeToString(value));
        close(name);
    }

    /** An element with a digest of type DigestAlgAndValueType. */
    void digest(String name, DigestAlgorithm algorithm, byte[] value) {
        open(name);
        digest(algorithm, value);
        close(name);
    }

    /** DigestMethod and DigestValue. */
    void digest(DigestAlgorithm algorithm, byte[] value) {
        open("ds:DigestMethod").attribute("Algorithm", XmlAlgorithms.uri(algorithm));
        close("ds:DigestMethod");
        base64("ds:DigestValue", value);
    }

    /** A SHA-256 in hex, of type DigestAlgAndValueType. */
    void sha256(String name, String hex) {
        digest(name, DigestAlgorithm.SHA256, HexFormat.of().parseHex(hex));
    }

    /** In whole seconds, because EU DSS reads no others. */
    void time(String name, Instant time) {
        // xs:dateTime has years of more than four digits without a sign.
        text(name, time.truncatedTo(ChronoUnit.SECONDS).toString().replace("+", ""));
    }

    /** The time where xs:dateTime as everybody reads it can hold it: years 1 to 9999. */
    static Optional<Instant> writable(Optional<Instant> time) {
        return time.filter(t -> {
            int year = t.atOffset(ZoneOffset.UTC).getYear();
            return year >= 1 && year <= LAST_YEAR;
        });
    }

    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(LONGEST).map(XmlOutput::visible).forEach(shown::appendCodePoint);
        return shown.toString();
    }

    private static int visible(int codePoint) {
        boolean noncharacter = (codePoint & 0xFFFE) == 0xFFFE;
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.FORMAT,
                    Character.SURROGATE -> REPLACEMENT;
            default -> noncharacter ? REPLACEMENT : codePoint;
        };
    }

    /** Ends the document, which has no line breaks. */
    String end(String root) {
        close(root);
        try {
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw memory(e);
        }
        return text.toString();
    }
}
