package vn.khue.audit.app.browse;

/** An event is asked for that the log does not have. */
final class NoSuchEventException extends RuntimeException {

    NoSuchEventException(long index) {
        super("expected an event at ledger index " + index + ", found none; follow a link of the list");
    }
}
