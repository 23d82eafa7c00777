package vn.khue.audit.app.seal;

/** How the personal fields of a stored event stand. Texts: {@code sealing.NAME}. */
public enum Sealing {
    /** Nothing personal, or from before sealing. */
    CLEAR,
    /** Sealed in the ledger, and opened for this reading. */
    OPENED,
    /** The person was erased; nobody can read them any more. */
    ERASED,
    /** They do not open though nobody was erased: the key is lost or the line was changed. An incident. */
    LOST
}
