package vn.khue.audit.ledger.verify;

import java.io.IOException;

/** The log has the file but does not show it to us: entries hold personal data, their hashes do not. */
public final class WithheldException extends IOException {

    public WithheldException(String path) {
        super(path + ": expected to be shown it, found it is withheld");
    }
}
