package vn.khue.sso.badge;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.BruteForceProtector;
import vn.khue.sso.federation.DirectoryAway;
import vn.khue.sso.server.ClientAddress;

/** Second step: three pictures, one press each or all in one post; then everything is decided at once. */
final class BadgePictures implements Authenticator {
    private static final int MOST_FIELDS = 8;

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        ask(context, List.of());
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        var notes = new BadgeNotes(context.getAuthenticationSession());
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        if (form.containsKey("code")) {
            Optional<PresentedBadge> presented = BadgePages.presented(context);
            if (presented.isEmpty()) {
                BadgePages.refuse(context, BadgeOutcome.Refused.of(Refusal.BADGE_UNREADABLE));
                return;
            }
            notes.present(presented.get(), BadgePages.hash(context));
        }
        if (!notes.isPresented()) {
            context.challenge(context.form().createForm(BadgePages.CODE));
            return;
        }
        if (form.containsKey("again")) {
            notes.forgetPictures();
        }
        List<Integer> pressed = notes.press(Stream.ofNullable(form.get("picture"))
                .flatMap(List::stream)
                .limit(MOST_FIELDS)
                .flatMap(text -> Pictures.pressed(text).stream())
                .toList());
        if (pressed.size() < Pictures.LENGTH) {
            ask(context, pressed);
            return;
        }
        notes.forgetPictures();
        context.getEvent().detail(BadgePages.METHOD_DETAIL, BadgePages.METHOD);
        if (!DirectoryAway.refuses(context)) {
            decide(context, notes, new Pictures(pressed));
        }
    }

    private static void decide(AuthenticationFlowContext context, BadgeNotes notes, Pictures pictures) {
        BadgeOffice office = BadgeOffice.of(context.getSession());
        Cookie device = context.getHttpRequest().getHttpHeaders().getCookies().get(BadgeResource.DEVICE_COOKIE);
        BadgeOutcome outcome = office.decide(new BadgeAttempt(
                notes.kind(),
                notes.hash(),
                pictures,
                ClientAddress.of(context.getSession()).flatMap(Network::address),
                Optional.ofNullable(device).map(Cookie::getValue)));
        if (outcome instanceof BadgeOutcome.Refused refused) {
            BadgePages.refuse(context, refused);
        } else if (outcome instanceof BadgeOutcome.Admitted admitted) {
            admit(context, office, admitted);
        }
    }

    private static void admit(AuthenticationFlowContext context, BadgeOffice office, BadgeOutcome.Admitted admitted) {
        KeycloakSession session = context.getSession();
        RealmModel realm = context.getRealm();
        UserModel user = session.users().getUserByUsername(realm, admitted.uid());
        // Keycloak would refuse both later too, but with words of its own, which tell that the badge was right.
        if (user == null
                || !user.isEnabled()
                || DirectoryAway.hides(user)
                || session.getProvider(BruteForceProtector.class).isTemporarilyDisabled(session, realm, user)) {
            BadgePages.refuse(context, new BadgeOutcome.Refused(Refusal.PUPIL_NOT_ACTIVE, Optional.of(admitted.uid())));
            return;
        }
        Instant ends =
                office.shared().clock().instant().plus(office.shared().policy().session());
        var login = context.getAuthenticationSession();
        // Keycloak gives the session the id of the attempt that opens it.
        String id = login.getParentSession().getId();
        UUID opened =
                office.at(desk -> desk.badges.sessionOpened(realm.getId(), user.getId(), id, admitted.badge(), ends));
        login.setUserSessionNote(BadgeSessions.BADGE, admitted.badge().toString());
        login.setUserSessionNote(BadgeSessions.LESSON, opened.toString());
        context.getEvent().detail(BadgePages.METHOD_DETAIL, BadgePages.METHOD);
        context.setUser(user);
        context.success();
    }

    private static void ask(AuthenticationFlowContext context, List<Integer> pressed) {
        context.challenge(context.form().setAttribute("pressed", pressed.size()).createForm(BadgePages.PICTURES));
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
