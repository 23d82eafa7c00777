package vn.khue.sso.assurance;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import vn.khue.sso.server.ProviderVersion;
import vn.khue.sso.server.ServerSettings;

/**
 * Reads the policy once.
 *
 * <p>Server settings ({@code --spi-khue-assurance--khue-assurance--…}, else the environment): {@code policy-file} (KHUE_ASSURANCE_POLICY; the one
 * in this jar), {@code office-networks} (KHUE_OFFICE_NETWORKS; those of the policy).
 */
public final class AssuranceFactory implements AssuranceProviderFactory, ServerInfoAwareProviderFactory {
    static final String ID = "khue-assurance";

    private AssurancePolicy policy;

    @Override
    public void init(Config.Scope config) {
        var settings = new ServerSettings(config, System.getenv());
        policy = AssurancePolicy.read(
                settings.text("policy-file", "KHUE_ASSURANCE_POLICY").map(Path::of),
                settings.text("office-networks", "KHUE_OFFICE_NETWORKS"));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public Assurance create(KeycloakSession session) {
        return new Assurance(session, policy);
    }

    @Override
    public void close() {}

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name("policy-file")
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText(
                        "File that says who proves a second factor, and what passwords are like, in place of the one in the jar.")
                .add()
                .property()
                .name("office-networks")
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText("Networks that are inside for everybody, in CIDR notation, parted by commas.")
                .add()
                .build();
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ProviderVersion.get());
    }
}
