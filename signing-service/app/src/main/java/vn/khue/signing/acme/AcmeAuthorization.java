package vn.khue.signing.acme;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import vn.khue.pki.DnsName;

/**
 * An authorization with its one challenge, http-01 (RFC 8555 sections 7.1.4 and 8.3).
 *
 * @param token of the challenge
 * @param error why it is invalid
 */
record AcmeAuthorization(
        UUID id,
        UUID order,
        DnsName name,
        String token,
        State state,
        Instant expiresAt,
        Optional<Instant> validatedAt,
        Optional<AcmeError> error) {
    /** Section 7.1.6; in the state PROCESSING only the challenge is, to clients the authorization is pending. */
    enum State {
        PENDING,
        PROCESSING,
        VALID,
        INVALID,
        DEACTIVATED,
        /** Was valid. */
        EXPIRED
    }

    /** What was not validated in time is invalid, what was is expired. */
    AcmeAuthorization asOf(Instant now) {
        if (now.isBefore(expiresAt)) {
            return this;
        }
        return switch (state) {
            case PENDING, PROCESSING -> in(State.INVALID);
            case VALID -> in(State.EXPIRED);
            case INVALID, DEACTIVATED, EXPIRED -> this;
        };
    }

    private AcmeAuthorization in(State other) {
        return new AcmeAuthorization(id, order, name, token, other, expiresAt, validatedAt, error);
    }
}
