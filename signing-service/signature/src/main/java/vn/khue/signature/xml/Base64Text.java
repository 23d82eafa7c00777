package vn.khue.signature.xml;

import java.util.Base64;

/** Base64 in XML (XML Schema, base64Binary): white space is allowed, anything else is not. */
public final class Base64Text {

    private Base64Text() {}

    /** @throws XmlReadException SIGNATURE for text that is no base64 */
    public static byte[] decode(String text) throws XmlReadException {
        StringBuilder packed = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                packed.append(c);
            }
        }
        try {
            return Base64.getDecoder().decode(packed.toString());
        } catch (IllegalArgumentException e) {
            throw new XmlReadException(XmlReadException.Kind.SIGNATURE, "expected base64, found other text", e);
        }
    }

    /** On one line. */
    public static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
