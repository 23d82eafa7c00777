package vn.khue.sso.activation;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import vn.khue.sso.server.KeyedHash;
import vn.khue.sso.server.ProviderVersion;
import vn.khue.sso.server.ServerSettings;

/**
 * Makes {@link ActivationOffice}s.
 *
 * <p>Server settings ({@code --spi-khue-activation--khue-activation--…}, else the environment): {@code key-file}
 * (KHUE_SECRETS/activation-key), {@code policy-file} (KHUE_ACTIVATION_POLICY, else the numbers in this jar).
 */
public final class ActivationOfficeFactory implements ActivationOfficeProviderFactory, ServerInfoAwareProviderFactory {
    private static final String ID = "khue-activation";

    private final Object lock = new Object();
    private ServerSettings settings;
    private ActivationOffice.Shared shared;

    @Override
    public void init(Config.Scope config) {
        settings = new ServerSettings(config, System.getenv());
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public ActivationOffice create(KeycloakSession session) {
        return new ActivationOffice(session, shared());
    }

    /** Built at the first use, so that the server can be built where no secrets are. */
    private ActivationOffice.Shared shared() {
        synchronized (lock) {
            if (shared == null) {
                shared = new ActivationOffice.Shared(
                        ActivationPolicy.read(settings.text("policy-file", "KHUE_ACTIVATION_POLICY")
                                .map(Path::of)),
                        new KeyedHash(
                                ServerSettings.read(settings.secretFile("key-file", "activation-key")),
                                "an activation key",
                                "issue the slips again"),
                        Clock.systemUTC(),
                        new SecureRandom());
            }
            return shared;
        }
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
                .helpText("File with the numbers of activation slips, in place of those in the jar.")
                .add()
                .build();
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ProviderVersion.get());
    }
}
