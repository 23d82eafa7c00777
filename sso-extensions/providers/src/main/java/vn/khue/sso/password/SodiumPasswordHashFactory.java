package vn.khue.sso.password;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.credential.hash.PasswordHashProviderFactory;
import org.keycloak.crypto.hash.Argon2PasswordHashProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.EnvironmentDependentProviderFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import vn.khue.sso.server.ProviderVersion;

/**
 * Takes the place of Keycloak's own {@code argon2}: of two factories with one id Keycloak takes the one of the higher order. So realms,
 * policies and stored hashes stay as they are, with this jar and without it.
 *
 * <p>Server settings ({@code --spi-password-hashing--argon2--…}): those of Keycloak's own, and {@code library} (sodium).
 */
public final class SodiumPasswordHashFactory
        implements PasswordHashProviderFactory, EnvironmentDependentProviderFactory, ServerInfoAwareProviderFactory {
    /** Name of the setting that says which library is loaded. */
    public static final String LIBRARY = "library";

    /** Value of that setting under which no library is looked for. */
    public static final String NO_LIBRARY = "none";

    private static final Logger LOG = Logger.getLogger(SodiumPasswordHashFactory.class);

    private final Argon2PasswordHashProviderFactory stock = new Argon2PasswordHashProviderFactory();
    private Argon2Parameters parameters;
    private Semaphore processors;
    private Libsodium.Search search = new Libsodium.Missing("not looked for yet");

    @Override
    public void init(Config.Scope config) {
        stock.init(config);
        parameters = Argon2Parameters.of(config);
        // First come, first served: each holds a processor for some milliseconds only. This also bounds the memory.
        processors = new Semaphore(
                config.getInt(
                        Argon2PasswordHashProviderFactory.CPU_CORES_KEY,
                        Runtime.getRuntime().availableProcessors()),
                true);
        String library = config.get(LIBRARY, "sodium");
        search = library.equals(NO_LIBRARY)
                ? new Libsodium.Missing("the setting " + LIBRARY + " is " + NO_LIBRARY)
                : Libsodium.look(library);
        if (search instanceof Libsodium.Missing missing) {
            LOG.warnf(
                    "passwords are hashed by Keycloak's own Argon2, about a third as fast: libsodium did not load (%s);"
                            + " install the package libsodium23 or set %s",
                    missing.why(), LIBRARY);
        } else {
            LOG.infof("passwords are hashed by %s", implementation());
        }
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public PasswordHashProvider create(KeycloakSession session) {
        PasswordHashProvider own = stock.create(session);
        return search instanceof Libsodium.Found found
                ? new SodiumPasswordHash(found.library(), parameters, processors, own)
                : own;
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ProviderVersion.get(), "argon2id", implementation());
    }

    /** Who computes Argon2id, for the log and for server info. */
    private String implementation() {
        return search instanceof Libsodium.Found found
                ? "libsodium " + found.library().version()
                : "Keycloak's own (Bouncy Castle): " + ((Libsodium.Missing) search).why();
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        var properties = new ArrayList<>(stock.getConfigMetadata());
        properties.addAll(ProviderConfigurationBuilder.create()
                .property()
                .name(LIBRARY)
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue("sodium")
                .helpText(
                        "Name or path of libsodium, which computes Argon2id with one lane; none for Keycloak's own Argon2."
                                + " Hashes of both are the same.")
                .add()
                .build());
        return properties;
    }

    @Override
    public boolean isSupported(Config.Scope config) {
        return stock.isSupported(config);
    }

    @Override
    public int order() {
        return stock.order() + 1;
    }

    @Override
    public String getId() {
        return Argon2PasswordHashProviderFactory.ID;
    }

    @Override
    public void close() {
        stock.close();
    }
}
