package vn.khue.sso.lockout;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.LDAPConstants;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import org.keycloak.services.managers.BruteForceProtector;
import org.keycloak.services.managers.BruteForceProtectorFactory;
import org.keycloak.services.managers.DefaultBruteForceProtectorFactory;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.ldap.LdapDirectory;
import vn.khue.sso.claims.PeopleToday;
import vn.khue.sso.server.DirectoryEndpoint;
import vn.khue.sso.server.ProviderVersion;
import vn.khue.sso.server.ServerSettings;

/**
 * Takes the place of Keycloak's own lock-out: of two factories with one id Keycloak takes the one of the higher order. A realm switches it on as
 * ever (<i>Brute force detection</i>); the numbers are the policy's, not the realm's.
 *
 * <p>Server settings ({@code --spi-brute-force-protector--default-brute-force-detector--…}, else the environment): {@code policy-file} (the
 * numbers in this jar), {@code key-file} (KHUE_SECRETS/badge-key), {@code ldap-url} (KHUE_LDAP_URL), {@code ldap-base} (KHUE_LDAP_BASE),
 * {@code ldap-password-file} (KHUE_SECRETS/ldap-keycloak).
 */
public final class SourceLockoutFactory implements BruteForceProtectorFactory, ServerInfoAwareProviderFactory {
    private static final Logger LOG = Logger.getLogger(SourceLockoutFactory.class);
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final DefaultBruteForceProtectorFactory stock = new DefaultBruteForceProtectorFactory();
    private final Object lock = new Object();
    private final Clock clock = Clock.systemUTC();
    private ServerSettings settings;
    private LdapDirectory directory;
    private SourceLockout.Shared shared;

    @Override
    public void init(Config.Scope config) {
        settings = new ServerSettings(config, System.getenv());
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public BruteForceProtector create(KeycloakSession session) {
        return new SourceLockout(session, shared(PeopleToday.of(session)));
    }

    /** Built at the first use, so that the server can also be built where no secrets are. */
    private SourceLockout.Shared shared(PeopleToday people) {
        synchronized (lock) {
            if (shared == null) {
                shared = new SourceLockout.Shared(
                        LockoutPolicy.read(settings.text("policy-file", "KHUE_LOCKOUT_POLICY")
                                .map(Path::of)),
                        new KnownBrowsers(
                                ServerSettings.read(settings.secretFile("key-file", "badge-key")),
                                new SecureRandom(),
                                clock),
                        new Guesses(),
                        user -> isStaff(people, user),
                        clock);
            }
            return shared;
        }
    }

    /** Pupils and parents are not; whoever holds an appointment today is, and so is whoever the directory does not know. */
    private boolean isStaff(PeopleToday people, UserModel user) {
        Optional<UUID> person = Optional.ofNullable(user.getFirstAttribute(LDAPConstants.LDAP_ID))
                .map(UUID::fromString);
        if (person.isEmpty()) {
            return true;
        }
        try {
            return people.patiently(directory())
                    .standing(person.get(), LocalDate.now(clock.withZone(VIETNAM)))
                    .map(standing -> !standing.appointments().isEmpty())
                    .orElse(true);
        } catch (DirectoryException e) {
            LOG.warn("who is staff could not be asked of the directory; a lock-out uses the stricter number", e);
            return true;
        }
    }

    private LdapDirectory directory() {
        synchronized (lock) {
            if (directory == null) {
                directory = new LdapDirectory(DirectoryEndpoint.of(settings));
            }
            return directory;
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (directory != null) {
                directory.close();
                directory = null;
            }
            shared = null;
        }
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name("policy-file")
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText("File with the numbers of the lock-out, in place of those in the jar.")
                .add()
                .property()
                .name("key-file")
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText("File with the key of the cookie by which a person's own browsers are known.")
                .add()
                .build();
    }

    @Override
    public int order() {
        return stock.order() + 1;
    }

    @Override
    public String getId() {
        return stock.getId();
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ProviderVersion.get());
    }
}
