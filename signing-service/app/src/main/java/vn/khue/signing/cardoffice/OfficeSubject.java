package vn.khue.signing.cardoffice;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.khue.directory.Role;

/**
 * What a right of the card office is asked for. Nothing but what the rules look at.
 *
 * @param unit the school, or the unit above schools
 * @param servedBy units that serve it, itself among them; see {@link vn.khue.signing.card.CardScope}
 * @param classGroup id of the class where the reach is one
 * @param asker who asked for the batch, where the act is on one
 * @param holder whose card it is, where the act is on one of staff
 */
public record OfficeSubject(
        String unit,
        Set<String> servedBy,
        Reach reach,
        Optional<String> classGroup,
        Optional<UUID> asker,
        Optional<Holder> holder) {
    /**
     * A member of staff.
     *
     * @param roles that they have in that unit today
     */
    public record Holder(UUID person, Set<Role> roles) {
        public Holder {
            roles = Set.copyOf(roles);
        }
    }

    public OfficeSubject {
        servedBy = Set.copyOf(servedBy);
        if ((reach == Reach.CLASS) != classGroup.isPresent()) {
            throw new IllegalArgumentException("expected a class for the reach of a class only, found " + reach);
        }
        if (holder.isPresent() && reach != Reach.STAFF) {
            throw new IllegalArgumentException("expected a holder of a card of staff only, found one for " + reach);
        }
    }

    /** Of pupils. */
    public OfficeSubject(
            String unit, Set<String> servedBy, Reach reach, Optional<String> classGroup, Optional<UUID> asker) {
        this(unit, servedBy, reach, classGroup, asker, Optional.empty());
    }
}
