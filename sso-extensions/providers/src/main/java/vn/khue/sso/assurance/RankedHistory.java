package vn.khue.sso.assurance;

import java.util.stream.Stream;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.policy.HistoryPasswordPolicyProvider;
import org.keycloak.policy.PolicyError;

/** Keycloak's own rule, with as many former passwords as the person's rank asks for; Keycloak keeps as many as the realm says. */
final class RankedHistory extends HistoryPasswordPolicyProvider {
    private static final String AGAIN = "invalidPasswordHistoryMessage";

    private final KeycloakSession session;

    RankedHistory(KeycloakSession session) {
        super(session);
        this.session = session;
    }

    @Override
    public PolicyError validate(RealmModel realm, UserModel user, String password) {
        Assurance assurance = Assurance.of(session);
        int former = assurance.policy().former().get(assurance.rankOrHighest(user));
        if (former == 0) {
            return null;
        }
        Stream<CredentialModel> present =
                user.credentialManager().getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE);
        Stream<CredentialModel> past = user.credentialManager()
                .getStoredCredentialsByTypeStream(PasswordCredentialModel.PASSWORD_HISTORY)
                .sorted(CredentialModel.comparingByStartDateDesc())
                .limit(former - 1L);
        return Stream.concat(present, past).anyMatch(stored -> is(stored, password))
                ? new PolicyError(AGAIN, former)
                : null;
    }

    private boolean is(CredentialModel stored, String password) {
        PasswordCredentialModel hashed = PasswordCredentialModel.createFromCredentialModel(stored);
        PasswordHashProvider hash = session.getProvider(
                PasswordHashProvider.class, hashed.getPasswordCredentialData().getAlgorithm());
        return hash != null && hash.verify(password, hashed);
    }
}
