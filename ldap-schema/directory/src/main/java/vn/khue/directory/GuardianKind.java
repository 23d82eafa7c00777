package vn.khue.directory;

/** How a guardian stands to a child. */
public enum GuardianKind {
    /** Mẹ. */
    MOTHER,
    /** Cha. */
    FATHER,
    /** Người giám hộ, such as a grandparent or an institution's person in charge. */
    GUARDIAN
}
