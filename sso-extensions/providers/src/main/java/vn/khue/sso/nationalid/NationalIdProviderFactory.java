package vn.khue.sso.nationalid;

import java.util.List;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.broker.oidc.OIDCIdentityProviderConfig;
import org.keycloak.broker.oidc.OIDCIdentityProviderFactory;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import vn.khue.sso.server.ProviderVersion;
import vn.khue.sso.server.ServerSettings;

/**
 * Makes {@link NationalIdProvider}s.
 *
 * <p>Server setting ({@code --spi-identity_provider--khue-national-id--…}, else the environment): {@code citizen-hash-file}
 * (KHUE_SECRETS/citizen-hash).
 */
public final class NationalIdProviderFactory extends OIDCIdentityProviderFactory
        implements ServerInfoAwareProviderFactory {
    /** As the realm names this kind of provider. */
    static final String ID = "khue-national-id";

    private final Object lock = new Object();
    private ServerSettings settings;
    private NationalIdHashes hashes;

    @Override
    public void init(Config.Scope config) {
        settings = new ServerSettings(config, System.getenv());
    }

    @Override
    public NationalIdProvider create(KeycloakSession session, IdentityProviderModel model) {
        return new NationalIdProvider(session, new OIDCIdentityProviderConfig(model), hashes());
    }

    /** Read at the first use, so that the server can be built, and runs, where no secret is. */
    private NationalIdHashes hashes() {
        synchronized (lock) {
            if (hashes == null) {
                hashes = new NationalIdHashes(
                        ServerSettings.read(settings.secretFile("citizen-hash-file", "citizen-hash")));
            }
            return hashes;
        }
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getName() {
        return "Khuê: national identity (OpenID Connect)";
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name("citizen-hash-file")
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText("File with the key under which the directory's hashes of citizen numbers are made.")
                .add()
                .build();
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ProviderVersion.get());
    }
}
