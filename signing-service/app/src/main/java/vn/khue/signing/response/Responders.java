package vn.khue.signing.response;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import vn.khue.audit.event.Actor;
import vn.khue.directory.Appointment;
import vn.khue.directory.Directory;
import vn.khue.directory.Role;
import vn.khue.directory.Standing;
import vn.khue.directory.Unit;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPeople;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.web.login.MemberUnit;
import vn.khue.web.login.SignedInPerson;

/**
 * Who answers an alert: the person of an access token that the audit service was given, as the directory knows them today, in each unit whose
 * security officer they are. Of the token only the person, the session and how they proved themselves are believed. Thread-safe.
 */
@Component
class Responders {
    /** The gate's words for a login by two factors (contract: OIDC). */
    private static final Set<String> SURE = Set.of("mfa", "sign");

    private final Directory directory;
    private final ActingPeople people;

    Responders(Directory directory, ActingPeople people) {
        this.directory = directory;
        this.people = people;
    }

    /**
     * At least one.
     *
     * @throws SigningException SECOND_FACTOR_MISSING, or NO_APPOINTMENT for a person who is no security officer today
     */
    List<ActingPerson> of(Jwt token) {
        if (!SURE.contains(Optional.ofNullable(token.getClaimAsString("acr")).orElse(""))) {
            throw new SigningException(Refusal.SECOND_FACTOR_MISSING);
        }
        Standing standing = id(token)
                .flatMap(id -> directory.standing(id, people.today()))
                .orElseThrow(() -> new SigningException(Refusal.NO_APPOINTMENT));
        List<ActingPerson> officers = standing.appointments().stream()
                .filter(each -> each.position().role() == Role.AN_NINH)
                .map(Appointment::unit)
                .distinct()
                .sorted()
                .map(unit -> acting(standing, unit, token.getClaimAsString("sid")))
                .toList();
        if (officers.isEmpty()) {
            throw new SigningException(Refusal.NO_APPOINTMENT);
        }
        return officers;
    }

    private ActingPerson acting(Standing standing, String unit, String session) {
        String name = directory
                .unit(unit)
                .flatMap((Unit found) -> found.nameOn(people.today()))
                .orElse(unit);
        MemberUnit member = new MemberUnit(unit, name, "");
        SignedInPerson login = new SignedInPerson(
                standing.person().id(),
                standing.person().uid(),
                standing.person().name().full(),
                standing.roles().stream().map(Enum::name).toList(),
                List.of(member),
                Optional.of(member));
        // The address is that of the audit service, which tells nothing of the officer.
        return new ActingPerson(
                login,
                standing,
                unit,
                name,
                Actor.person(standing.person().id()).inSession(session));
    }

    private static Optional<UUID> id(Jwt token) {
        try {
            return Optional.ofNullable(token.getClaimAsString("khue_id")).map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
