package vn.khue.sso.assurance;

import java.util.Map;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import vn.khue.sso.server.ProviderVersion;

/** Makes {@link OutboxFull} known to Keycloak. */
public final class OutboxFullFactory implements RequiredActionFactory, ServerInfoAwareProviderFactory {
    static final String ID = "khue-outbox-full";

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return new OutboxFull();
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayText() {
        return "Khuê: no new sessions while the outbox of events is full";
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
