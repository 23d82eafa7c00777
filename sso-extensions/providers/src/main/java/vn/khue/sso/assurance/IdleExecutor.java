package vn.khue.sso.assurance;

import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.RefreshToken;
import org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.context.TokenRefreshContext;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/**
 * Renews no token of an administrator's session that lay idle (R4.12): Keycloak has one idle time for a realm. Such a session is never used
 * again, and ends at the next login or with the realm's.
 */
final class IdleExecutor implements ClientPolicyExecutorProvider<ClientPolicyExecutorConfigurationRepresentation> {
    private final KeycloakSession session;

    IdleExecutor(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public String getProviderId() {
        return IdleExecutorFactory.ID;
    }

    @Override
    public Class<ClientPolicyExecutorConfigurationRepresentation> getExecutorConfigurationClass() {
        return ClientPolicyExecutorConfigurationRepresentation.class;
    }

    @Override
    public void executeOnEvent(ClientPolicyContext context) throws ClientPolicyException {
        if (context instanceof TokenRefreshContext refresh
                && used(refresh)
                        .filter(used -> !Assurance.of(session).use(used))
                        .isPresent()) {
            throw new ClientPolicyException(OAuthErrorException.INVALID_GRANT, "Session lay idle. Sign in again.");
        }
    }

    /** Empty for a token that Keycloak will refuse by itself. */
    private Optional<UserSessionModel> used(TokenRefreshContext refresh) {
        return Optional.ofNullable(refresh.getParams().getFirst(OAuth2Constants.REFRESH_TOKEN))
                .map(text -> session.tokens().decode(text, RefreshToken.class))
                .map(RefreshToken::getSessionId)
                .map(id ->
                        session.sessions().getUserSession(session.getContext().getRealm(), id));
    }
}
