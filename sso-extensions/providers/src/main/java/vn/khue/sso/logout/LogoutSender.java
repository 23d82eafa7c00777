package vn.khue.sso.logout;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;
import org.keycloak.representations.LogoutToken;
import org.keycloak.util.TokenUtil;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.JdbcOutbox;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;
import vn.khue.sso.server.SqlStatements;

/**
 * Tells apps of ended sessions, on one thread of its own. A row is taken away only after its app has taken the token: a crash at any
 * moment leads to a second call, never to none. Several nodes may work on one table.
 */
final class LogoutSender implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LogoutSender.class);
    private static final long LOOK_MILLIS = 2_000;
    private static final int AT_ONCE = 50;
    private static final int TOKEN_SECONDS = 120;
    private static final String ENDED = "http://schemas.openid.net/event/backchannel-logout";

    private final KeycloakSessionFactory factory;
    private final LogoutCall call;
    private final SilentApps silent;
    private final Clock clock;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    LogoutSender(KeycloakSessionFactory factory, LogoutCall call, SilentApps silent, Clock clock) {
        this.factory = factory;
        this.call = call;
        this.silent = silent;
        this.clock = clock;
        this.thread = new Thread(this::run, "khue-logout-sender");
        this.thread.setDaemon(true);
    }

    /** Begins. Call once. */
    LogoutSender start() {
        thread.start();
        return this;
    }

    /** Has it look at once. */
    void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    /** Ends after the calls under way, at most 10 s later; what is left stays in the table. */
    @Override
    public void close() {
        closed = true;
        wake();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                if (!round() && wakeUps.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    wakeUps.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One call to be made. */
    private record Call(AppSession session, URI to, String token) {}

    /** Whether there may be more at once. */
    private boolean round() {
        try {
            List<Call> calls = KeycloakModelUtils.runJobInTransactionWithResult(factory, this::take);
            List<CompletableFuture<Boolean>> answers = calls.stream()
                    .map(next -> call.send(next.to(), next.token()))
                    .toList();
            var told = new ArrayList<AppSession>();
            for (int i = 0; i < calls.size(); i++) {
                AppSession about = calls.get(i).session();
                boolean taken = answers.get(i).join();
                silent.answered(about.client(), calls.get(i).to(), taken);
                if (taken) {
                    told.add(about);
                }
            }
            KeycloakModelUtils.runJobInTransaction(
                    factory,
                    session ->
                            onTable(session, table -> told.forEach(about -> table.done(about.id(), about.client()))));
            return calls.size() == AT_ONCE;
        } catch (RuntimeException e) {
            LOG.warn("apps could not be told of ended sessions, next look in two seconds", e);
            return false;
        }
    }

    private List<Call> take(KeycloakSession session) {
        var calls = new ArrayList<Call>();
        onTable(session, table -> {
            table.giveUp(clock.instant()).forEach(lost -> gaveUp(session, lost));
            for (AppSession about : table.take(clock.instant(), silent.now(), AT_ONCE)) {
                prepare(session, about, calls, table);
            }
        });
        return calls;
    }

    /** What cannot be said to one app keeps nobody from telling the others. */
    private void prepare(KeycloakSession session, AppSession about, List<Call> calls, AppSessions table) {
        try {
            prepared(session, about).ifPresentOrElse(calls::add, () -> table.done(about.id(), about.client()));
        } catch (RuntimeException e) {
            LOG.error("a logout token could not be made, tried again later", e);
        }
    }

    /** Empty where the app hears of nothing any more. */
    private Optional<Call> prepared(KeycloakSession session, AppSession about) {
        return client(session, about)
                .flatMap(client -> RegisteredAddress.of(client)
                        .map(to -> new Call(about, to, Signed.by(session, client, token(client, about)))));
    }

    private static Optional<ClientModel> client(KeycloakSession session, AppSession about) {
        RealmModel realm = session.realms().getRealm(about.realm());
        if (realm == null) {
            return Optional.empty();
        }
        session.getContext().setRealm(realm);
        return Optional.ofNullable(realm.getClientById(about.client()));
    }

    /** OpenID Connect Back-Channel Logout 1.0, 2.4. */
    private static LogoutToken token(ClientModel client, AppSession about) {
        var token = new LogoutToken();
        token.id(SecretGenerator.getInstance().generateSecureID());
        token.type(TokenUtil.TOKEN_TYPE_LOGOUT);
        token.issuer(about.issuer());
        token.subject(about.subject());
        token.addAudience(client.getClientId());
        token.issuedNow();
        token.exp((long) Time.currentTime() + TOKEN_SECONDS);
        token.setSid(about.id());
        token.putEvents(ENDED, Map.of());
        if (OIDCAdvancedConfigWrapper.fromClientModel(client).getBackchannelLogoutRevokeOfflineTokens()) {
            token.putEvents("revoke_offline_access", true);
        }
        return token;
    }

    private void gaveUp(KeycloakSession session, AppSession lost) {
        String app = client(session, lost).map(ClientModel::getClientId).orElse(lost.client());
        LOG.errorf(
                "app %s did not take word of an ended session in %s: given up; look after the app",
                app, AppSessions.PATIENCE);
        SqlStatements.onConnectionOf(session, connection -> {
            JdbcOutbox.append(
                    connection,
                    AuditEvent.of(EventKind.LOGOUT, Outcome.FAILURE, Actor.service("khue-logout"), "sso", clock)
                            .target(TargetKind.CLIENT, app)
                            .with(DetailKey.CLIENT, app)
                            .with(DetailKey.REASON, "app_not_told")
                            .build());
            return app;
        });
    }

    private static void onTable(KeycloakSession session, Consumer<AppSessions> work) {
        SqlStatements.onConnectionOf(session, connection -> {
            work.accept(new AppSessions(connection));
            return connection;
        });
    }
}
