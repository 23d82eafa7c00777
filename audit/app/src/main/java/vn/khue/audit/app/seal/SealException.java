package vn.khue.audit.app.seal;

/** Keys of persons cannot be used: the message says what was expected, found, and what to do. */
public final class SealException extends RuntimeException {

    SealException(String message) {
        super(message);
    }

    SealException(String message, Throwable cause) {
        super(message, cause);
    }
}
