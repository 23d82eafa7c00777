package vn.khue.sso.logout;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import org.keycloak.timer.TimerProvider;
import vn.khue.directory.ldap.LdapDirectory;
import vn.khue.sso.server.DirectoryEndpoint;
import vn.khue.sso.server.ProviderVersion;
import vn.khue.sso.server.ServerSettings;

/**
 * Makes {@link AppLogouts}, and runs what tells apps and what looks for ended sessions.
 *
 * <p>Server settings ({@code --spi-khue-logout--khue-logout--…}, else the environment): {@code ldap-url} (KHUE_LDAP_URL; not set: nobody is
 * asked who may not sign in any more), {@code ldap-base} (KHUE_LDAP_BASE), {@code ldap-password-file} (KHUE_SECRETS/ldap-keycloak),
 * {@code look-seconds} (15).
 */
public final class AppLogoutsFactory implements AppLogoutsProviderFactory, ServerInfoAwareProviderFactory {
    private static final long LOOK_SECONDS = 15;

    private final Clock clock = Clock.systemUTC();
    private final LogoutCall call = new LogoutCall();
    private final SilentApps silent = new SilentApps(clock);
    private final Object lock = new Object();
    private ServerSettings settings;
    private LogoutSender sender;
    private LdapDirectory directory;

    @Override
    public void init(Config.Scope config) {
        settings = new ServerSettings(config, System.getenv());
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                start(factory);
            }
        });
    }

    /** Only now are the tables there; and a server that is merely built, not run, never comes here. */
    private void start(KeycloakSessionFactory factory) {
        synchronized (lock) {
            if (sender == null) {
                sender = new LogoutSender(factory, call, silent, clock).start();
                try (KeycloakSession session = factory.create()) {
                    session.getProvider(TimerProvider.class)
                            .scheduleTask(
                                    new EndedSessions(this::gone, clock),
                                    settings.number("look-seconds", LOOK_SECONDS) * 1_000,
                                    "khue-logout-ended-sessions");
                }
            }
        }
    }

    private List<String> gone(Instant since) {
        if (settings.text("ldap-url", "KHUE_LDAP_URL").isEmpty()) {
            return List.of();
        }
        return directory().notActive(since).stream().map(UUID::toString).toList();
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
    public AppLogouts create(KeycloakSession session) {
        return new AppLogouts(session, new AppLogouts.Shared(call, silent, clock, this::wake));
    }

    private void wake() {
        synchronized (lock) {
            if (sender != null) {
                sender.wake();
            }
        }
    }

    @Override
    public void close() {
        LogoutSender running;
        synchronized (lock) {
            running = sender;
            sender = null;
            if (directory != null) {
                directory.close();
                directory = null;
            }
        }
        if (running != null) {
            running.close();
        }
    }

    @Override
    public String getId() {
        return "khue-logout";
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ProviderVersion.get());
    }
}
