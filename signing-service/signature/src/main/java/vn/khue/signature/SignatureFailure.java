package vn.khue.signature;

import java.io.Serial;

/**
 * The one checked exception of the signature room: something asked of it could not be done. The message says, in English, what
 * was expected, what was found and what to do; people are shown the text of {@link #reason()} from the message bundles instead.
 * The message never holds the content of a document or a person's data.
 */
public final class SignatureFailure extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Why it could not be done, in a form that callers may switch on. */
    public enum Reason {
        /** The bytes are no PDF that can be worked on safely; {@code PdfIntake} says which rule. */
        UNREADABLE_PDF,
        /** A file that is no PDF cannot be read or written, is over a limit, or is no container that can be worked on safely. */
        UNREADABLE_FILE,
        /** A picture of a signature or a seal breaks Nghị định 30/2020, PL I, II.7 or II.8. */
        UNFIT_IMAGE,
        /** A place on the page is outside of it or the page does not exist. */
        BAD_PLACE,
        /** The signer's certificate may not sign now: expired, not yet valid, revoked, unknown status, or not for signing. */
        CERTIFICATE_NOT_USABLE,
        /** The timestamp authority gave no usable token. */
        TIMESTAMP_UNAVAILABLE,
        /** No revocation data could be had for a certificate that needs it. */
        REVOCATION_UNAVAILABLE,
        /** The key refused, or its signature value does not fit the certificate. */
        KEY_REFUSED,
        /** A prepared document was embedded before, or its time is over. */
        PREPARED_DOCUMENT_SPENT,
        /** The document lacks the form field asked for, or it is filled already. */
        FIELD_NOT_FILLABLE,
        /** A page could not be drawn within the limits. */
        PREVIEW_LIMIT
    }

    private final Reason reason;

    /**
     * @param reason for callers
     * @param message expected, found, what to do; English
     */
    public SignatureFailure(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * @param reason for callers
     * @param message expected, found, what to do; English
     * @param cause what was caught
     */
    public SignatureFailure(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Why, in a form that callers may switch on. */
    public Reason reason() {
        return reason;
    }
}
