package vn.khue.sso.nationalid;

import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.authenticators.broker.AbstractIdpAuthenticator;
import org.keycloak.authentication.authenticators.broker.util.SerializedBrokeredIdentityContext;
import org.keycloak.broker.provider.BrokeredIdentityContext;
import org.keycloak.broker.provider.IdentityBrokerException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The whole first login: takes the account of the person who bears the number. Nobody is created, no profile asked for, no e-mail address
 * compared.
 */
final class LinkCitizen extends AbstractIdpAuthenticator {
    @Override
    protected void authenticateImpl(
            AuthenticationFlowContext flow, SerializedBrokeredIdentityContext form, BrokeredIdentityContext context) {
        KeycloakSession session = flow.getSession();
        RealmModel realm = flow.getRealm();
        UserModel user = session.users().getUserByUsername(realm, context.getModelUsername());
        if (user == null) {
            refuse(flow, NationalIdRefusal.NOBODY.reason());
            return;
        }
        try {
            NationalIdProvider.judge(session, realm, user, context);
        } catch (IdentityBrokerException refused) {
            refuse(flow, refused.getMessage());
            return;
        }
        // The number decides; where the provider has given the person another subject, the former link goes.
        String alias = context.getIdpConfig().getAlias();
        if (session.users().getFederatedIdentity(realm, user, alias) != null) {
            session.users().removeFederatedIdentity(realm, user, alias);
        }
        flow.setUser(user);
        flow.success();
    }

    private static void refuse(AuthenticationFlowContext flow, String reason) {
        flow.getEvent().error(reason);
        flow.failureChallenge(
                AuthenticationFlowError.IDENTITY_PROVIDER_ERROR,
                flow.form().setError(NationalIdRefusal.MESSAGE).createErrorPage(Response.Status.BAD_REQUEST));
    }

    @Override
    protected void actionImpl(
            AuthenticationFlowContext flow, SerializedBrokeredIdentityContext form, BrokeredIdentityContext context) {
        authenticateImpl(flow, form, context);
    }

    @Override
    public boolean requiresUser() {
        return false;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }
}
