package vn.khue.signing.rights;

import java.util.Optional;
import vn.khue.signing.document.DocumentAct;

/** What a person may ask of the signing service. */
public enum SigningAction {
    SUBMIT,
    /** One document. */
    READ,
    /** The list of what waits for the signer. */
    READ_INBOX,
    /** The list of what waits for the clerk. */
    READ_DESK,
    /** The unit's register of numbers. */
    READ_REGISTER,
    /** The list of requests for certificates, of every unit. */
    READ_REQUESTS,
    SIGN(DocumentAct.SIGN),
    RETURN(DocumentAct.RETURN),
    NUMBER(DocumentAct.NUMBER),
    SEAL(DocumentAct.SEAL),
    PUBLISH(DocumentAct.PUBLISH),
    RECALL(DocumentAct.RECALL),
    REQUEST_OWN_CERTIFICATE,
    REQUEST_SEAL_CERTIFICATE,
    DECIDE_CERTIFICATE,
    CHANGE_OWN_IMAGE,
    CHANGE_SEAL_IMAGE,
    /** The picture of the unit's stamp. */
    READ_SEAL_IMAGE,
    /** The unit's delegations. */
    READ_DELEGATIONS,
    /** To make a delegation, or to end one. */
    DELEGATE,
    /** Requests and certificates of services: of the own unit, for officers of every unit. */
    READ_SERVICE_CERTIFICATES,
    /** A certificate for a host of the own unit, or what its enrolment needs. */
    REQUEST_SERVICE_CERTIFICATE,
    /** The first of four eyes: the host is the unit's. */
    APPROVE_SERVICE_CERTIFICATE,
    /** The second: the certificate is issued. */
    ISSUE_SERVICE_CERTIFICATE,
    /** Either of them turns a request down. */
    REFUSE_SERVICE_CERTIFICATE,
    /** To end an ACME binding and the account that is bound by it. */
    END_ACME_BINDING,
    /** To put any certificate on hold. */
    SUSPEND_CERTIFICATE,
    /** To end a hold. */
    RESUME_CERTIFICATE,
    REVOKE_CERTIFICATE,
    /** The state of the authorities: what waits, what ends, how old the lists and answers are. Without names of people. */
    READ_AUTHORITY,
    /** Everything that is known of one certificate. */
    READ_CERTIFICATE,
    /** Which anchors are trusted or asked for. */
    READ_TRUST_ANCHORS,
    /** To hand a trust anchor in and ask for it. */
    PROPOSE_TRUST_ANCHOR,
    /** The second of four eyes. */
    APPROVE_TRUST_ANCHOR,
    /** To turn one down that waits, or to take it back. */
    REFUSE_TRUST_ANCHOR,
    /** To trust one no more. */
    REMOVE_TRUST_ANCHOR,
    /** To have a card signed, a first one or one that takes another's place. */
    ISSUE_CARD,
    READ_CARD,
    SUSPEND_CARD,
    /** To end a suspension. */
    RESUME_CARD,
    REVOKE_CARD,
    /** To say that a card is lost, which suspends it. */
    REPORT_CARD_LOST,
    /** The same of the card of a child for whom one stands. */
    REPORT_CHILDS_CARD_LOST,
    /** To bring the own card onto a phone. */
    HOLD_CARD_ON_PHONE,
    /** To end the form of a card that a phone shows; the card stays. */
    END_CARD_ON_PHONE,
    /** To say who checks cards for the own unit. */
    NAME_CARD_VERIFIER,
    /** Class and photo of people of the own unit, for whoever checks its cards. */
    LOAD_ROSTER_PACK,
    /** To offer a card to its holder's wallet. */
    OFFER_CARD,
    /** To take a form of the own card into a wallet. */
    TAKE_CARD,
    /** To end the suspension of a card that answered an alert. */
    RELEASE_CARD,
    /** To end the hold of a certificate that answered an alert. */
    RELEASE_CERTIFICATE;

    private final Optional<DocumentAct> act;

    SigningAction() {
        this.act = Optional.empty();
    }

    SigningAction(DocumentAct act) {
        this.act = Optional.of(act);
    }

    /** The step of a document's life that this is; empty for what changes no document. */
    public Optional<DocumentAct> act() {
        return act;
    }
}
