package vn.khue.sso.rights;

/** What people do to help others to sign in. */
public enum HelpAct {
    /** Takes the password away and issues an activation slip; ends the person's sessions. */
    RESET_PASSWORD("password_reset", Subject.PERSON),
    VOID_SLIP("slip_void", Subject.PERSON),
    /** Ends a lock after wrong passwords. */
    UNLOCK("account_unlock", Subject.PERSON),
    END_SESSIONS("sessions_end", Subject.PERSON),
    /** Lets the person in no more, by any road through the gate, and ends every session; because of an alert. */
    LOCK_ACCOUNT("account_lock", Subject.PERSON),
    /** Ends that. */
    RELEASE_ACCOUNT("account_release", Subject.PERSON),
    ISSUE_BADGE("badge_issue", Subject.PERSON),
    VOID_BADGE("badge_void", Subject.PERSON),
    RESET_PICTURES("badge_reset_pictures", Subject.PERSON),
    /** Asks that the person's second factors be taken away, with a ticket's number; a second officer answers. */
    ASK_FACTOR_RESET("factor_reset_ask", Subject.PERSON),
    /** Takes them away, with the password and every session, and issues an activation slip. */
    APPROVE_FACTOR_RESET("factor_reset_approve", Subject.REQUEST),
    REFUSE_FACTOR_RESET("factor_reset_refuse", Subject.REQUEST),
    LIST_CLASS("class_list", Subject.CLASS),
    OPEN_WINDOW("badge_open_window", Subject.CLASS),
    CLOSE_WINDOW("badge_close_window", Subject.CLASS),
    LIST_STAFF("staff_list", Subject.UNIT),
    LIST_PLACES("badge_list_places", Subject.UNIT),
    SET_NETWORKS("badge_set_networks", Subject.UNIT),
    SET_HOURS("badge_set_hours", Subject.UNIT),
    ENROL_DEVICE("badge_enrol_device", Subject.UNIT),
    REVOKE_DEVICE("badge_revoke_device", Subject.UNIT);

    /** What an act is done to. */
    public enum Subject {
        PERSON,
        /** What somebody asked for about a person. */
        REQUEST,
        CLASS,
        UNIT
    }

    private final String operation;
    private final Subject subject;

    HelpAct(String operation, Subject subject) {
        this.operation = operation;
        this.subject = subject;
    }

    /** As the log names it. */
    public String operation() {
        return operation;
    }

    public Subject subject() {
        return subject;
    }
}
