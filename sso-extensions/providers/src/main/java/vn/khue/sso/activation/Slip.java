package vn.khue.sso.activation;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A slip as the database knows it.
 *
 * @param person Khuê id
 */
record Slip(UUID id, UUID person, Instant expiresAt, Optional<Instant> voidedAt, Optional<Instant> usedAt) {
    /** Why this slip opens nothing now; empty where it does. */
    Optional<SlipRefusal> refusal(Instant now) {
        if (usedAt.isPresent()) {
            return Optional.of(SlipRefusal.SLIP_USED);
        }
        if (voidedAt.isPresent()) {
            return Optional.of(SlipRefusal.SLIP_VOIDED);
        }
        return now.isBefore(expiresAt) ? Optional.empty() : Optional.of(SlipRefusal.SLIP_EXPIRED);
    }
}
