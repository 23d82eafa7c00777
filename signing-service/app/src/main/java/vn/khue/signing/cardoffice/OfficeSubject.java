package vn.khue.signing.cardoffice;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a right of the card office is asked for. Nothing but what the rules look at.
 *
 * @param unit the school, or the unit above schools
 * @param servedBy units that serve it, itself among them; see {@link vn.khue.signing.card.CardScope}
 * @param classGroup id of the class where the reach is one
 * @param asker who asked for the batch, where the act is on one
 */
public record OfficeSubject(
        String unit, Set<String> servedBy, Reach reach, Optional<String> classGroup, Optional<UUID> asker) {
    public OfficeSubject {
        servedBy = Set.copyOf(servedBy);
        if ((reach == Reach.CLASS) != classGroup.isPresent()) {
            throw new IllegalArgumentException("expected a class for the reach of a class only, found " + reach);
        }
    }
}
