package vn.khue.launcher.demo;

/** A step of the demo did not hold; the message says what was expected and what was found. */
public final class StepFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StepFailure(String message) {
        super(message);
    }

    public StepFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
