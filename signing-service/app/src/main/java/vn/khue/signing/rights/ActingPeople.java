package vn.khue.signing.rights;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import vn.khue.audit.event.Actor;
import vn.khue.directory.Directory;
import vn.khue.directory.Standing;
import vn.khue.directory.Unit;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.web.event.RequestOrigin;
import vn.khue.web.login.MemberUnit;
import vn.khue.web.login.SignedInPerson;
import vn.khue.web.time.VietnamTime;

/** Looks up what the signed-in person is at this moment. Thread-safe. */
@Component
public class ActingPeople {
    private final Directory directory;
    private final Clock clock;

    public ActingPeople(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** @throws SigningException NO_APPOINTMENT where the person is unknown to the directory or acts in no unit */
    public ActingPerson of(SignedInPerson person, HttpServletRequest request) {
        LocalDate today = today();
        MemberUnit member = person.actingUnit().orElseThrow(() -> new SigningException(Refusal.NO_APPOINTMENT));
        Standing standing = directory
                .standing(person.khueId(), today)
                .orElseThrow(() -> new SigningException(Refusal.NO_APPOINTMENT));
        String unitName = directory
                .unit(member.id())
                .flatMap((Unit unit) -> unit.nameOn(today))
                .orElse(member.name());
        return new ActingPerson(person, standing, member.id(), unitName, actor(person, request));
    }

    /** Who is signed in, for the event of an act for which they need no unit. */
    public Actor actor(SignedInPerson person, HttpServletRequest request) {
        return Actor.person(person.khueId()).inSession(gateSession()).from(RequestOrigin.of(request));
    }

    /**
     * The same person, as they stand in the directory at this moment.
     *
     * @throws SigningException NO_APPOINTMENT where the directory does not know them any more
     */
    public ActingPerson now(ActingPerson person) {
        Standing standing = directory
                .standing(person.id(), today())
                .orElseThrow(() -> new SigningException(Refusal.NO_APPOINTMENT));
        return new ActingPerson(person.login(), standing, person.unit(), person.unitName(), person.actor());
    }

    /** The gate's {@code sid}, or null where the login told none. */
    private static String gateSession() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof OidcUser user
                ? user.getClaimAsString("sid")
                : null;
    }

    /** The calendar day in Viet Nam. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), VietnamTime.ZONE);
    }
}
