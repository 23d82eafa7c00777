package vn.khue.sso.federation;

import java.util.Map;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordFormFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import vn.khue.sso.server.ProviderVersion;

/**
 * Takes the place of Keycloak's own {@code auth-username-password-form}: of two factories with one id Keycloak takes the one of the higher
 * order. In a realm without our directory it is Keycloak's own.
 */
public final class PasswordFormFactory extends UsernamePasswordFormFactory implements ServerInfoAwareProviderFactory {
    @Override
    public Authenticator create(KeycloakSession session) {
        return new PasswordForm(session);
    }

    @Override
    public int order() {
        return super.order() + 1;
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ProviderVersion.get());
    }
}
