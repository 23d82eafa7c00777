package vn.khue.sso.logout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.keycloak.common.Profile;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.timer.ScheduledTask;
import vn.khue.directory.DirectoryException;
import vn.khue.sso.server.SqlStatements;

/**
 * Looks for sessions that nobody ended in a request: past their time, of people who were disabled here or in the directory, or gone from
 * Keycloak by a way on which it tells no app (logout of a whole realm, deletion, expiry). Each look does no harm where another node did
 * it already.
 */
final class EndedSessions implements ScheduledTask {
    private static final Logger LOG = Logger.getLogger(EndedSessions.class);
    private static final int AT_ONCE = 500;

    /** Longer than a session can be, for the first look after a start. */
    private static final Duration AT_START = Duration.ofHours(24);
    /** By how much the directory's clock, or a replica of it, may be behind. */
    private static final Duration BEHIND = Duration.ofMinutes(2);

    /** From one reading of all sessions to the next; everything else is found by what changed. */
    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(10);

    private final Function<Instant, List<String>> goneFromDirectory;
    private final Clock clock;
    private Instant since;
    private Instant nextSweep = Instant.EPOCH;

    /** @param goneFromDirectory Khuê ids of those who may not sign in, whose entry changed since that time */
    EndedSessions(Function<Instant, List<String>> goneFromDirectory, Clock clock) {
        this.goneFromDirectory = goneFromDirectory;
        this.clock = clock;
        this.since = clock.instant().minus(AT_START);
    }

    @Override
    public void run(KeycloakSession session) {
        // Without this feature the table of sessions is empty, and everybody would be told that all had ended.
        if (!Profile.isFeatureEnabled(Profile.Feature.PERSISTENT_USER_SESSIONS)) {
            return;
        }
        Instant now = clock.instant();
        List<String> gone = gone(now);
        session.realms().getRealmsStream().toList().forEach(realm -> look(session, realm, gone, now));
        if (isDue(now)) {
            onTable(session, table -> table.endVanished(now));
        }
    }

    private synchronized boolean isDue(Instant now) {
        if (now.isBefore(nextSweep)) {
            return false;
        }
        nextSweep = now.plus(BETWEEN_SWEEPS);
        return true;
    }

    private synchronized List<String> gone(Instant now) {
        try {
            List<String> gone = goneFromDirectory.apply(since);
            since = now.minus(BEHIND);
            return gone;
        } catch (DirectoryException e) {
            LOG.warnf(
                    "the directory did not say who may not sign in any more, asked again at the next look (%s: %s)",
                    e.reason(), e.getMessage());
            return List.of();
        }
    }

    private void look(KeycloakSession session, RealmModel realm, List<String> gone, Instant now) {
        session.getContext().setRealm(realm);
        int idle = Math.max(realm.getSsoSessionIdleTimeout(), realm.getSsoSessionIdleTimeoutRememberMe());
        int life = Math.max(realm.getSsoSessionMaxLifespan(), realm.getSsoSessionMaxLifespanRememberMe());
        var over = new ArrayList<String>();
        onTable(session, table -> {
            over.addAll(table.ofDisabled(realm.getId(), AT_ONCE));
            if (!gone.isEmpty()) {
                over.addAll(table.of(realm.getId(), gone));
            }
            return over;
        });
        over.forEach(id -> end(session, realm, id));
        List<String> expired = onTable(session, table -> table.expired(realm.getId(), now, idle, life, AT_ONCE));
        for (String id : expired) {
            UserSessionModel open = session.sessions().getUserSession(realm, id);
            if (open == null || !AuthenticationManager.isSessionValid(realm, open)) {
                end(session, realm, id);
            }
        }
    }

    private static void end(KeycloakSession session, RealmModel realm, String id) {
        AppLogouts.of(session).ended(id);
        UserSessionModel open = session.sessions().getUserSession(realm, id);
        if (open != null) {
            session.sessions().removeUserSession(realm, open);
        }
    }

    private static <T> T onTable(KeycloakSession session, Function<AppSessions, T> work) {
        return SqlStatements.onConnectionOf(session, connection -> work.apply(new AppSessions(connection)));
    }
}
