package vn.khue.signature.validation;

/** The checks, in the order in which they are made. Each has a text in the bundle {@code validation}. */
public enum Check {
    /** The file can be read without guessing. */
    STRUCTURE,
    /** A container begins with its type and has no parts that are not known. */
    CONTAINER,
    /** A manifest names files of the container, with their digests. */
    MANIFEST,
    /** Every file of the container is named by a manifest that is signed. */
    COVERAGE,
    /** A second, unrelated reader sees the same pages and signatures. */
    SECOND_READER,
    /** The signature dictionary has its parts. */
    SIGNATURE_DICTIONARY,
    /** Exactly two byte ranges, from 0, around this signature's value, to the end of a revision. */
    BYTE_RANGE,
    /** Identifiers in an XML file are used once. */
    IDENTIFIER,
    /** What an XML signature refers to can be looked up in the file or beside it. */
    REFERENCE,
    /** Nothing but the signature itself is taken out of what is digested. */
    TRANSFORM,
    /** What is signed is the whole file, and where readers look for it. */
    SIGNED_PART,
    /** Nothing but allowed additions came after it. */
    LATER_REVISIONS,
    /** CMS, with exactly one signer and padding of zeros only. */
    CMS,
    /** Signed attributes: those that have to be there, and only known ones, each once. */
    SIGNED_ATTRIBUTES,
    /** Digest of the signed bytes. */
    DIGEST,
    /** Signature value against the certificate's key. */
    SIGNATURE_VALUE,
    /** Attribute signing-certificate-v2 names the certificate that was used. */
    SIGNING_CERTIFICATE,
    /** Signed properties of XAdES are signed, by this signature. */
    SIGNED_PROPERTIES,
    /** Algorithms and key sizes. */
    ALGORITHM,
    /** The certificate may be used to sign documents. */
    KEY_USAGE,
    /** Timestamp over the signature value. */
    TIMESTAMP,
    /** Path from the certificate to a trust anchor. */
    PATH,
    /** Status of every certificate of the path. */
    REVOCATION,
    /** A document timestamp over everything. */
    DOCUMENT_TIMESTAMP,
    /** An evidence record can be read without guessing. */
    EVIDENCE_RECORD,
    /** Hashes of an evidence record lead from the files to its timestamp. */
    HASH_TREE,
    /** A timestamp of an evidence record whose own signature holds. */
    ARCHIVE_TIMESTAMP,
    /** Each later timestamp of an evidence record covers what was there before it, and came after it. */
    RENEWAL
}
