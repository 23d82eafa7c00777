package vn.khue.signature.xml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Reads XML 1.0 without DOCTYPE, entities or anything from outside. Size and amount of markup are bounded before the parser
 * starts, depth and attributes while it runs. The one place where Khuê parses XML that it did not make.
 */
public final class XmlReader {

    /** Largest file that is read, bytes. */
    public static final int MAX_BYTES = 32 << 20;

    /** Most tags, comments and processing instructions together, and most equals signs. */
    static final int MAX_MARKUP = 500_000;

    /** Deepest nesting of elements. */
    static final int MAX_DEPTH = 100;

    private static final int MAX_ATTRIBUTES = 200;
    private static final String JAXP = "http://www.oracle.com/xml/jaxp/properties/";
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final Set<String> ENCODINGS = Set.of("UTF-8", "US-ASCII", "ISO-8859-1");
    private static final Pattern DECLARATION = Pattern.compile("^<\\?xml\\s[^>]{0,200}>");
    private static final Pattern ENCODING = Pattern.compile("\\sencoding\\s*=\\s*[\"']([^\"']*)[\"']");
    private static final int PROLOGUE = 64 << 10;

    private XmlReader() {}

    /** Whether the bytes begin as markup does: an optional byte order mark, white space, and {@code <}. */
    public static boolean looksLikeXml(byte[] bytes) {
        int at = afterMark(bytes);
        while (at < bytes.length && at < PROLOGUE && isSpace(bytes[at])) {
            at++;
        }
        return at < bytes.length && bytes[at] == '<';
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    private static int afterMark(byte[] bytes) {
        boolean marked = bytes.length >= 3 && bytes[0] == MARK[0] && bytes[1] == MARK[1] && bytes[2] == MARK[2];
        return marked ? 3 : 0;
    }

    /**
     * @param bytes UTF-8, US-ASCII or ISO-8859-1
     * @return namespaces are resolved, CDATA sections are text, comments are kept
     * @throws XmlReadException SYNTAX, DOCTYPE or LIMIT
     */
    public static Document read(byte[] bytes) throws XmlReadException {
        bound(bytes);
        checkPrologue(bytes);
        try {
            DocumentBuilder builder = builder();
            Document document = builder.parse(new InputSource(new ByteArrayInputStream(bytes)));
            if (!"1.0".equals(document.getXmlVersion())) {
                throw new XmlReadException(XmlReadException.Kind.SYNTAX, "expected XML 1.0, found another version");
            }
            return document;
        } catch (SAXException e) {
            String message = String.valueOf(e.getMessage());
            // The parser's own limits all have a message that begins so; its text may hold content, so it is not passed
            // on.
            if (message.startsWith("JAXP0001")) {
                throw new XmlReadException(
                        XmlReadException.Kind.LIMIT,
                        "expected at most " + MAX_DEPTH + " levels and " + MAX_ATTRIBUTES
                                + " attributes at an element, found more");
            }
            throw new XmlReadException(
                    XmlReadException.Kind.SYNTAX, "expected well-formed XML, found an error" + place(e), e);
        } catch (IOException | RuntimeException e) {
            // Malformed UTF-8 is an IOException of the parser; the bytes are in memory.
            throw new XmlReadException(
                    XmlReadException.Kind.SYNTAX, "expected well-formed XML, found bytes that are none", e);
        }
    }

    /** An empty document to build in. */
    public static Document empty() {
        return builder().newDocument();
    }

    private static String place(SAXException e) {
        return e instanceof SAXParseException at
                ? " in line " + at.getLineNumber() + ", column " + at.getColumnNumber()
                : "";
    }

    private static void bound(byte[] bytes) throws XmlReadException {
        if (bytes.length > MAX_BYTES) {
            throw new XmlReadException(
                    XmlReadException.Kind.LIMIT,
                    "expected at most " + MAX_BYTES + " bytes of XML, found " + bytes.length);
        }
        if (!looksLikeXml(bytes)) {
            throw new XmlReadException(
                    XmlReadException.Kind.SYNTAX,
                    "expected XML in UTF-8, US-ASCII or ISO-8859-1, found bytes that do not begin as markup does");
        }
        int tags = 0;
        int values = 0;
        for (byte b : bytes) {
            if (b == '<') {
                tags++;
            } else if (b == '=') {
                values++;
            }
        }
        if (tags > MAX_MARKUP || values > MAX_MARKUP) {
            throw new XmlReadException(
                    XmlReadException.Kind.LIMIT,
                    "expected at most " + MAX_MARKUP + " tags and as many attributes, found more");
        }
    }

    private static void checkPrologue(byte[] bytes) throws XmlReadException {
        int from = afterMark(bytes);
        String start = new String(bytes, from, Math.min(bytes.length - from, PROLOGUE), StandardCharsets.ISO_8859_1);
        Matcher declaration = DECLARATION.matcher(start);
        if (declaration.find()) {
            Matcher encoding = ENCODING.matcher(declaration.group());
            if (encoding.find() && !ENCODINGS.contains(encoding.group(1).toUpperCase(Locale.ROOT))) {
                throw new XmlReadException(
                        XmlReadException.Kind.SYNTAX,
                        "expected the encoding UTF-8, US-ASCII or ISO-8859-1, found another");
            }
        }
        // The parser refuses it as well, wherever it stands; here it gets its own name.
        if (start.startsWith("<!DOCTYPE", afterMiscellany(start))) {
            throw new XmlReadException(XmlReadException.Kind.DOCTYPE, "expected no DOCTYPE, found one");
        }
    }

    /** Where white space, processing instructions and comments end (XML 1.0, production 27). */
    private static int afterMiscellany(String start) {
        int at = 0;
        while (at < start.length()) {
            if (isSpace((byte) start.charAt(at))) {
                at++;
                continue;
            }
            boolean comment = start.startsWith("<!--", at);
            if (!comment && !start.startsWith("<?", at)) {
                return at;
            }
            int end = start.indexOf(comment ? "-->" : "?>", at + 2);
            if (end < 0) {
                return start.length();
            }
            at = end + (comment ? 3 : 2);
        }
        return at;
    }

    private static DocumentBuilder builder() {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setAttribute(JAXP + "maxElementDepth", Integer.toString(MAX_DEPTH));
            factory.setAttribute(JAXP + "elementAttributeLimit", Integer.toString(MAX_ATTRIBUTES));
            factory.setXIncludeAware(false);
            factory.setNamespaceAware(true);
            factory.setCoalescing(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the parser of every JDK from 17 has these settings", e);
        }
    }

    /** The parser's own handler prints to the console. */
    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException exception) {
            // A warning is about nothing that this reader allows.
        }

        @Override
        public void error(SAXParseException exception) throws SAXException {
            throw exception;
        }

        @Override
        public void fatalError(SAXParseException exception) throws SAXException {
            throw exception;
        }
    }
}
