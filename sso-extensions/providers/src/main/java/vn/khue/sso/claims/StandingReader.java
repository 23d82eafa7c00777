package vn.khue.sso.claims;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import vn.khue.directory.Directory;
import vn.khue.directory.Enrolment;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Role;
import vn.khue.directory.Standing;
import vn.khue.directory.Unit;

/** Makes claims of what the directory says about a person today, by the calendar of Vietnam. Thread-safe. */
final class StandingReader implements Function<UUID, Optional<PersonClaims>> {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final Directory directory;
    private final Function<String, Optional<Unit>> units;
    private final Clock clock;
    private final String domain;

    /**
     * @param units by id
     * @param domain behind the @ of scoped affiliations
     */
    StandingReader(Directory directory, Function<String, Optional<Unit>> units, Clock clock, String domain) {
        this.directory = directory;
        this.units = units;
        this.clock = clock;
        this.domain = domain;
    }

    /**
     * @throws vn.khue.directory.DirectoryException if the directory does not answer
     */
    @Override
    public Optional<PersonClaims> apply(UUID person) {
        LocalDate today = LocalDate.now(clock.withZone(VIETNAM));
        return directory.standing(person, today).map(this::claims);
    }

    private PersonClaims claims(Standing standing) {
        PersonName name = standing.person().name();
        var family = Optional.of(name.family()).filter(part -> !part.isEmpty());
        var given = Optional.of((name.middle() + " " + name.given()).strip());
        String username = standing.person().uid();
        if (standing.person().status() != PersonStatus.ACTIVE) {
            return PersonClaims.withoutRights(name.full(), family, given, username);
        }
        var affiliations = Affiliations.of(standing, domain);
        return new PersonClaims(
                true,
                name.full(),
                family,
                given,
                username,
                standing.roles().stream().map(Role::name).toList(),
                standing.units().stream()
                        .flatMap(id -> unit(id, standing.on()).stream())
                        .toList(),
                standing.enrolments().stream()
                        .map(Enrolment::classGroup)
                        .distinct()
                        .toList(),
                standing.guardianships().stream()
                        // A court may have taken every right (R4.37); the edge stays, the claim does not.
                        .filter(guardianship -> !guardianship.scope().isEmpty())
                        .map(guardianship -> guardianship.child().toString())
                        .distinct()
                        .toList(),
                affiliations.plain(),
                affiliations.scoped());
    }

    private Optional<UnitClaim> unit(String id, LocalDate on) {
        return units.apply(id)
                .map(unit -> new UnitClaim(
                        id, unit.nameOn(on).orElse(id), unit.kind().name()));
    }
}
