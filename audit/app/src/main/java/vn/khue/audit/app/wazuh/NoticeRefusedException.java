package vn.khue.audit.app.wazuh;

/** A message that says it comes from Wazuh and is not taken. */
final class NoticeRefusedException extends RuntimeException {

    /** Why, each its own answer. */
    enum Rule {
        /** No set-up, or a secret that cannot be read. */
        CLOSED,
        /** Not signed by, nor sent with, the secret. */
        STRANGER,
        /** Signed too long ago, or an alert that is too old. */
        STALE,
        /** More than is borne in a minute. */
        TOO_MANY,
        /** No alert. */
        UNREADABLE
    }

    private final Rule rule;

    NoticeRefusedException(Rule rule, String message) {
        super(message);
        this.rule = rule;
    }

    Rule rule() {
        return rule;
    }
}
