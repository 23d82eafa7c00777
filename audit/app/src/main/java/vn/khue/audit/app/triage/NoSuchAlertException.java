package vn.khue.audit.app.triage;

import java.util.UUID;

/** An alert is asked for that does not exist or is out of the reader's sight; the two are not told apart. */
public final class NoSuchAlertException extends RuntimeException {

    public NoSuchAlertException(UUID id) {
        super("expected an alert " + id + " that the reader may see, found none; follow a link of the queue");
    }
}
