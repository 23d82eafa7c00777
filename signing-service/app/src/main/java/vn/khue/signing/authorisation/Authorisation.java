package vn.khue.signing.authorisation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.khue.signing.document.ContentDigest;

/**
 * What a person is about to agree to with one step-up, or has agreed to: exactly these items, once, until {@code expiresAt}
 * (architecture decision 4).
 *
 * @param list digest over the items' digests in their order; shown before the step-up and bound into it
 */
public record Authorisation(
        UUID id,
        Purpose purpose,
        UUID person,
        String unit,
        ContentDigest list,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> usedAt,
        List<AuthorisedItem> items) {

    public Authorisation {
        items = List.copyOf(items);
    }

    /** Whether its time is over; one that was used is done, not over. */
    public boolean over(Instant now) {
        return usedAt.isEmpty() && !now.isBefore(expiresAt);
    }

    public int count() {
        return items.size();
    }
}
