package vn.khue.ecard.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A list with what is said of it (draft-ietf-oauth-status-list section 5).
 *
 * @param uri its address ({@code sub}), as the cards name it
 * @param issuedAt whole seconds
 * @param expires from when it must not be used; empty where it says none
 * @param ttl how long it may be kept before it is fetched again
 */
public record StatusListToken(
        String uri, Instant issuedAt, Optional<Instant> expires, Optional<Duration> ttl, StatusList list) {
    /** Media type of the CWT form; the value of its header parameter 16. */
    public static final String CWT_TYPE = "application/statuslist+cwt";

    /** Media type of the JWT form. */
    public static final String JWT_MEDIA_TYPE = "application/statuslist+jwt";

    /** The value of its header parameter {@code typ}. */
    public static final String JWT_TYPE = "statuslist+jwt";

    /** Bytes of a token in either form. */
    public static final int MOST_BYTES = 2 << 20;
}
