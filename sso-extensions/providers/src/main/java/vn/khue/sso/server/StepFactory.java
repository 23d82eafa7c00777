package vn.khue.sso.server;

import java.util.List;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/** Makes one step of a flow known to Keycloak; required or off, without settings of its own. */
public abstract class StepFactory implements AuthenticatorFactory, ServerInfoAwareProviderFactory {
    private final String id;
    private final String title;
    private final String help;
    private final Authenticator step;
    private final boolean told;

    /**
     * @param title in the admin console, likewise {@code help}
     * @param step without state, for all logins
     * @param told whether it is a proof that tokens may name ({@code amr})
     */
    protected StepFactory(String id, String title, String help, Authenticator step, boolean told) {
        this.id = id;
        this.title = title;
        this.help = help;
        this.step = step;
        this.told = told;
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return step;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String getDisplayType() {
        return title;
    }

    @Override
    public String getHelpText() {
        return help;
    }

    @Override
    public String getReferenceCategory() {
        return null;
    }

    /** Keycloak keeps the name for {@code amr} among the settings. */
    @Override
    public boolean isConfigurable() {
        return told;
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
