package vn.khue.sso.activation;

import java.util.List;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import vn.khue.sso.server.ProviderVersion;

/** Makes {@link ActivationChosen} known to Keycloak. */
public final class ActivationChosenFactory implements ConditionalAuthenticatorFactory, ServerInfoAwareProviderFactory {
    @Override
    public ConditionalAuthenticator getSingleton() {
        return new ActivationChosen();
    }

    @Override
    public String getId() {
        return "khue-activation-chosen";
    }

    @Override
    public String getDisplayType() {
        return "Khuê: condition - activation slip chosen";
    }

    @Override
    public String getHelpText() {
        return "Holds where the link to activation slips was followed and the app asks for no level above password.";
    }

    @Override
    public boolean isConfigurable() {
        return false;
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return new Requirement[] {Requirement.REQUIRED, Requirement.DISABLED};
    }

    @Override
    public boolean isUserSetupAllowed() {
        return false;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
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
