package vn.khue.sso.events;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.JpaConnectionProviderFactory;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import vn.khue.audit.event.Backlog;
import vn.khue.audit.event.BacklogWatch;
import vn.khue.audit.event.ClientCredentialsTokens;
import vn.khue.audit.event.EventTransport;
import vn.khue.audit.event.EventTransportProvider;
import vn.khue.audit.event.Heartbeat;
import vn.khue.audit.event.HttpEventTransport;
import vn.khue.audit.event.OutboxBound;
import vn.khue.audit.event.OutboxPolicy;
import vn.khue.audit.event.OutboxSender;
import vn.khue.sso.server.ProviderException;
import vn.khue.sso.server.ProviderVersion;
import vn.khue.sso.server.ServerSettings;

/**
 * Makes {@link AuditEventListener} known to Keycloak and runs the sender that empties the outbox.
 *
 * <p>Server settings ({@code --spi-events-listener--khue-events--…}, else the environment): {@code audit-url} (KHUE_AUDIT_URL),
 * {@code issuer} (KHUE_ISSUER), {@code secret-file} (KHUE_SECRETS/client-events), {@code hash-key-file}
 * (KHUE_SECRETS/pairwise-salt), {@code heartbeat-seconds} (60), {@code outbox-rows} (KHUE_OUTBOX_ROWS; 1000000), {@code outbox-near-percent} (80),
 * {@code outbox-look-seconds} (10). Without audit-url nothing is sent and the rows wait; events are written all the same. {@code transport}
 * (KHUE_EVENTS_TRANSPORT; http) names another road whose library lies beside the providers, {@code transport-settings}
 * (KHUE_EVENTS_TRANSPORT_SETTINGS) its file; then audit-url and issuer are not asked for.
 */
public final class AuditEventListenerFactory implements EventListenerProviderFactory, ServerInfoAwareProviderFactory {
    /** Id of this provider, and of the client under whose name it sends. */
    public static final String ID = "khue-events";

    private static final String HTTP = "http";
    private static final long HEARTBEAT_SECONDS = 60;
    private static final long LOOK_SECONDS = 10;
    private static final Logger LOG = Logger.getLogger(AuditEventListenerFactory.class);

    /** Some megabytes at the most. */
    private static final int REMEMBERED_IDS = 20_000;

