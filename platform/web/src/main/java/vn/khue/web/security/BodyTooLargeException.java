package vn.khue.web.security;

import java.io.IOException;

/** A request's body is larger than its path allows. */
public final class BodyTooLargeException extends IOException {

    public BodyTooLargeException(long limit) {
        super("expected a body of at most " + limit + " bytes, found more; raise a BodyLimit if it is legitimate");
    }
}
