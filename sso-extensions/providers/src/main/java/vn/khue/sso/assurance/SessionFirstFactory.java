package vn.khue.sso.assurance;

import java.util.Map;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.browser.CookieAuthenticatorFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import vn.khue.sso.server.ProviderVersion;

/** Makes {@link SessionFirst} known to Keycloak. */
public final class SessionFirstFactory extends CookieAuthenticatorFactory implements ServerInfoAwareProviderFactory {
    private static final SessionFirst STEP = new SessionFirst();

    @Override
    public Authenticator create(KeycloakSession session) {
        return STEP;
    }

    @Override
    public String getId() {
        return "khue-session";
    }

    @Override
    public String getDisplayType() {
        return "Khuê: session, raised where the policy asks";
    }

    @Override
    public String getHelpText() {
        return "Lets a browser in that is signed in, and asks officers for a second factor outside the networks of their units.";
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ProviderVersion.get());
    }
}
