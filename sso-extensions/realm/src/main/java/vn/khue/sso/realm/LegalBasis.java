package vn.khue.sso.realm;

/** Why an app may have data about people (Law on Protection of Personal Data 91/2025/QH15). */
public enum LegalBasis {
    /** The person agreed; for a child also the parent. */
    CONSENT,
    /** A contract with the person. */
    CONTRACT,
    /** A duty that law lays on the owner. */
    LEGAL_OBLIGATION,
    /** The task of a school or authority. */
    PUBLIC_TASK,
    /** Life or health. */
    VITAL_INTEREST
}
