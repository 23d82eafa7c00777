package vn.khue.audit.event;

/** What an act can be done to. */
public enum TargetKind {
    PERSON,
    UNIT,
    DOCUMENT,
    FILE,
    CERTIFICATE,
    CERTIFICATE_REQUEST,
    TRUST_ANCHOR,
    SEAL,
    SIGNATURE_IMAGE,
    /** A principal's order to sign in their place. */
    DELEGATION,
    CARD,
    CLIENT,
    REALM_RESOURCE,
    ROUTE,
    LOG,
    /** What detection found; the id is that of its event. */
    ALERT,
    /** Alerts that security officers work on as one. */
    CASE,
    SERVICE,
    /** A computer; the id is that of its Wazuh agent. */
    HOST,
    /** A range of addresses that is to be blocked; the id names the request, for the ledger keeps what it is told for ever. */
    ADDRESS_BLOCK,
    /** A control of a catalogue; the id is catalogue and control. */
    CONTROL,
    /** What a person asked for about their data. */
    DATA_REQUEST,
    /** A round in which accounts and rights are reviewed. */
    RIGHTS_REVIEW,
    /** A report about a month or a year. */
    REPORT,
    /** An entry of the directory that is neither a person nor a unit; the id is its branch and an id, never a name of somebody. */
    DIRECTORY_ENTRY
}
