package vn.khue.signing.document;

import java.io.IOException;

/** A body longer than its limit. */
public final class ContentTooLargeException extends IOException {
    private final long limit;

    ContentTooLargeException(long limit) {
        super("expected at most " + limit + " bytes, found more; send a smaller file");
        this.limit = limit;
    }

    /** In bytes. */
    public long limit() {
        return limit;
    }
}
