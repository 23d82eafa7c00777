package vn.khue.signing.familycard;

import java.util.Map;
import vn.khue.pki.policy.DataFile;

/**
 * Bounds of what guardians do about cards; {@code family-cards.json}. Immutable.
 *
 * @param reportsInADay how often one guardian says within 24 hours that a card is lost
 * @param sources of each value
 */
public record FamilyCardPolicy(int reportsInADay, Map<String, String> sources) {
    public FamilyCardPolicy {
        sources = Map.copyOf(sources);
        if (reportsInADay < 1) {
            throw new IllegalArgumentException("at least one report a day expected, found " + reportsInADay);
        }
    }

    /** What is shipped beside this class. */
    public static FamilyCardPolicy shipped() {
        return DataFile.resource(FamilyCardPolicy.class, "family-cards.json", FamilyCardPolicy.class);
    }
}
