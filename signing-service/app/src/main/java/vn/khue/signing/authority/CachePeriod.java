package vn.khue.signing.authority;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * How long caches may keep an OCSP answer without asking again (RFC 5019 section 6.2): never to its nextUpdate, and never longer
 * than the policy says, since a revocation reaches a cache only then. Immutable.
 */
public final class CachePeriod {
    private static final String REST = ", public, no-transform, must-revalidate";
    private static final String NONE = "no-store";

    private final long most;
    private final String usual;
    private final byte[] usualBytes;

    /** @param most whole seconds */
    public CachePeriod(Duration most) {
        this.most = most.toSeconds();
        this.usual = "max-age=" + this.most + REST;
        this.usualBytes = usual.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The value of Cache-Control.
     *
     * @param left from now to nextUpdate
     */
    public String header(Duration left) {
        long seconds = left.toSeconds() - 1;
        if (seconds >= most) {
            return usual;
        }
        return seconds > 0 ? "max-age=" + seconds + REST : NONE;
    }

    /** The same as the bytes that are sent; callers do not change the array. */
    byte[] bytes(Duration left) {
        return left.toSeconds() - 1 >= most ? usualBytes : header(left).getBytes(StandardCharsets.US_ASCII);
    }
}
