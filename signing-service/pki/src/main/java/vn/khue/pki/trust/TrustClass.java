package vn.khue.pki.trust;

/** What a trust anchor may stand for : a document type says which classes it accepts. */
public enum TrustClass {
    /** The Government's CA for official-duty signatures (VGCA). */
    OFFICIAL,
    /** A licensed public CA under the national root. */
    PUBLIC,
    /** Khuê's own CA: internal identities, never the legal value of an official document. */
    INTERNAL,
    /** Test data; refused where the installation is a production one. */
    TEST
}
