package vn.khue.sso.assurance;

/** What the policy asks of somebody, by role; the highest of all roles counts. */
enum Rank {
    /** Pupils, parents, and whoever has no role today. */
    OTHERS,
    /** Proves a second factor outside the networks of the own units. */
    OUTSIDE,
    /** Proves one everywhere. */
    ALWAYS
}
