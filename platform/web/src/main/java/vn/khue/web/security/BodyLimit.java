package vn.khue.web.security;

/**
 * The largest body of requests to some paths, in place of {@code khue.web.max-body}. An app declares one as a bean for each
 * kind of upload.
 *
 * @param pattern Spring path pattern
 * @param bytes largest number of bytes, at least 1
 */
public record BodyLimit(String pattern, long bytes) {

    public BodyLimit {
        if (bytes < 1) {
            throw new IllegalArgumentException("expected a limit of at least 1 byte, found " + bytes);
        }
    }
}
