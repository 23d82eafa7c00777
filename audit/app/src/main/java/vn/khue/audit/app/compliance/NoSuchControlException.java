package vn.khue.audit.app.compliance;

/** There is no such catalogue, control or sign-off. */
final class NoSuchControlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchControlException(String named) {
        super("expected a control that a catalogue has, found none named " + named);
    }
}
