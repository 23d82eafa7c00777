package vn.khue.audit.app.triage;

/** Why an alert is closed. Always one of these: how often a rule is right is counted from them. */
public enum CloseReason {
    /** It was what the rule says, and it was dealt with. */
    TRUE_POSITIVE,
    /** It was not what the rule says. */
    FALSE_POSITIVE,
    /** It was what the rule says, and allowed. */
    BENIGN,
    /** Another alert tells of the same. */
    DUPLICATE
}