    private final Object lock = new Object();
    private final KhueIds khueIds = new KhueIds(REMEMBERED_IDS);
    private ServerSettings settings;
    private SignInEvent signIns;
    private OutboxSender sender;
    private Heartbeat heartbeat;
    private BacklogWatch watch;

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
        var database = (JpaConnectionProviderFactory) factory.getProviderFactory(JpaConnectionProvider.class);
        synchronized (lock) {
            if (watch == null) {
                watch = new BacklogWatch(
                                database::getConnection,
                                SignInEvent.SOURCE,
                                bound(),
                                Duration.ofSeconds(settings.number("outbox-look-seconds", LOOK_SECONDS)))
                        .start();
                BacklogMeter.show(watch);
            }
        }
        Optional<EventTransport> transport = transport();
        if (transport.isEmpty()) {
            LOG.warn("audit events are written but not sent: set KHUE_AUDIT_URL and KHUE_ISSUER");
            return;
        }
        synchronized (lock) {
            if (sender == null) {
                sender = new OutboxSender(
                                database::getConnection,
                                transport.get(),
                                OutboxPolicy.standard(),
                                new DeliveryMeter(),
                                Clock.systemUTC(),
                                new SecureRandom())
                        .start();
                heartbeat = new Heartbeat(
                                database::getConnection,
                                SignInEvent.SOURCE,
                                Duration.ofSeconds(settings.number("heartbeat-seconds", HEARTBEAT_SECONDS)),
                                sender::wake,
                                Clock.systemUTC())
                        .start();
            }
        }
    }

    private Optional<EventTransport> transport() {
        String name = settings.text("transport", "KHUE_EVENTS_TRANSPORT").orElse(HTTP);
        if (!name.equals(HTTP)) {
            String file = settings.text("transport-settings", "KHUE_EVENTS_TRANSPORT_SETTINGS")
                    .orElseThrow(() -> new ProviderException("expected a file as transport-settings or"
                            + " KHUE_EVENTS_TRANSPORT_SETTINGS for the transport " + name + ", found none; name it"));
            return Optional.of(EventTransportProvider.named(name).open(SignInEvent.SOURCE, Path.of(file)));
        }
        Optional<String> audit = settings.text("audit-url", "KHUE_AUDIT_URL");
        Optional<String> issuer = settings.text("issuer", "KHUE_ISSUER");
        if (audit.isEmpty() || issuer.isEmpty()) {
            return Optional.empty();
        }
        var secret = settings.secretFile("secret-file", "client-events");
        var tokens = new ClientCredentialsTokens(
                URI.create(issuer.get() + "/protocol/openid-connect/token"),
                ID,
                () -> ServerSettings.read(secret),
                Clock.systemUTC());
        return Optional.of(new HttpEventTransport(URI.create(audit.get() + "/api/events"), tokens));
    }

    private OutboxBound bound() {
        OutboxBound standard = OutboxBound.standard();
        String rows = settings.text("outbox-rows", "KHUE_OUTBOX_ROWS").orElse(Long.toString(standard.rows()));
        try {
            return new OutboxBound(
                    Long.parseLong(rows),
                    Math.toIntExact(settings.number("outbox-near-percent", standard.nearPercent())));
        } catch (NumberFormatException e) {
            throw new ProviderException(
                    "expected a number of rows as outbox-rows or KHUE_OUTBOX_ROWS, found " + rows + "; set one", e);
        }
    }

    /** What waits in the outbox of this server's database, as last looked at; empty where the server does not run yet. */
    static Optional<Backlog> backlog(KeycloakSession session) {
        var factory = (AuditEventListenerFactory)
                session.getKeycloakSessionFactory().getProviderFactory(EventListenerProvider.class, ID);
        synchronized (factory.lock) {
            return Optional.ofNullable(factory.watch).map(BacklogWatch::current);
        }
    }

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new AuditEventListener(session, signIns(), khueIds);
    }

    private SignInEvent signIns() {
        synchronized (lock) {
            if (signIns == null) {
                signIns = new SignInEvent(
                        new LoginNameHash(ServerSettings.read(settings.secretFile("hash-key-file", "pairwise-salt"))));
            }
            return signIns;
        }
    }

    /** Every realm, also master, and nobody can take the listener out of one. */
    @Override
    public boolean isGlobal() {
        return true;
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (watch != null) {
                BacklogMeter.hide();
                watch.close();
                watch = null;
            }
            if (sender != null) {
                heartbeat.close();
                sender.close();
                sender = null;
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
                .name("audit-url")
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText("Base URL of the audit service; events wait in the outbox while it is not set or does not"
                        + " answer.")
                .add()
                .property()
                .name("issuer")
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText("URL of the realm whose client khue-events gives the token for the audit service.")
                .add()
                .property()
                .name("transport")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(HTTP)
                .helpText("Road of events: http, or the name of another whose library lies among the providers.")
                .add()
                .property()
                .name("transport-settings")
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText("File of settings of that other road.")
                .add()
                .property()
                .name("outbox-rows")
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .defaultValue(1_000_000)
                .helpText(
                        "Events that may wait for the audit service. Where as many do, nobody but administrators signs in anew.")
                .add()
                .property()
                .name("outbox-near-percent")
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .defaultValue(80)
                .helpText("Share of outbox-rows at which the alarm is raised, 10 to 95.")
                .add()
                .build();
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of(
                "version",
                ProviderVersion.get(),
                "audit",
                settings.text("audit-url", "KHUE_AUDIT_URL").orElse("not set"));
    }
}
