package vn.khue.sso.realm;

/** Whether a run may change the server. */
public enum Mode {
    /** Bring the server to what the files say. */
    APPLY,
    /** Only report what differs. */
    DRY_RUN
}
