package vn.khue.sso.assurance;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import vn.khue.directory.DirectoryException;

/** Has those who administer change a password that is too old; everybody else keeps a good one. Notes the rank for later. */
final class PasswordAge implements RequiredActionProvider {
    private final Clock clock;

    PasswordAge(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        Assurance assurance = Assurance.of(context.getSession());
        var changeAfter = assurance.policy().changeAfter();
        UserModel user = context.getUser();
        Optional<Rank> rank = rank(assurance, user);
        rank.ifPresent(known -> assurance.note(context.getAuthenticationSession(), known));
        if (changeAfter.isZero() || rank.filter(Rank.ALWAYS::equals).isEmpty()) {
            return;
        }
        Instant oldest = clock.instant().minus(changeAfter);
        if (set(user).filter(oldest::isAfter).isPresent()) {
            user.addRequiredAction(UserModel.RequiredAction.UPDATE_PASSWORD);
        }
    }

    /** Empty while the directory does not answer: a session goes on, and its password is looked at the next time. */
    private static Optional<Rank> rank(Assurance assurance, UserModel user) {
        try {
            return Optional.of(assurance.rank(user));
        } catch (DirectoryException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> set(UserModel user) {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
                .findFirst()
                .map(CredentialModel::getCreatedDate)
                .map(Instant::ofEpochMilli);
    }

    /** Nothing to ask by itself: Keycloak's own page for a new password does. */
    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        context.success();
    }

    @Override
    public void processAction(RequiredActionContext context) {
        context.success();
    }

    @Override
    public void close() {}
}
