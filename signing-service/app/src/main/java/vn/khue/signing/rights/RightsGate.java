package vn.khue.signing.rights;

import org.springframework.stereotype.Component;
import vn.khue.directory.Role;
import vn.khue.signing.refusal.SigningException;

/** Turns a denial into the exception that stops the act. */
@Component
public class RightsGate {
    private final SigningRights rights = new SigningRights();

    /**
     * @return the role that gives the right
     * @throws SigningException with the rule that denies it
     */
    public Role require(ActingPerson person, SigningAction action, Subject subject) {
        Decision decision = rights.decide(person.standing(), person.unit(), action, subject);
        if (decision instanceof Decision.Denied denied) {
            throw new SigningException(denied.why());
        }
        return ((Decision.Allowed) decision).as();
    }

    /** For pages: whether to offer the act. */
    public boolean may(ActingPerson person, SigningAction action, Subject subject) {
        return rights.decide(person.standing(), person.unit(), action, subject) instanceof Decision.Allowed;
    }
}
