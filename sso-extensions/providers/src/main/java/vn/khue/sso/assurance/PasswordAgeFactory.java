package vn.khue.sso.assurance;

import java.time.Clock;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import vn.khue.sso.server.ProviderVersion;

/** Makes {@link PasswordAge} known to Keycloak. */
public final class PasswordAgeFactory implements RequiredActionFactory, ServerInfoAwareProviderFactory {
    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return new PasswordAge(Clock.systemUTC());
    }

    @Override
    public String getId() {
        return "khue-password-age";
    }

    @Override
    public String getDisplayText() {
        return "Khuê: age of an administrator's password";
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ProviderVersion.get());
    }
}
