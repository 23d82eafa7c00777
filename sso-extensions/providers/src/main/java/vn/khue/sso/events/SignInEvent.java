package vn.khue.sso.events;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.models.Constants;
import org.keycloak.sessions.AuthenticationSessionModel;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Origin;
import vn.khue.audit.event.TargetKind;

/** Makes an audit event of a user event. Copies chosen fields; whatever else Keycloak notes in the details is left out. */
final class SignInEvent {
    /** Part of Khuê that reports these events. */
    static final String SOURCE = "sso";

    /** Khuê id of the child for whom a guardian asked to act. */
    private static final String CHILD = "khue_child";

    /** Where it is said as the method of a login, nothing went before it. */
    private static final String PASSKEY = "passkey";

    private static final int LEVEL_OF_SIGNING = 4;
    private static final Map<Integer, String> LEVELS = Map.of(1, "badge", 2, "password", 3, "mfa", 4, "sign");

    private final LoginNameHash hash;

    SignInEvent(LoginNameHash hash) {
        this.hash = hash;
    }

    /**
     * The audit event, or empty for what is no act.
     *
     * @param khueId of the person, empty for one whom Keycloak does not know or who is not in the directory
     * @param login the login under way; empty where there is none, as behind a token request
     * @param origin from where it came
     */
    Optional<AuditEvent> of(
            Event event, Optional<UUID> khueId, Optional<AuthenticationSessionModel> login, Optional<Origin> origin) {
        Map<String, String> details = event.getDetails() == null ? Map.of() : event.getDetails();
        int level = login.map(SignInEvent::level).orElse(0);
        boolean alone = PASSKEY.equals(details.get("khue_method"));
        boolean stepUp = level >= LEVEL_OF_SIGNING || secondFactor(details).isPresent() && !alone;
        return EventKinds.of(event.getType(), stepUp)
                .map(kind -> event(event, kind, actor(event, khueId, origin), details, level));
    }

    private AuditEvent event(Event event, EventKind kind, Actor actor, Map<String, String> details, int level) {
        Instant time = Instant.ofEpochMilli(event.getTime());
        var builder = AuditEvent.of(
                kind,
                EventKinds.outcome(event.getType(), event.getError()),
                actor,
                SOURCE,
                Clock.fixed(time, ZoneOffset.UTC));
        if (details.containsKey(CHILD)) {
            builder.target(TargetKind.PERSON, details.get(CHILD));
        }
        var draft = new Draft(builder, kind);
        draft.with(DetailKey.PERMISSION, details.get("khue_scopes"));
        draft.with(DetailKey.CLIENT, event.getClientId());
        draft.with(DetailKey.REALM, event.getRealmName());
        draft.with(DetailKey.REASON, event.getError());
        draft.with(DetailKey.OPERATION, event.getType().name().toLowerCase(Locale.ROOT));
        draft.with(DetailKey.PROTOCOL, details.get(Details.AUTH_METHOD));
        draft.with(DetailKey.GRANT_TYPE, details.get(Details.GRANT_TYPE));
        draft.with(DetailKey.CREDENTIAL_TYPE, details.get(Details.CREDENTIAL_TYPE));
        draft.with(DetailKey.METHOD, secondFactor(details).orElseGet(() -> firstFactor(details, level)));
        draft.with(DetailKey.ACR, LEVELS.get(level));
        draft.with(DetailKey.REDIRECT_HOST, host(details.get(Details.REDIRECT_URI)));
        if (event.getUserId() == null && details.get(Details.USERNAME) != null) {
            draft.with(DetailKey.LOGIN_HASH, hash.of(details.get(Details.USERNAME)));
        }
        return draft.build(event.getId(), time);
    }

    private static Actor actor(Event event, Optional<UUID> khueId, Optional<Origin> origin) {
        Actor actor = khueId.map(Actor::person).orElseGet(() -> Accounts.outsideTheDirectory(event.getUserId()));
        return actor.inSession(event.getSessionId()).from(origin);
    }

    /**
     * Which second factor was tried, for a signature or for the level below. A failure is told in a session of its own, in which the level is not known; but only these
     * steps leave such details behind.
     */
    private static Optional<String> secondFactor(Map<String, String> details) {
        if (details.containsKey(Details.SELECTED_CREDENTIAL_ID)) {
            return Optional.of("totp");
        }
        boolean passkey = details.keySet().stream().anyMatch(key -> key.startsWith("web_authn"));
        return passkey ? Optional.of(PASSKEY) : Optional.empty();
    }

    /** Badge login says so itself, also where it failed; a level reached without that is the password's. */
    private static String firstFactor(Map<String, String> details, int level) {
        return details.getOrDefault("khue_method", level > 0 ? "password" : null);
    }

    private static int level(AuthenticationSessionModel login) {
        String reached = login.getAuthNote(Constants.LEVEL_OF_AUTHENTICATION);
        return reached == null ? 0 : Integer.parseInt(reached);
    }

    /** Only the host: the rest of the address may hold a code. */
    private static String host(String redirect) {
        try {
            return redirect == null ? null : URI.create(redirect).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
