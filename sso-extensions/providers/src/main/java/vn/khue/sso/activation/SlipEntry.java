package vn.khue.sso.activation;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.authentication.requiredactions.WebAuthnPasswordlessRegisterFactory;
import org.keycloak.events.Details;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.BruteForceProtector;
import org.keycloak.sessions.AuthenticationSessionModel;
import vn.khue.sso.claims.PeopleToday;
import vn.khue.sso.federation.DirectoryAway;
import vn.khue.sso.server.ClientAddress;

/**
 * Asks for login name and slip code. A good slip lets its owner go on to set a password, or to make a passkey in place of one, which uses it up: whoever walks away before
 * that may come again with the same slip.
 */
final class SlipEntry implements Authenticator {
    /** Note of the login: the slip by which it came. */
    static final String SLIP = "khue-slip";
    /** Detail of Keycloak's events by which ours know this way of signing in. */
    static final String METHOD_DETAIL = "khue_method";

    static final String METHOD = "slip";
    /** Value of the button that asks for a passkey in place of a password. */
    private static final String PASSKEY = "passkey";

    private static final String PAGE = "khue-activation.ftl";
    private static final String REFUSED = "slipRefusedMessage";
    private static final int LONGEST_NAME = 64;

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        if (DirectoryAway.stops(context)) {
            return;
        }
        context.challenge(context.form()
                .setAttribute(
                        "name",
                        Optional.ofNullable(context.getUser())
                                .map(UserModel::getUsername)
                                .orElse(""))
                .createForm(PAGE));
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        context.getEvent().detail(METHOD_DETAIL, METHOD);
        if (DirectoryAway.refuses(context)) {
            return;
        }
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        String name = Optional.ofNullable(form.getFirst("username"))
                .filter(typed -> typed.length() <= LONGEST_NAME && typed.chars().noneMatch(Character::isISOControl))
                .orElse("");
        var office = ActivationOffice.of(context.getSession());
        SlipOutcome outcome = office.judge(
                name,
                form.getFirst("code"),
                ClientAddress.of(context.getSession()).orElse("unknown"));
        if (outcome instanceof SlipOutcome.Refused refused) {
            refuse(context, name, refused.reason());
        } else if (outcome instanceof SlipOutcome.Good good) {
            admit(context, name, good);
        }
    }

    private static void admit(AuthenticationFlowContext context, String name, SlipOutcome.Good good) {
        KeycloakSession session = context.getSession();
        RealmModel realm = context.getRealm();
        UserModel user = session.users().getUserByUsername(realm, SlipCode.name(name));
        if (DirectoryAway.hides(user)) {
            DirectoryAway.refuse(context);
            return;
        }
        // Keycloak would refuse these later too, but with words of its own, which tell that the slip was right.
        if (user == null
                || !user.isEnabled()
                || !PeopleToday.of(session).isActive(user)
                || !good.person().toString().equals(user.getFirstAttribute("LDAP_ID"))
                || session.getProvider(BruteForceProtector.class).isTemporarilyDisabled(session, realm, user)) {
            refuse(context, name, SlipRefusal.PERSON_NOT_ACTIVE);
            return;
        }
        if (context.getUser() != null && !context.getUser().getId().equals(user.getId())) {
            refuse(context, name, SlipRefusal.SOMEBODY_ELSE_SIGNED_IN);
            return;
        }
        var login = context.getAuthenticationSession();
        login.setAuthNote(SLIP, good.slip().toString());
        boolean passkey = PASSKEY.equals(
                context.getHttpRequest().getDecodedFormParameters().getFirst("way"));
        login.addRequiredAction(
                passkey
                        ? WebAuthnPasswordlessRegisterFactory.PROVIDER_ID
                        : UserModel.RequiredAction.UPDATE_PASSWORD.name());
        // Not by a condition of the flow: Keycloak lets each level stand there once, and this one is the password's.
        new AcrStore(session, login).setLevelAuthenticated(ActivationChosen.LEVEL);
        login.setUserSessionNote(Constants.LOA_MAP, login.getAuthNote(Constants.LOA_MAP));
        context.getEvent().detail(METHOD_DETAIL, METHOD);
        context.setUser(user);
        context.success();
    }

    /**
     * Says the one sentence, and the reason to the log alone. The login gets no user: Keycloak would count the failure against the
     * password as well.
     */
    private static void refuse(AuthenticationFlowContext context, String name, SlipRefusal reason) {
        var event = context.getEvent().detail(METHOD_DETAIL, METHOD);
        ActivationOffice.of(context.getSession())
                .accountOf(context.getRealm().getId(), name)
                .ifPresentOrElse(event::user, () -> event.detail(Details.USERNAME, name));
        event.error(reason.reason());
        context.failureChallenge(
                AuthenticationFlowError.INVALID_CREDENTIALS,
                context.form().setAttribute("name", name).setError(REFUSED).createForm(PAGE));
    }

    /** The slip by which that login came, if it came by one. */
    static Optional<UUID> slipOf(AuthenticationSessionModel login) {
        return Optional.ofNullable(login.getAuthNote(SLIP)).map(UUID::fromString);
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
