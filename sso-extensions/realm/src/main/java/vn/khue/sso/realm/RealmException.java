package vn.khue.sso.realm;

/** The one exception of this room. Its message says what was expected, what was found and what to do; never a secret. */
public final class RealmException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RealmException(String message) {
        super(message);
    }

    public RealmException(String message, Throwable cause) {
        super(message, cause);
    }
}
