package vn.khue.sso.wallet;

import java.nio.file.Path;
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
 * Makes {@link WalletOffice}s.
 *
 * <p>Server settings ({@code --spi-khue-wallet--khue-wallet--…}, else the environment): {@code key-file} (KHUE_SECRETS/wallet-key, the same as
 * the signing service's), {@code client} (khue-wallet), {@code scope} (khue_card), {@code tries} (5).
 */
public final class WalletOfficeFactory implements WalletOfficeProviderFactory, ServerInfoAwareProviderFactory {
    private static final int TRIES = 5;
    private static final int MOST_TRIES = 20;

    private final Object lock = new Object();
    private ServerSettings settings;
    private WalletOffice office;

    @Override
    public void init(Config.Scope config) {
        settings = new ServerSettings(config, System.getenv());
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    /** Built at the first use, so that the server also starts, and can be built, where no secrets are. */
    @Override
    public WalletOffice create(KeycloakSession session) {
        synchronized (lock) {
            if (office == null) {
                Path file = settings.secretFile("key-file", "wallet-key");
                office = new WalletOffice(
                        new KeyedHash(ServerSettings.read(file), "wallet-key", "give the same to the signing service"),
                        settings.text("client", "KHUE_WALLET_CLIENT").orElse("khue-wallet"),
                        settings.text("scope", "KHUE_WALLET_SCOPE").orElse("khue_card"),
                        (int) Math.max(1, Math.min(MOST_TRIES, settings.number("tries", TRIES))),
                        Clock.systemUTC());
            }
            return office;
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            office = null;
        }
    }

    @Override
    public String getId() {
        return "khue-wallet";
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name("key-file")
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText("File with the secret that the signing service makes its offers with.")
                .add()
                .property()
                .name("client")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue("khue-wallet")
                .helpText("Client whose tokens wallets get; it is public and may stay unnamed in the request.")
                .add()
                .property()
                .name("scope")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue("khue_card")
                .helpText("Scope of those tokens; it names the audience.")
                .add()
                .property()
                .name("tries")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(Integer.toString(TRIES))
                .helpText("How often the code beside an offer may be typed, 1 to 20.")
                .add()
                .build();
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ProviderVersion.get());
    }
}
