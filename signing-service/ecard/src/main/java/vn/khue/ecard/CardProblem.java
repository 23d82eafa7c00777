package vn.khue.ecard;

/**
 * Why a card is refused; the browser's verifier has the same names. What is wrong first is said: the text, CBOR, COSE, the algorithm, the
 * signer, the signature, the signer's window, the claims, the dates, the status, what the phone adds.
 */
public enum CardProblem {
    /** A text that is no card of ours at all. */
    NOT_A_CARD,
    /** The text of a login badge, which nobody should show. */
    LOGIN_BADGE,
    /** A health certificate of the EU ({@code HC1:}). */
    EU_CERTIFICATE,
    /** Our form behind an address that the trust list does not name. */
    WRONG_BASE,
    /** More than a card can have. */
    OVERSIZE,
    /** Digits or Base45 that encode no bytes. */
    MALFORMED_TEXT,
    /** Not one deterministically encoded CBOR item, or beyond the bounds. */
    MALFORMED_CBOR,
    /** Another structure than that of a card. */
    MALFORMED_COSE,
    UNSUPPORTED_ALGORITHM,
    UNKNOWN_SIGNER,
    /** Signed before or after its signer might, or valid longer than its signer may say. */
    OUTSIDE_SIGNER_WINDOW,
    /** The signature does not verify. */
    FORGED,
    MALFORMED_CLAIMS,
    NOT_YET_VALID,
    EXPIRED,
    /** The list that the card names is not here. */
    NO_STATUS_LIST,
    /** The list that the card names is not signed by a key that may, or malformed. */
    STATUS_LIST_INVALID,
    /** The list that the card names has ended. */
    STATUS_LIST_STALE,
    STATUS_OUT_OF_RANGE,
    REVOKED,
    SUSPENDED,
    REPLACED,
    /** What the phone adds is missing, not of the phone's key, or of a card for print. */
    DEVICE_PROOF_FORGED,
    /** What the phone added is of another time: a picture of the screen. */
    DEVICE_PROOF_OLD,
    /** There is no trust list, or it has ended; judged where the signer is looked up. */
    NO_TRUST_LIST
}
