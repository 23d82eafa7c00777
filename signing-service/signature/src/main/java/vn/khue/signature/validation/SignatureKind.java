package vn.khue.signature.validation;

/** Who signed, as far as the certificate says. */
public enum SignatureKind {
    /** A person: the subject has a given name, a surname, or no organisation identifier of its own. */
    PERSON,
    /** A unit's seal: the subject names an organisation and no person. */
    SEAL,
    /** A document timestamp. */
    DOCUMENT_TIMESTAMP
}
