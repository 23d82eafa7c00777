package vn.khue.audit.app.response;

import java.util.Locale;

/** What an officer can have done to an account. */
enum ResponseAct {
    /** Signs the person out everywhere; they can sign in again. */
    END_SESSIONS("sessions_end"),
    /** Signs the person out everywhere and lets them in no more. */
    LOCK_ACCOUNT("account_lock"),
    /** Ends a lock by an officer. */
    RELEASE_ACCOUNT("account_release");

    private final String operation;

    ResponseAct(String operation) {
        this.operation = operation;
    }

    /** As the ledger names it; the gate uses the same word. */
    String operation() {
        return operation;
    }

    /** In texts. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
