package vn.khue.signing.rights;

import java.util.UUID;
import vn.khue.signing.document.Document;
import vn.khue.signing.document.DocumentKind;
import vn.khue.signing.document.DocumentState;

/**
 * What a right is asked for. Nothing but what the rules look at.
 */
public sealed interface Subject {
    /** The unit the thing belongs to. */
    String unit();

    /** Something of a unit, such as a new document or the seal. */
    record OfUnit(String unit) implements Subject {}

    /** A document that is already there. */
    record OfDocument(
            String unit, UUID submitter, UUID signer, String signerPosition, DocumentKind kind, DocumentState state)
            implements Subject {
        public static OfDocument of(Document document) {
            return new OfDocument(
                    document.unit(),
                    document.submitter(),
                    document.signer(),
                    document.signerPosition(),
                    document.kind(),
                    document.state());
        }
    }

    /** Somebody's request for a certificate. */
    record OfRequest(String unit, UUID applicant, UUID holder) implements Subject {}
}
