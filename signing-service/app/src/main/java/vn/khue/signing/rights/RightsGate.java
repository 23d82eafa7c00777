package vn.khue.signing.rights;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.khue.directory.Directory;
import vn.khue.directory.Position;
import vn.khue.directory.Role;
import vn.khue.signing.delegation.Delegation;
import vn.khue.signing.delegation.DelegationStore;
import vn.khue.signing.refusal.SigningException;

/** Asks {@link SigningRights} with what stands today, and turns a denial into the exception that stops the act. Thread-safe. */
@Component
public class RightsGate {
    private final SigningRights rights = new SigningRights();
    private final DelegationStore delegations;
    private final Directory directory;

    public RightsGate(DelegationStore delegations, Directory directory) {
        this.delegations = delegations;
        this.directory = directory;
    }

    /**
     * @return the role that gives the right
     * @throws SigningException with the rule that denies it
     */
    public Role require(ActingPerson person, SigningAction action, Subject subject) {
        Decision decision = decide(person, action, subject);
        if (decision instanceof Decision.Denied denied) {
            throw new SigningException(denied.why());
        }
        return ((Decision.Allowed) decision).as();
    }

    /** For pages: whether to offer the act. */
    public boolean may(ActingPerson person, SigningAction action, Subject subject) {
        return decide(person, action, subject) instanceof Decision.Allowed;
    }

    private Decision decide(ActingPerson person, SigningAction action, Subject subject) {
        return rights.decide(person.standing(), person.unit(), action, subject, delegations(person, action));
    }

    /** What a principal delegated ends when they are principal no more. */
    private List<Delegation> delegations(ActingPerson person, SigningAction action) {
        if (action != SigningAction.SIGN || !person.has(Role.PHO_HIEU_TRUONG)) {
            return List.of();
        }
        return delegations.inForce(person.unit(), person.id(), person.standing().on()).stream()
                .filter(each -> directory
                        .standing(each.from(), person.standing().on())
                        .filter(from -> from.holds(Position.HIEU_TRUONG, each.unit()))
                        .isPresent())
                .toList();
    }
}
