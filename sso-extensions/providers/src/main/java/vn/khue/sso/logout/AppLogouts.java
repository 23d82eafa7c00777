package vn.khue.sso.logout;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.LDAPConstants;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.provider.Provider;
import org.keycloak.representations.LogoutToken;
import vn.khue.sso.server.SqlStatements;

/** Remembers which apps a session has, and sees to it that each is told of its end. For one request and in its transaction. */
public final class AppLogouts implements Provider {
    /** Longer than the call in the request can take. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(10);

    private final KeycloakSession session;
    private final Shared shared;

    AppLogouts(KeycloakSession session, Shared shared) {
        this.session = session;
        this.shared = shared;
    }

    /**
     * What all requests share. Thread-safe.
     *
     * @param wake has the sender look at once
     */
    record Shared(LogoutCall call, SilentApps silent, Clock clock, Runnable wake) {}

    /** Those of that request. */
    public static AppLogouts of(KeycloakSession session) {
        return session.getProvider(AppLogouts.class);
    }

    /** An app got tokens of that session. */
    void opened(UserSessionModel opened, AuthenticatedClientSessionModel app) {
        if (RegisteredAddress.of(app.getClient()).isPresent()) {
            AppSession row = row(opened, app, token(opened, app));
            onTable(table -> {
                table.open(row, shared.clock().instant());
                return row;
            });
        }
    }

    /**
     * The session ends for that app. The app is told before the answer goes out, unless it did not answer a moment ago; that it is to be
     * told stands in the database with the act, and is taken away only when it was told.
     *
     * @return whether this app is told by us
     */
    boolean ended(UserSessionModel ended, AuthenticatedClientSessionModel app) {
        ClientModel client = app.getClient();
        Optional<URI> address = RegisteredAddress.of(client);
        address.ifPresent(to -> {
            LogoutToken token = token(ended, app);
            AppSession row = row(ended, app, token);
            boolean silent = shared.silent().isSilent(client.getId(), to);
            onTable(table -> {
                Instant now = shared.clock().instant();
                table.end(row, now, silent ? now : now.plus(UNDER_WAY));
                return row;
            });
            if (silent) {
                wakeAfterCommit();
            } else if (tell(to, client, token)) {
                onTable(table -> {
                    table.done(row.id(), row.client());
                    return row;
                });
            }
        });
        return address.isPresent();
    }

    private boolean tell(URI to, ClientModel client, LogoutToken token) {
        boolean taken =
                shared.call().send(to, Signed.by(session, client, token)).join();
        shared.silent().answered(client.getId(), to, taken);
        return taken;
    }

    /**
     * The session was ended by Keycloak's id, with nobody waiting: its apps are told as soon as this transaction is committed.
     *
     * @param id of the user session
     */
    public void ended(String id) {
        int told = onTable(table -> table.end(id, shared.clock().instant()));
        if (told > 0) {
            wakeAfterCommit();
        }
    }

    private void wakeAfterCommit() {
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                shared.wake().run();
            }

            @Override
            protected void rollbackImpl() {}
        });
    }

    private LogoutToken token(UserSessionModel of, AuthenticatedClientSessionModel app) {
        return session.tokens().initLogoutToken(app.getClient(), of.getUser(), app);
    }

    private AppSession row(UserSessionModel of, AuthenticatedClientSessionModel app, LogoutToken token) {
        UserModel user = of.getUser();
        String person = Optional.ofNullable(user.getFirstAttribute(LDAPConstants.LDAP_ID))
                .filter(id -> id.length() <= 36)
                .orElse("");
        return new AppSession(
                of.getId(),
                app.getClient().getId(),
                of.getRealm().getId(),
                person,
                token.getSubject(),
                token.getIssuer(),
                null);
    }

    private <T> T onTable(Function<AppSessions, T> work) {
        return SqlStatements.onConnectionOf(session, connection -> work.apply(new AppSessions(connection)));
    }

    @Override
    public void close() {}
}
