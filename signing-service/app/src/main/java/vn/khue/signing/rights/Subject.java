package vn.khue.signing.rights;

import java.util.Optional;
import java.util.Set;
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

    /**
     * A request for a service's certificate.
     *
     * @param approver who approved it, once somebody has
     */
    record OfServiceRequest(String unit, UUID applicant, Optional<UUID> approver) implements Subject {}

    /**
     * A certificate that was issued.
     *
     * @param holder the person whose it is, where it is a person's
     */
    record OfCertificate(String unit, Optional<UUID> holder) implements Subject {}

    /**
     * Somebody's card, or one that is to be.
     *
     * @param unit whose member the holder is by it
     * @param servedBy units whose officers serve that one too
     * @param holder whose it is
     * @param staff whether it is no pupil's
     */
    record OfCard(String unit, Set<String> servedBy, UUID holder, boolean staff) implements Subject {
        public OfCard {
            servedBy = Set.copyOf(servedBy);
        }
    }

    /**
     * The card of somebody for whom the person may stand.
     *
     * @param unit whose member the child is by it
     * @param child whose it is
     * @param pupil whether it is a pupil's; nobody stands for a colleague
     */
    record OfChild(String unit, UUID child, boolean pupil) implements Subject {}

    /**
     * The roster that verifiers of a unit use.
     *
     * @param named whether the person is named as one of them today
     */
    record OfVerifier(String unit, boolean named) implements Subject {}

    /**
     * A trust anchor, which is of the whole installation.
     *
     * @param unit the acting one
     * @param asker who asked for it
     */
    record OfAnchor(String unit, UUID asker) implements Subject {}
}
