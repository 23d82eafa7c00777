package vn.khue.audit.app.store;

/** Events could not be stored or read; nothing of the attempt remains. */
public final class EventStoreException extends RuntimeException {

    public EventStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
