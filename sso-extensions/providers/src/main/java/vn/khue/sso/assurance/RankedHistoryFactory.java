package vn.khue.sso.assurance;

import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.policy.HistoryPasswordPolicyProviderFactory;
import org.keycloak.policy.PasswordPolicyProvider;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import vn.khue.sso.server.ProviderVersion;

/** Takes the place of Keycloak's own {@code passwordHistory}: of two factories with one id it takes the one of the higher order. */
public final class RankedHistoryFactory extends HistoryPasswordPolicyProviderFactory
        implements ServerInfoAwareProviderFactory {
    @Override
    public PasswordPolicyProvider create(KeycloakSession session) {
        return new RankedHistory(session);
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
