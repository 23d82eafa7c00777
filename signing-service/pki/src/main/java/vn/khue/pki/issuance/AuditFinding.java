package vn.khue.pki.issuance;

/**
 * One thing that is not as it must be.
 *
 * @param kind what
 * @param certificate its CA and serial number in hexadecimal, or the name of the file; never a person's name
 * @param detail place or number that helps to look, in English; may be empty
 */
public record AuditFinding(Kind kind, String certificate, String detail) {
    /** What can be wrong. The launcher has a text for each, with what to do. */
    public enum Kind {
        /** The tree is not what its signed checkpoint says. */
        TREE_BROKEN,
        /** The tree cannot be read. */
        TREE_UNREADABLE,
        /** The database holds an entry other than the tree's. */
        ENTRY_CHANGED,
        /** The database lacks an entry. */
        ENTRY_REMOVED,
        /** A certificate in the register is in no entry. */
        NOT_LOGGED,
        /** An entry's certificate is not in the register. */
        NOT_REGISTERED,
        /** The register holds another certificate than was entered. */
        CERTIFICATE_CHANGED,
        /** A file holds a certificate that a key of one of our CAs signed and no entry has. */
        FILE_NOT_LOGGED,
        /** A file holds a certificate that bears the name of one of our CAs and was signed by no key of it. */
        FILE_FORGED
    }
}
