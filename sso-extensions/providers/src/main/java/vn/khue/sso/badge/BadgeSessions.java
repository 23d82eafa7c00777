package vn.khue.sso.badge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.timer.ScheduledTask;
import vn.khue.sso.logout.AppLogouts;

/**
 * Ends sessions whose lesson is over. Keycloak has one longest life for all sessions of a realm, so ours of badges are looked for
 * and ended, at most one look later.
 *
 * <p>A row goes only at the look that finds its session gone. Whoever reads a session while it is being ended may put it back into
 * Keycloak's memory, where its tokens would be good for another minute; the next look, by id, finds it there and ends it again.
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
                    over.at(now, AT_ONCE).stream()
                            .filter(due -> isOver(session, due))
                            .forEach(due -> over.ended(due.id()));
                    over.tidy(now.minus(COUNTS_KEPT));
                });
    }

    /** Whether nothing is left of it; what is left is ended. */
    private static boolean isOver(KeycloakSession session, DueSessions.Due due) {
        RealmModel realm = session.realms().getRealm(due.realm());
        if (realm == null) {
            return true;
        }
        session.getContext().setRealm(realm);
        UserSessionModel opened = session.sessions().getUserSession(realm, due.session());
        // The same browser may have begun another lesson in that session, which has a row of its own.
        if (opened == null || !due.id().toString().equals(opened.getNote(LESSON))) {
            return true;
        }
        AppLogouts.of(session).ended(opened.getId());
        session.sessions().removeUserSession(realm, opened);
        return false;
    }

    /** The sessions that this badge opened. */
    static List<UserSessionModel> of(KeycloakSession session, RealmModel realm, UserModel user, UUID badge) {
        return session.sessions()
                .getUserSessionsStream(realm, user)
                .filter(opened -> badge.toString().equals(opened.getNote(BADGE)))
                .toList();
    }
}
