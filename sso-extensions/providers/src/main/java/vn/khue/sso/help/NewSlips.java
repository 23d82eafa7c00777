package vn.khue.sso.help;

import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import vn.khue.directory.Person;
import vn.khue.directory.Standing;
import vn.khue.sso.activation.ActivationOffice;
import vn.khue.sso.activation.NewSlip;
import vn.khue.sso.help.HelpResource.PrintedSlip;
import vn.khue.sso.lockout.Lockouts;

/** Takes passwords, and passkeys that sign in alone, away and gives slips in their place. For one request, not thread-safe. */
final class NewSlips {
    private final KeycloakSession session;

    NewSlips(KeycloakSession session) {
        this.session = session;
    }

    /** A former slip is void and a lock is over; sessions are left to the caller, who ends them last. */
    PrintedSlip issue(Standing by, Person person, UserModel user) {
        NewSlip slip = ActivationOffice.of(session)
                .issue(person.id(), person.uid(), by.person().id());
        // Both are ways in by themselves: what was lost may be in other hands.
        Stream.of(PasswordCredentialModel.TYPE, WebAuthnCredentialModel.TYPE_PASSWORDLESS)
                .flatMap(type -> user.credentialManager().getStoredCredentialsByTypeStream(type))
                .toList()
                .forEach(former -> user.credentialManager().removeStoredCredentialById(former.getId()));
        new Lockouts(session).forget(user.getId());
        return new PrintedSlip(
                person.id(),
                person.name().full(),
                person.uid(),
                slip.code(),
                slip.expires().toString());
    }
}
