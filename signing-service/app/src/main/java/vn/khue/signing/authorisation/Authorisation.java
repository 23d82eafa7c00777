package vn.khue.signing.authorisation;

import java.time.Duration;
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
 * @param carriage how it is carried out; there once it was used
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
        Optional<Carriage> carriage,
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

    /** How many items came to this. */
    public int count(ItemOutcome outcome) {
        return (int) items.stream().filter(item -> item.outcome() == outcome).count();
    }

    public boolean paused() {
        return carriage.filter(Carriage::paused).isPresent();
    }

    /** Whether the time is over in which the rest could be carried out. */
    public boolean lapsed(Instant now) {
        return carriage.filter(carried -> now.isBefore(carried.until())).isEmpty();
    }

    /** When something last came of an item; when carrying out began, where nothing did yet. */
    public Optional<Instant> lastSign() {
        return items.stream()
                .flatMap(item -> item.concludedAt().stream())
                .max(Instant::compareTo)
                .filter(last -> carriage.filter(carried -> last.isBefore(carried.from()))
                        .isEmpty())
                .or(() -> carriage.map(Carriage::from));
    }

    /** How long the rest will take, if it goes on as it has since it was last begun; empty as long as nothing tells. */
    public Optional<Duration> left() {
        return carriage.flatMap(carried -> {
            List<Instant> since = items.stream()
                    .flatMap(item -> item.concludedAt().stream())
                    .filter(at -> at.isAfter(carried.from()))
                    .toList();
            return lastSign()
                    .filter(last -> !since.isEmpty())
                    .map(last -> Duration.between(carried.from(), last)
                            .multipliedBy(count(ItemOutcome.OPEN))
                            .dividedBy(since.size()));
        });
    }
}
