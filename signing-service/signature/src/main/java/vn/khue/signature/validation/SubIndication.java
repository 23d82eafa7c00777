package vn.khue.signature.validation;

/**
 * Why a validation did not pass. The first group has the names of ETSI EN 319 102-1, clause 5.1.3, table 6; the second is
 * ours.
 */
public enum SubIndication {
    FORMAT_FAILURE,
    HASH_FAILURE,
    SIG_CRYPTO_FAILURE,
    REVOKED,
    EXPIRED,
    NOT_YET_VALID,
    SIG_CONSTRAINTS_FAILURE,
    CHAIN_CONSTRAINTS_FAILURE,
    CERTIFICATE_CHAIN_GENERAL_FAILURE,
    CRYPTO_CONSTRAINTS_FAILURE,
    CRYPTO_CONSTRAINTS_FAILURE_NO_POE,
    NO_SIGNING_CERTIFICATE_FOUND,
    NO_CERTIFICATE_CHAIN_FOUND,
    REVOKED_NO_POE,
    OUT_OF_BOUNDS_NO_POE,
    TIMESTAMP_ORDER_FAILURE,
    SIGNED_DATA_NOT_FOUND,
    /** No revocation data could be had: ask again later (R2.23, T13). */
    TRY_LATER,
    GENERIC,

    /** The two byte ranges are not: from 0 to the signature's own /Contents, and from there to the end of a revision. */
    BYTE_RANGE,
    /** The file was changed after signing by something that is not on the whitelist. */
    MODIFIED_AFTER_SIGNING,
    /** There are bytes that belong to no object, or the structure of the file cannot be read without guessing. */
    BROKEN_STRUCTURE,
    /** Two independent readers see different documents in the file. */
    READERS_DISAGREE,
    /** The container has a file that no signature covers. */
    UNCOVERED_FILE,
    /** A form of signature or container that is not judged here yet. */
    FORM_NOT_JUDGED,
    /** A hash or a key is too weak for the policy (T15). */
    ALGORITHM_WEAK,
    /** The certificate is suspended (certificateHold). */
    SUSPENDED,
    /** The XML file has a DOCTYPE, which can make one text out of another. */
    DOCTYPE,
    /** An identifier that a signature refers to stands at several elements. */
    DUPLICATE_ID,
    /** A signature refers to something that is not looked up: the network, an XPointer, a path, a manifest. */
    REFERENCE_REFUSED,
    /** A transform that is not on the whitelist: XPath, XSLT, base64 and the like. */
    TRANSFORM_REFUSED,
    /** The signed element is not where readers look for it, or another of its name is, unsigned. */
    WRAPPED,
    /** Only a part of the XML file is signed; the detail names it. */
    PARTLY_SIGNED,
    /** The picture of a later signature hides what was signed, or may; a person has to look. */
    CONTENT_COVERED,
    /** The file is over a limit of the intake, or of what may be spent on judging it. */
    LIMIT_EXCEEDED,
    /** Judging took too long, or was interrupted. */
    OUT_OF_TIME
}
