package vn.khue.audit.event;

/**
 * The one exception of this package: an event could not be made, written, read or stored. The message says what was
 * expected, what was found and what to do; it never holds a personal name, a password or a token.
 */
public final class AuditEventException extends RuntimeException {

    public AuditEventException(String message) {
        super(message);
    }

    public AuditEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
