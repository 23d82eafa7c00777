package vn.khue.signature.xml;

import java.io.Serial;

/** A file cannot be read as XML, or something in it is not on our lists. Inside this module only. */
public final class XmlReadException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What kind of trouble. */
    public enum Kind {
        /** Not well-formed, not XML 1.0, or in an encoding other than UTF-8, US-ASCII and ISO-8859-1. */
        SYNTAX,
        /** It has a DOCTYPE. */
        DOCTYPE,
        /** Too large, too deep, or too many of something. */
        LIMIT,
        /** A signature has not the form of XML Signature. */
        SIGNATURE,
        /** An identifier that is referred to stands at several elements. */
        DUPLICATE_ID,
        /** A reference to something that is not looked up. */
        REFERENCE,
        /** The content that a reference names is not there. */
        MISSING,
        /** A transform that is not on the list. */
        TRANSFORM,
        /** An algorithm that is not on the list. */
        ALGORITHM,
        /** The time is over, or the thread was interrupted. */
        OUT_OF_TIME
    }

    private final Kind kind;

    /**
     * @param kind for callers
     * @param message expected, found and where; no document content
     */
    public XmlReadException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /**
     * @param kind for callers
     * @param message expected, found and where; no document content
     * @param cause what was caught
     */
    public XmlReadException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** For callers. */
    public Kind kind() {
        return kind;
    }
}
