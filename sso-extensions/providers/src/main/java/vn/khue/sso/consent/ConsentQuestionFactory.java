package vn.khue.sso.consent;

import java.util.Map;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import vn.khue.sso.server.ProviderVersion;

/** Makes {@link ConsentQuestion} known to Keycloak; a realm must also register and enable it as required action. */
public final class ConsentQuestionFactory implements RequiredActionFactory, ServerInfoAwareProviderFactory {
    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return new ConsentQuestion(session);
    }

    @Override
    public String getId() {
        return ConsentQuestion.ID;
    }

    @Override
    public String getDisplayText() {
        return "Khuê: consent to an app";
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
