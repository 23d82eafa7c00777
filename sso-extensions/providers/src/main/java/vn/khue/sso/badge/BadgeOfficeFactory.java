package vn.khue.sso.badge;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import org.keycloak.timer.TimerProvider;
import vn.khue.directory.ldap.LdapDirectory;
import vn.khue.sso.claims.PeopleToday;
import vn.khue.sso.server.DirectoryEndpoint;
import vn.khue.sso.server.ProviderVersion;
import vn.khue.sso.server.ServerSettings;

/**
 * Makes {@link BadgeOffice}s and ends the sessions of badges when the lesson is over.
 *
 * <p>Server settings ({@code --spi-khue-badge--khue-badge--…}, else the environment): {@code key-file} (KHUE_SECRETS/badge-key),
 * {@code policy-file} (the numbers in this jar), {@code consoles} (khue-school-console), {@code responders} (khue-audit), {@code ldap-url} (KHUE_LDAP_URL),
 * {@code ldap-base} (KHUE_LDAP_BASE), {@code ldap-password-file} (KHUE_SECRETS/ldap-keycloak).
 */
public final class BadgeOfficeFactory implements BadgeOfficeProviderFactory, ServerInfoAwareProviderFactory {
    static final String ID = "khue-badge";
    private static final long LOOK_MILLIS = 10_000;

    private final Object lock = new Object();
    private ServerSettings settings;
    private LdapDirectory directory;
    private BadgeOffice.Shared shared;

    @Override
    public void init(Config.Scope config) {
        settings = new ServerSettings(config, System.getenv());
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                try (KeycloakSession session = factory.create()) {
                    session.getProvider(TimerProvider.class)
                            .scheduleTask(new BadgeSessions(Clock.systemUTC()), LOOK_MILLIS, "khue-badge-sessions");
                }
            }
        });
    }

    @Override
    public BadgeOffice create(KeycloakSession session) {
        return new BadgeOffice(session, shared(session));
    }

    /** Built at the first use, so that the server also starts, and can be built, where no directory is set. */
    private BadgeOffice.Shared shared(KeycloakSession session) {
        synchronized (lock) {
            if (shared == null) {
                directory = new LdapDirectory(DirectoryEndpoint.of(settings));
                shared = new BadgeOffice.Shared(
                        PeopleToday.of(session).patiently(directory),
                        BadgePolicy.read(settings.text("policy-file", "KHUE_BADGE_POLICY")
                                .map(Path::of)),
                        new BadgeHash(ServerSettings.read(settings.secretFile("key-file", "badge-key"))),
                        Clock.systemUTC(),
                        new SecureRandom(),
                        Arrays.stream(settings.text("consoles", "KHUE_BADGE_CONSOLES")
                                        .orElse("khue-school-console")
                                        .split(","))
                                .collect(Collectors.toSet()),
                        Arrays.stream(settings.text("responders", "KHUE_RESPONDERS")
                                        .orElse("khue-audit")
                                        .split(","))
                                .collect(Collectors.toSet()));
            }
            return shared;
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (directory != null) {
                directory.close();
                directory = null;
                shared = null;
            }
        }
    }

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
                .helpText("File with the numbers of badge login, in place of those in the jar.")
                .add()
                .property()
                .name("consoles")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue("khue-school-console")
                .helpText("Clients whose access tokens may administer badges, separated by commas.")
                .add()
                .property()
                .name("responders")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue("khue-audit")
                .helpText("Clients whose access tokens may answer alerts, separated by commas.")
                .add()
                .build();
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ProviderVersion.get());
    }
}
