package vn.khue.sso.apppassword;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;
import vn.khue.directory.apppassword.AppPasswords;
import vn.khue.directory.policy.DirectoryPolicy;
import vn.khue.sso.server.DirectoryEndpoint;
import vn.khue.sso.server.ProviderVersion;
import vn.khue.sso.server.ServerSettings;

/**
 * Makes {@link AppPasswordsResource} known to Keycloak, as {@code /realms/<realm>/khue-app-passwords}. It asks the directory as
 * {@code cn=app-passwords}, which may do this and nothing else.
 *
 * <p>Server settings ({@code --spi-realm-restapi-extension--khue-app-passwords--…}, else the environment): {@code consoles}
 * (KHUE_BADGE_CONSOLES), clients whose tokens may ask, parted by commas (khue-school-console); {@code ldap-url} (KHUE_LDAP_URL),
 * {@code ldap-base} (KHUE_LDAP_BASE), {@code ldap-password-file} (KHUE_SECRETS/ldap-app-passwords).
 */
public final class AppPasswordsResourceFactory implements RealmResourceProviderFactory, ServerInfoAwareProviderFactory {
    private final Object lock = new Object();
    private ServerSettings settings;
    private Set<String> consoles = Set.of();
    private AppPasswords passwords;
    private DirectoryPolicy policy;

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RealmResourceProvider() {
            @Override
            public Object getResource() {
                return new AppPasswordsResource(
                        session,
                        AppPasswordsResourceFactory.this::passwords,
                        Clock.systemUTC(),
                        consoles,
                        policy.staleDays());
            }

            @Override
            public void close() {}
        };
    }

    /** Built at the first use, so that the server also starts where no directory is set. */
    private AppPasswords passwords() {
        synchronized (lock) {
            if (passwords == null) {
                passwords = new AppPasswords(
                        DirectoryEndpoint.of(settings, "app-passwords"), new SecureRandom(), Clock.systemUTC());
            }
            return passwords;
        }
    }

    @Override
    public String getId() {
        return "khue-app-passwords";
    }

    @Override
    public void init(Config.Scope config) {
        settings = new ServerSettings(config, System.getenv());
        policy = DirectoryPolicy.current();
        consoles = Set.of(settings.text("consoles", "KHUE_BADGE_CONSOLES")
                .orElse("khue-school-console")
                .split(" *, *"));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {
        synchronized (lock) {
            if (passwords != null) {
                passwords.close();
                passwords = null;
            }
        }
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ProviderVersion.get());
    }
}
