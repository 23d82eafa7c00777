package vn.khue.signing.refusal;

import java.util.Locale;
import vn.khue.web.problem.ProblemKind;

/** Why the signing service did not do what was asked, each with its HTTP status (RFC 9110). The one map of the room. */
public enum Refusal {
    /** Absent, or not for this person to know of. */
    NOT_FOUND(404),
    /** The person's role does not allow the act. */
    ROLE_NOT_ALLOWED(403),
    /** The document belongs to another unit. */
    OTHER_UNIT(403),
    /** The person has no appointment that is valid today in the acting unit. */
    NO_APPOINTMENT(403),
    /** Only the person the document names may sign it. */
    NOT_NAMED_SIGNER(403),
    /** A vice-principal signs only within a delegation of the principal (R1.5). */
    NO_DELEGATION(403),
    /** R1.24: no seal before the authorised person's signature. */
    SEAL_BEFORE_SIGNATURE(409),
    /** R5.12: who signed a document may not seal it. */
    SIGNER_MAY_NOT_SEAL(403),
    /** The head has not named this person holder of the seal. */
    NOT_SEAL_HOLDER(403),
    /** Nobody decides on their own request. */
    OWN_REQUEST(403),
    /** Who approves registrations issues no certificates: one person may not be officer of both kinds. */
    OFFICER_OF_BOTH_KINDS(403),
    /** Four eyes: who approved a request does not issue its certificate. */
    SECOND_PERSON_NEEDED(403),
    /** Somebody else dealt with the request meanwhile, or it is not so far. */
    REQUEST_STATE(409),
    /** The certificate is in a state from which this does not follow. */
    CERTIFICATE_STATE(409),
    /** Another unit has the host's name. */
    NAME_OF_ANOTHER_UNIT(409),
    /** The host's name is no longer the unit's. */
    NAME_NOT_APPROVED(403),
    /** The request names other hosts than those it was approved for, or than those of the certificate it follows. */
    NAMES_DIFFER(422),
    /** Neither host names nor a certification request were given, or names that are none. */
    NAMES_WRONG(422),
    /** Not PEM, Base64 or DER of a certification request. */
    CSR_UNREADABLE(400),
    /** The certification request breaks one of {@link vn.khue.pki.pkcs10.Pkcs10Rule}. */
    CSR_REFUSED(422),
    /** Nothing can be issued before the host has sent its certification request. */
    CSR_MISSING(409),
    /** The key is another unit's, or was revoked as compromised. */
    KEY_KNOWN(409),
    /** The key was renewed as often as the policy allows; a new one is needed. */
    KEY_TOO_OLD(409),
    /** Too early, or the certificate that is to be followed has ended or is revoked. */
    NOT_RENEWABLE(409),
    /** The enrolment secret is wrong, used for another key or over. */
    ENROLMENT_SECRET_WRONG(401),
    /** The certificate that the host showed in TLS is not one that it may renew with: not ours, not in force, not a host's. */
    CLIENT_CERTIFICATE_REFUSED(403),
    /** The request was turned down. */
    ENROLMENT_REFUSED(403),
    /** A first certificate is fetched by simpleenroll, one that follows another by simplereenroll (RFC 7030 section 4.2). */
    ENROLMENT_OTHER_OPERATION(400),
    REVOCATION_REASON_UNKNOWN(422),
    /** Neither one certificate nor a bundle of them, or too large. */
    ANCHOR_FILE_REFUSED(422),
    /** The certificate may not be an anchor: one of {@link vn.khue.signing.trust.AnchorObstacle}. */
    ANCHOR_REFUSED(422),
    /** Class, name or source of a trust anchor are missing or too long. */
    ANCHOR_TERMS_WRONG(422),
    /** The days of trust are none, or reach beyond the certificate's own. */
    ANCHOR_DAYS_WRONG(422),
    /** What was typed is not the end of the certificate's fingerprint. */
    FINGERPRINT_DIFFERS(422),
    /** Four eyes: who asked for a trust anchor does not approve it. */
    OWN_ANCHOR(403),
    /** Somebody else decided about the trust anchor meanwhile. */
    ANCHOR_STATE(409),
    /** The trust anchor, or what was handed in, was never there or is gone. */
    ANCHOR_GONE(404),
    /** The act does not follow from the document's state. */
    WRONG_STATE(409),
    /** The person has a card of the unit that is not revoked or replaced. */
    ALREADY_HAS_CARD(409),
    /** The act does not follow from the card's state. */
    CARD_STATE(409),
    /** The name is too long for a card's code, or not one that can be printed. */
    CARD_REFUSED(422),
    /** Why a card is revoked or suspended is said in one of a few words. */
    CARD_CAUSE_UNKNOWN(422),
    /** Another phone holds the card than the person knew of. */
    PHONE_PRESENT(409),
    /** The phone did not show that it has the key it named, or took too long. */
    PHONE_PROOF_WRONG(422),
    /** The phone's clock would make each of its codes look old. */
    PHONE_CLOCK_WRONG(422),
    /** The key is in use already, of this phone or of another. */
    PHONE_KEY_KNOWN(409),
    /** More phones in a day than the policy allows. */
    PHONE_TOO_OFTEN(429),
    /** A badge can be copied; neither a phone nor a wallet gets a card for one. */
    CARD_NEEDS_PASSWORD(403),
    /** A card for a day comes onto no phone and into no wallet. */
    CARD_TEMPORARY(409),
    /** Without a card of staff that holds there is nothing that a key could go with. */
    STAFF_CARD_MISSING(409),
    /** No reader for blank cards is set up. */
    CARD_TOKEN_OFF(409),
    /** The card in the reader is not there, not blank of PIN tries, or does not do its part. */
    CARD_TOKEN_AWAY(409),
    /** The card in the reader holds somebody's key. */
    CARD_TOKEN_IN_USE(409),
    /** So many cards of children were reported lost today that it is the school's to look. */
    REPORTS_TOO_OFTEN(429),
    /** Fetched already, or too long ago, or another officer's. */
    KEY_FILE_GONE(404),
    /** Nobody named the person to check cards of the unit. */
    NOT_CARD_VERIFIER(403),
    /** No member of staff, or a day that is over or too far away. */
    VERIFIER_WRONG(422),
    /** More packs in a day than the policy allows. */
    PACKS_TOO_OFTEN(429),
    /** As many offers of the card as may be open at a time wait to be taken. */
    TOO_MANY_OFFERS(409),
    /** Wallets hold as many forms of the card as they may. */
    TOO_MANY_FORMS(409),
    /** The offer for a wallet was never there, or its time is over. */
    OFFER_GONE(404),
    /** Nobody of those who were chosen needs a card, or has one to void. */
    BATCH_EMPTY(422),
    /** Somebody else dealt with the batch meanwhile, or it is not so far. */
    BATCH_STATE(409),
    /** No guardian agreed to a photo of the pupil. */
    CONSENT_MISSING(409),
    /** A consent is signed today or before, not tomorrow and not before the pupil was there. */
    CONSENT_DAY_WRONG(422),
    /** There is no photo of the pupil. */
    PHOTO_MISSING(409),
    /** The pupil is not in the unit any more. */
    NOT_A_PUPIL(409),
    /** The document was taken back; its file is no longer given out. */
    RECALLED(410),
    /** The report of a check was never there, or its time is over. */
    REPORT_GONE(404),
    /** The bytes are not those that were shown. */
    CONTENT_CHANGED(409),
    AUTHORISATION_EXPIRED(403),
    AUTHORISATION_USED(409),
    /** The step-up was not for this authorisation, or not strong or fresh enough. */
    STEP_UP_FAILED(403),
    /** The signer has not had every page before them. */
    PAGES_UNSEEN(409),
    NOTHING_CHOSEN(422),
    TOO_MANY_CHOSEN(422),
    NO_CERTIFICATE(409),
    NO_SEAL_CERTIFICATE(409),
    NO_SIGNATURE_IMAGE(409),
    NO_SEAL_IMAGE(409),
    /** The place of the signature was not found on the page. */
    NO_PLACE(409),
    /** The unit already has these bytes, handed in by somebody else. */
    ALREADY_SUBMITTED(409),
    ALREADY_REQUESTED(409),
    ALREADY_HAS_CERTIFICATE(409),
    TITLE_MISSING(422),
    TITLE_TOO_LONG(422),
    KIND_UNKNOWN(422),
    SIGNER_UNKNOWN(422),
    REASON_MISSING(422),
    REASON_TOO_LONG(422),
    HOLDER_UNKNOWN(422),
    /** Who is to receive a delegation is no vice-principal of the unit today. */
    DELEGATE_UNKNOWN(422),
    /** Days, kinds or basis of a delegation make no sense. */
    DELEGATION_WRONG(422),
    /** The delegation was never there, or made or ended meanwhile. */
    DELEGATION_GONE(404),
    KEY_WRONG(422),
    FILE_MISSING(422),
    FILE_TOO_LARGE(413),
    FILE_REFUSED(422),
    IMAGE_REFUSED(422),
    UNREADABLE(422),
    /** Answers to alerts are given by who showed a second factor. */
    SECOND_FACTOR_MISSING(403),
    BUSY(503),
    TOO_SLOW(503),
    /** The token that holds the keys is gone: nothing is issued or signed until it is back. */
    KEYS_AWAY(503),
    /** The number could not be written into the file's form fields; no number was used up. */
    NUMBER_NOT_FILLED(409),
    SIGNING_FAILED(500);

    private final int status;

    Refusal(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** Whether this is somebody trying what they may not: written to the log as ACCESS_DENIED. */
    public boolean denial() {
        return status == 403 || this == SEAL_BEFORE_SIGNATURE || this == AUTHORISATION_USED;
    }

    /** As the one map from failure to answer knows it; texts are {@code problem.<code>.title} and {@code .detail}. */
    public ProblemKind kind() {
        return new ProblemKind("signing." + name().toLowerCase(Locale.ROOT).replace('_', '-'), status);
    }
}
