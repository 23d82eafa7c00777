package vn.khue.signing.expiry;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.khue.pki.policy.DataFile;

/**
 * When a certificate's end is warned of; every value names its source. Immutable.
 *
 * @param thresholds how long before the end, each a warning of its own; kept longest first
 * @param leastLives a threshold counts where the certificate lives at least so many times as long, from 1
 * @param sources of each value
 */
public record ExpiryPolicy(List<Duration> thresholds, int leastLives, Map<String, String> sources) {
    public ExpiryPolicy {
        thresholds = thresholds.stream().sorted(Comparator.reverseOrder()).toList();
        sources = Map.copyOf(sources);
        if (thresholds.isEmpty()
                || leastLives < 1
                || thresholds.stream().anyMatch(each -> each.isNegative() || each.isZero())) {
            throw new IllegalArgumentException(
                    "at least one threshold, each above zero, and at least one life expected," + " found " + thresholds
                            + " and " + leastLives);
        }
    }

    /** What is shipped beside this class. */
    public static ExpiryPolicy shipped() {
        return DataFile.resource(ExpiryPolicy.class, "expiry.json", ExpiryPolicy.class);
    }

    /** The longest threshold: nothing that ends later is looked at. */
    public Duration horizon() {
        return thresholds.get(0);
    }

    /** The nearest threshold that has been reached at this moment; empty before the first and after the end. */
    public Optional<Duration> reached(Instant notBefore, Instant notAfter, Instant now) {
        if (!now.isBefore(notAfter)) {
            return Optional.empty();
        }
        Duration life = Duration.between(notBefore, notAfter);
        Duration left = Duration.between(now, notAfter);
        return thresholds.stream()
                .filter(each -> left.compareTo(each) <= 0 && life.compareTo(each.multipliedBy(leastLives)) >= 0)
                .reduce((longer, shorter) -> shorter);
    }
}
