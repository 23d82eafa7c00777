package vn.khue.sso.card;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.timer.ScheduledTask;
import vn.khue.sso.logout.AppLogouts;
import vn.khue.sso.server.ProviderException;
import vn.khue.sso.server.SqlStatements;

/**
 * Ends sessions with the card that opened them: asks about each card again and again, as at the login, and where it is revoked, put on
 * hold or no longer trusted, ends the session and tells its apps. Where the status service does not answer, sessions go on: they were
 * opened by a good card, and Keycloak's own limits end them.
 *
 * <p>A row goes only at a look that finds its session gone. Whoever reads a session while it is being ended may put it back into
 * Keycloak's memory; the next look finds it there and ends it again.
 */
final class CardSessions implements ScheduledTask {
    private static final Logger LOG = Logger.getLogger(CardSessions.class);
    private static final int AT_ONCE = 500;
    /** One look takes no longer, so that rows are not held and the next one comes in time. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(20);
    /** Longer than a login may take from the card to the session. */
    private static final Duration UNDER_WAY = Duration.ofHours(1);

    /** What says that the card opens no more; the rest says that nothing was learnt. */
    private static final Set<CardRefusal> OVER = EnumSet.of(
            CardRefusal.CARD_REVOKED,
            CardRefusal.CARD_SUSPENDED,
            CardRefusal.CARD_EXPIRED,
            CardRefusal.CARD_NOT_TRUSTED,
            CardRefusal.CARD_WRONG_KIND,
            CardRefusal.CARD_UNREADABLE);

    private final Supplier<CardJudge> judge;
    private final Duration every;
    private final Clock clock;

    /**
     * @param judge with a short memory, or none
     * @param every how often each card is asked about
     */
    CardSessions(Supplier<CardJudge> judge, Duration every, Clock clock) {
        this.judge = judge;
        this.every = every;
        this.clock = clock;
    }

    @Override
    public void run(KeycloakSession session) {
        Instant begun = clock.instant();
        SqlStatements.onConnectionOf(session, connection -> {
            var table = new CardSessionTable(connection);
            for (CardSession opened : table.due(begun, AT_ONCE)) {
                if (!look(session, table, opened) || clock.instant().isAfter(begun.plus(LONGEST_LOOK))) {
                    break;
                }
            }
            return table;
        });
    }

    /** @return whether others are worth a question now */
    private boolean look(KeycloakSession session, CardSessionTable table, CardSession opened) {
        Instant now = clock.instant();
        RealmModel realm = session.realms().getRealm(opened.realm());
        // Before the session is read: Keycloak reads the person of a stored session by the realm of the context.
        session.getContext().setRealm(realm);
        UserSessionModel there = realm == null ? null : session.sessions().getUserSession(realm, opened.id());
        if (there == null) {
            if (realm == null || opened.ended() || opened.openedAt().isBefore(now.minus(UNDER_WAY))) {
                table.forget(opened.id());
            } else {
                table.lookAgain(opened.id(), now.plus(every));
            }
            return true;
        }
        CardVerdict verdict;
        try {
            verdict = judge.get().judge(opened.certificate());
        } catch (ProviderException e) {
            LOG.warnf("sessions of cards were not looked at: %s", e.getMessage());
            return false;
        }
        if (verdict instanceof CardVerdict.Refused refused && OVER.contains(refused.reason())) {
            LOG.infof("a session ends with its card: %s", refused.reason().reason());
            AppLogouts.of(session).ended(there.getId());
            session.sessions().removeUserSession(realm, there);
            table.ended(opened.id(), now.plus(every));
            return true;
        }
        table.lookAgain(opened.id(), now.plus(every));
        return verdict instanceof CardVerdict.Good;
    }
}
