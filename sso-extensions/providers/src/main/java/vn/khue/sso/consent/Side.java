package vn.khue.sso.consent;

/** In whose place somebody speaks about data of a person. */
enum Side {
    /** The person. */
    SELF,
    /** Whoever represents the child by a guardianship. */
    REPRESENTATIVE
}
