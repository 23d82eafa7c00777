package vn.khue.sso.card;

import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.Authenticator;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.managers.BruteForceProtector;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.Person;
import vn.khue.directory.PersonStatus;
import vn.khue.sso.claims.PeopleToday;

/** Judges the certificate that {@link CardResource} took from the connection, once, and lets its person in. */
final class CardEntry implements Authenticator {
    /** Note of the login: the certificate, DER in Base64, or {@link #NONE}. */
    static final String PRESENTED = "khue-card-presented";

    static final String NONE = "-";

    private static final Logger LOG = Logger.getLogger(CardEntry.class);
    /** Detail of Keycloak's events by which ours know this way of signing in. */
    private static final String METHOD_DETAIL = "khue_method";

    static final String METHOD = "card";
    private static final String PAGE = "khue-card.ftl";
    private static final String REFUSED = "cardRefusedMessage";
    private static final String KHUE_ID = "LDAP_ID";

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        var login = context.getAuthenticationSession();
        String presented = login.getAuthNote(PRESENTED);
        login.removeAuthNote(PRESENTED);
        if (presented == null) {
            context.challenge(form(context).createForm(PAGE));
            return;
        }
        if (presented.equals(NONE)) {
            refuse(context, CardRefusal.CARD_MISSING, Optional.empty());
            return;
        }
        byte[] certificate = Base64.getDecoder().decode(presented);
        CardVerdict verdict = CardOffice.of(context.getSession()).judge(certificate);
        if (verdict instanceof CardVerdict.Refused refused) {
            LOG.infof("card refused: %s (%s)", refused.reason().reason(), refused.detail());
            refuse(context, refused.reason(), Optional.empty());
        } else if (verdict instanceof CardVerdict.Good good) {
            admit(context, good.person(), certificate);
        }
    }

    private static void admit(AuthenticationFlowContext context, UUID id, byte[] certificate) {
        KeycloakSession session = context.getSession();
        RealmModel realm = context.getRealm();
        Optional<Person> person;
        try {
            person = PeopleToday.of(session).byId(id);
        } catch (DirectoryException e) {
            LOG.warnf("card not accepted: the directory did not answer (%s)", e.reason());
            refuse(context, CardRefusal.DIRECTORY_AWAY, Optional.empty());
            return;
        }
        if (person.isEmpty()) {
            refuse(context, CardRefusal.CARD_OF_NOBODY, Optional.empty());
            return;
        }
        UserModel user = person.get().status() == PersonStatus.ACTIVE
                ? session.users().getUserByUsername(realm, person.get().uid())
                : null;
        // Keycloak would refuse these later too, but with words of its own, which tell that the card was right.
        if (user == null || !user.isEnabled() || !id.toString().equals(user.getFirstAttribute(KHUE_ID))) {
            refuse(context, CardRefusal.PERSON_NOT_ACTIVE, Optional.ofNullable(user));
        } else if (session.getProvider(BruteForceProtector.class).isTemporarilyDisabled(session, realm, user)) {
            refuse(context, CardRefusal.CARD_WAITS, Optional.of(user));
        } else if (belongsToAnother(context, user)) {
            refuse(context, CardRefusal.SOMEBODY_ELSE_SIGNED_IN, Optional.of(user));
        } else {
            // Keycloak gives the session the id of the attempt that opens it.
            String opens = context.getAuthenticationSession().getParentSession().getId();
            CardOffice.of(session).opened(realm, opens, certificate);
            context.getEvent().detail(METHOD_DETAIL, METHOD);
            context.setUser(user);
            context.success();
        }
    }

    /** Keycloak would end such a login too, with an error page that leads nowhere. */
    private static boolean belongsToAnother(AuthenticationFlowContext context, UserModel user) {
        return Stream.of(
                        Optional.ofNullable(context.getUser()),
                        Optional.ofNullable(new AuthenticationSessionManager(context.getSession())
                                        .getUserSession(context.getAuthenticationSession()))
                                .map(UserSessionModel::getUser))
                .flatMap(Optional::stream)
                .anyMatch(other -> !other.getId().equals(user.getId()));
    }

    /**
     * Says the one sentence, and the reason to the log alone. The login gets no user: Keycloak would count the failure against the
     * password as well.
     */
    private static void refuse(AuthenticationFlowContext context, CardRefusal reason, Optional<UserModel> whose) {
        var event = context.getEvent().detail(METHOD_DETAIL, METHOD);
        whose.map(UserModel::getId).ifPresent(event::user);
        event.error(reason.reason());
        context.failureChallenge(
                AuthenticationFlowError.INVALID_CREDENTIALS,
                form(context).setError(REFUSED).createForm(PAGE));
    }

    private static LoginFormsProvider form(AuthenticationFlowContext context) {
        return CardOffer.on(context.getSession(), context.form());
    }

    /** The page has links alone. */
    @Override
    public void action(AuthenticationFlowContext context) {
        authenticate(context);
    }

    @Override
    public boolean requiresUser() {
        return false;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {}

    @Override
    public void close() {}
}
