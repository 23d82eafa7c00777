package vn.khue.web.event;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.web.login.MemberUnit;
import vn.khue.web.login.SignedInPerson;

/** Starts audit events with what every request knows: who, in which unit, in which login session, from where. */
public final class AuditEvents {

    private final String source;
    private final Clock clock;

    /** @param source the app's name as source of events */
    public AuditEvents(String source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** An act of a person. */
    public AuditEvent.Builder of(EventKind kind, Outcome outcome, SignedInPerson person, HttpServletRequest request) {
        AuditEvent.Builder event = AuditEvent.of(kind, outcome, actor(person, request), source, clock);
        person.actingUnit().map(MemberUnit::id).ifPresent(event::unit);
        return event;
    }

    /** The person as actor: their Khuê id, the login session, the address. */
    public Actor actor(SignedInPerson person, HttpServletRequest request) {
        return Actor.person(person.khueId()).inSession(gateSession()).from(RequestOrigin.of(request));
    }

    /** An act of somebody unknown, such as an outsider who verifies a file. */
    public AuditEvent.Builder ofUnknown(EventKind kind, Outcome outcome, HttpServletRequest request) {
        return AuditEvent.of(kind, outcome, Actor.unknown().from(RequestOrigin.of(request)), source, clock);
    }

    /** The gate's {@code sid} (OpenID Connect Front-Channel Logout 1.0), or null. */
    private static String gateSession() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof OidcUser user
                ? user.getClaimAsString("sid")
                : null;
    }
}
