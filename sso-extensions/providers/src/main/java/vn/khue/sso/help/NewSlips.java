package vn.khue.sso.help;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import vn.khue.directory.Person;
import vn.khue.directory.Standing;
import vn.khue.sso.activation.ActivationOffice;
import vn.khue.sso.activation.NewSlip;
import vn.khue.sso.help.HelpResource.PrintedSlip;
import vn.khue.sso.lockout.Lockouts;

/** Takes passwords away and gives slips in their place. For one request, not thread-safe. */
final class NewSlips {
    private final KeycloakSession session;

    NewSlips(KeycloakSession session) {
        this.session = session;
    }

    /** A former slip is void and a lock is over; sessions are left to the caller, who ends them last. */
    PrintedSlip issue(Standing by, Person person, UserModel user) {
        NewSlip slip = ActivationOffice.of(session)
                .issue(person.id(), person.uid(), by.person().id());
        user.credentialManager()
                .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
                .toList()
                .forEach(password -> user.credentialManager().removeStoredCredentialById(password.getId()));
        new Lockouts(session).forget(user.getId());
        return new PrintedSlip(
                person.id(),
                person.name().full(),
                person.uid(),
                slip.code(),
                slip.expires().toString());
    }
}
