package vn.khue.sso.badge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.hibernate.Session;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.timer.ScheduledTask;

/**
 * Ends sessions whose lesson is over. Keycloak has one longest life for all sessions of a realm, so ours of badges are looked for
 * and ended, at most one look later.
 */
final class BadgeSessions implements ScheduledTask {
    static final String BADGE = "khue.badge";
    static final String LESSON = "khue.badge.lesson";
    private static final int AT_ONCE = 500;
    private static final Duration COUNTS_KEPT = Duration.ofDays(2);

    private final Clock clock;

    BadgeSessions(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void run(KeycloakSession session) {
        Instant now = clock.instant();
        session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .unwrap(Session.class)
                .doWork(connection -> {
                    var over = new DueSessions(new BadgeSql(connection));
                    over.at(now, AT_ONCE).forEach(due -> {
                        end(session, due);
                        over.ended(due.id());
                    });
                    over.tidy(now.minus(COUNTS_KEPT));
                });
    }

    private static void end(KeycloakSession session, DueSessions.Due due) {
        RealmModel realm = session.realms().getRealm(due.realm());
        if (realm == null) {
            return;
        }
        session.getContext().setRealm(realm);
        UserModel user = session.users().getUserById(realm, due.userId());
        if (user == null) {
            return;
        }
        of(session, realm, user, opened -> due.id().toString().equals(opened.getNote(LESSON)))
                .forEach(opened -> session.sessions().removeUserSession(realm, opened));
    }

    /** The sessions that this badge opened. */
    static List<UserSessionModel> of(KeycloakSession session, RealmModel realm, UserModel user, UUID badge) {
        return of(session, realm, user, opened -> badge.toString().equals(opened.getNote(BADGE)));
    }

    private static List<UserSessionModel> of(
            KeycloakSession session, RealmModel realm, UserModel user, Predicate<UserSessionModel> which) {
        return session.sessions()
                .getUserSessionsStream(realm, user)
                .filter(which)
                .toList();
    }
}
