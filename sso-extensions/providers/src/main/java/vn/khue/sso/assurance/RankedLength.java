package vn.khue.sso.assurance;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.policy.PasswordPolicyProvider;
import org.keycloak.policy.PolicyError;

/** Longer passwords for those who may do more. */
final class RankedLength implements PasswordPolicyProvider {
    /** Keycloak's own message, which has the number. */
    private static final String TOO_SHORT = "invalidPasswordMinLengthMessage";

    private final KeycloakSession session;

    RankedLength(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public PolicyError validate(RealmModel realm, UserModel user, String password) {
        Assurance assurance = Assurance.of(session);
        int shortest = assurance.policy().shortest().get(assurance.rankOrHighest(user));
        return password.codePointCount(0, password.length()) < shortest ? new PolicyError(TOO_SHORT, shortest) : null;
    }

    /** Of somebody who is no user yet: nobody registers here. */
    @Override
    public PolicyError validate(String username, String password) {
        return null;
    }

    @Override
    public Object parseConfig(String value) {
        return null;
    }

    @Override
    public void close() {}
}
