package vn.khue.audit.app.casefile;

import java.util.UUID;

/** A case is asked for that does not exist or is out of the reader's sight; the two are not told apart. */
public final class NoSuchCaseException extends RuntimeException {

    public NoSuchCaseException(UUID id) {
        super("expected a case " + id + " that the reader may see, found none; follow a link of the list");
    }
}
