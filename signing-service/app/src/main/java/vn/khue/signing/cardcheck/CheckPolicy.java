package vn.khue.signing.cardcheck;

import java.time.Duration;
import java.util.Map;
import vn.khue.pki.policy.DataFile;
import vn.khue.signing.card.CardPlaces;

/**
 * From when an old status list matters to whoever checks cards without network; every value names its source. Immutable.
 *
 * @param warnAfter age of a status list from which a right card is shown with a warning
 * @param refuseAfter age from which nothing is concluded from the list
 * @param sources of each value
 */
public record CheckPolicy(Duration warnAfter, Duration refuseAfter, Map<String, String> sources) {
    public CheckPolicy {
        sources = Map.copyOf(sources);
        if (warnAfter.isNegative() || warnAfter.compareTo(refuseAfter) > 0) {
            throw new IllegalArgumentException(
                    "a warning before the refusal expected, found " + warnAfter + " and " + refuseAfter);
        }
    }

    /**
     * What scripts that judge cards need to know.
     *
     * @param base address of this service, without a slash at the end
     */
    public Map<String, Object> settings(String base) {
        return Map.of(
                "base",
                base,
                "shards",
                CardPlaces.shown(),
                "warnAfter",
                warnAfter.toSeconds(),
                "refuseAfter",
                refuseAfter.toSeconds());
    }

    /** What is shipped beside this class. */
    public static CheckPolicy shipped() {
        return DataFile.resource(CheckPolicy.class, "card-check.json", CheckPolicy.class);
    }
}
