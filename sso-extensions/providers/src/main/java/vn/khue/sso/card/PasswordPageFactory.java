package vn.khue.sso.card;

import java.util.Map;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordFormFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import vn.khue.sso.server.ProviderVersion;

/** Takes the place of Keycloak's own password step: of two factories with one id it takes the one of the higher order. */
public final class PasswordPageFactory extends UsernamePasswordFormFactory implements ServerInfoAwareProviderFactory {
    @Override
    public Authenticator create(KeycloakSession session) {
        return new PasswordPage(session);
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
