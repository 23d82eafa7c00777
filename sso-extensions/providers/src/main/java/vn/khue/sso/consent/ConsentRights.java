package vn.khue.sso.consent;

import java.util.Optional;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Standing;
import vn.khue.sso.age.AgeBand;

/**
 * Who may give and withdraw consent for whom; what is not said here is denied.
 *
 * <ul>
 *   <li>a person of 7 or more (by policy): for themselves
 *   <li>a guardian with consent in the scope that is left today: for the child, until the age of own consent
 * </ul>
 *
 * <p>Withdrawing is allowed for somebody whose account is suspended too; giving is not. Stateless.
 */
final class ConsentRights {
    /**
     * In whose place the actor may do it; empty where denied.
     *
     * @param band who decides for the person today
     */
    Optional<Side> may(Standing actor, ConsentAct act, Standing person, AgeBand band) {
        boolean active = actor.person().status() == PersonStatus.ACTIVE;
        boolean known = person.person().status() == PersonStatus.ACTIVE
                || (act == ConsentAct.WITHDRAW && person.person().status() == PersonStatus.SUSPENDED);
        if (!active || !known) {
            return Optional.empty();
        }
        if (actor.person().id().equals(person.person().id())) {
            return band == AgeBand.CHILD_UNDER_7 ? Optional.empty() : Optional.of(Side.SELF);
        }
        boolean child = band == AgeBand.CHILD_UNDER_7 || band == AgeBand.CHILD;
        return child && represents(actor, person) ? Optional.of(Side.REPRESENTATIVE) : Optional.empty();
    }

    private static boolean represents(Standing actor, Standing person) {
        return actor.mayFor(person.person().id(), GuardianScope.CONSENT)
                || actor.mayFor(person.person().id(), GuardianScope.CONSENT_JOINTLY);
    }
}
