package vn.khue.audit.app.intake;

/** A batch that is refused as a whole, before anything of it is stored. */
public final class BatchRefusedException extends RuntimeException {

    /** Why, each its own answer to the sender. */
    public enum Rule {
        /** More than 4 MiB or 1,000 lines. */
        TOO_LARGE,
        /** A line from which not even an id can be read. */
        UNREADABLE_LINE
    }

    private final Rule rule;

    public BatchRefusedException(Rule rule, String message) {
        super(message);
        this.rule = rule;
    }

    public Rule rule() {
        return rule;
    }
}
