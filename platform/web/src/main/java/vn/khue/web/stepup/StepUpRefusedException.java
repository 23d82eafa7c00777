package vn.khue.web.stepup;

/** A step-up that cannot go on and has no page of the app to go back to. */
public final class StepUpRefusedException extends RuntimeException {

    private final Refusal reason;

    public StepUpRefusedException(Refusal reason) {
        super("expected a step-up under way in this session, found " + reason);
        this.reason = reason;
    }

    public Refusal reason() {
        return reason;
    }
}
