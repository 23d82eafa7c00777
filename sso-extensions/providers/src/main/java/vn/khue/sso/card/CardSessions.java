package vn.khue.sso.card;

import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.LDAPConstants;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.timer.ScheduledTask;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.JdbcOutbox;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;
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
    private static final int AT_ONCE = 25;
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
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        Instant end = clock.instant().plus(LONGEST_LOOK);
        List<CardSession> claimed;
        do {
            claimed = KeycloakModelUtils.runJobInTransactionWithResult(factory, this::claim);
            for (CardSession opened : claimed) {
                if (!look(factory, opened)) {
                    return;
                }
            }
        } while (claimed.size() == AT_ONCE && clock.instant().isBefore(end));
    }

    /** Puts them off before they are looked at, so that one at which the look fails does not keep the others waiting. */
    private List<CardSession> claim(KeycloakSession session) {
        Instant now = clock.instant();
        return SqlStatements.onConnectionOf(session, connection -> {
            var table = new CardSessionTable(connection);
            List<CardSession> due = table.due(now, AT_ONCE);
            due.forEach(opened -> table.lookAgain(opened.id(), now.plus(every)));
            return due;
        });
    }

    /** @return whether others are worth a question now */
    private boolean look(KeycloakSessionFactory factory, CardSession opened) {
        try {
            return KeycloakModelUtils.runJobInTransactionWithResult(
                    factory,
                    session -> SqlStatements.onConnectionOf(
                            session,
                            connection -> look(session, connection, new CardSessionTable(connection), opened)));
        } catch (RuntimeException e) {
            LOG.error("a session of a card could not be looked at, tried again later", e);
            return true;
        }
    }

    private boolean look(KeycloakSession session, Connection connection, CardSessionTable table, CardSession opened) {
        Instant now = clock.instant();
        RealmModel realm = session.realms().getRealm(opened.realm());
        // Before the session is read: Keycloak reads the person of a stored session by the realm of the context.
        session.getContext().setRealm(realm);
        UserSessionModel there = realm == null ? null : session.sessions().getUserSession(realm, opened.id());
        if (there == null) {
            if (realm == null || opened.ended() || opened.openedAt().isBefore(now.minus(UNDER_WAY))) {
                table.forget(opened.id());
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
            end(session, connection, there, refused.reason());
            table.ended(opened.id(), now.plus(every));
            return true;
        }
        return verdict instanceof CardVerdict.Good;
    }

    private void end(KeycloakSession session, Connection connection, UserSessionModel there, CardRefusal reason) {
        LOG.infof("a session ends with its card: %s", reason.reason());
        var event = AuditEvent.of(
                        EventKind.LOGOUT,
                        Outcome.SUCCESS,
                        Actor.service("khue-card").inSession(there.getId()),
                        "sso",
                        clock)
                .with(DetailKey.REASON, reason.reason())
                .with(DetailKey.REALM, there.getRealm().getName());
        // The account may have gone before its session did.
        Optional.ofNullable(there.getUser())
                .map(user -> user.getFirstAttribute(LDAPConstants.LDAP_ID))
                .ifPresent(person -> event.target(TargetKind.PERSON, person));
        JdbcOutbox.append(connection, event.build());
        AppLogouts.of(session).ended(there.getId());
        session.sessions().removeUserSession(there.getRealm(), there);
    }
}
