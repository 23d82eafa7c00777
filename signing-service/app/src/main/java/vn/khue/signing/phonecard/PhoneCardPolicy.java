package vn.khue.signing.phonecard;

import java.time.Duration;
import java.util.Map;
import vn.khue.pki.policy.DataFile;

/**
 * Bounds of cards on phones; {@code phone-cards.json}. Immutable.
 *
 * @param newPhonesInADay how often one person gets a card onto a phone in 24 hours
 * @param challengeLife how long a phone has to show that it has its key
 * @param sources of each value
 */
public record PhoneCardPolicy(int newPhonesInADay, Duration challengeLife, Map<String, String> sources) {
    public PhoneCardPolicy {
        sources = Map.copyOf(sources);
        if (newPhonesInADay < 1 || challengeLife.isNegative() || challengeLife.isZero()) {
            throw new IllegalArgumentException("at least one phone a day and some time for it expected, found "
                    + newPhonesInADay + " and " + challengeLife);
        }
    }

    /** What is shipped beside this class. */
    public static PhoneCardPolicy shipped() {
        return DataFile.resource(PhoneCardPolicy.class, "phone-cards.json", PhoneCardPolicy.class);
    }
}
