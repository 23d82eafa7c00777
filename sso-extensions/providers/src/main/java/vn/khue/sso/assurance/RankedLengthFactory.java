package vn.khue.sso.assurance;

import java.util.Map;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.policy.PasswordPolicyProvider;
import org.keycloak.policy.PasswordPolicyProviderFactory;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import vn.khue.sso.server.ProviderVersion;

/** Makes {@link RankedLength} known to Keycloak. */
public final class RankedLengthFactory implements PasswordPolicyProviderFactory, ServerInfoAwareProviderFactory {
    @Override
    public PasswordPolicyProvider create(KeycloakSession session) {
        return new RankedLength(session);
    }

    @Override
    public String getId() {
        return "khueLengthByRank";
    }

    @Override
    public String getDisplayName() {
        return "Khuê: length by role";
    }

    @Override
    public String getConfigType() {
        return null;
    }

    @Override
    public String getDefaultConfigValue() {
        return null;
    }

    @Override
    public boolean isMultiplSupported() {
        return false;
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
