package vn.khue.sso.claims;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import vn.khue.directory.Directory;
import vn.khue.directory.EdgeKind;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Guardianship;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Role;
import vn.khue.directory.Standing;
import vn.khue.directory.Unit;
import vn.khue.sso.age.AgeBand;
import vn.khue.sso.age.Ages;

/** Makes claims of what the directory says about a person today, by the calendar of Vietnam. Thread-safe. */
final class StandingReader implements Function<UUID, Optional<PersonClaims>> {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final Directory directory;
    private final UnitClaims units;
    private final Clock clock;
    private final String domain;
    private final Ages ages;

    /**
     * @param units by id
     * @param domain behind the @ of scoped affiliations
     * @param ages by which a child comes of age
     */
    StandingReader(Directory directory, Function<String, Optional<Unit>> units, Clock clock, String domain, Ages ages) {
        this.directory = directory;
        this.units = new UnitClaims(units, (unit, on) -> directory.below(unit, EdgeKind.QUAN_LY, on));
        this.clock = clock;
        this.domain = domain;
        this.ages = ages;
    }

    /**
     * @throws vn.khue.directory.DirectoryException if the directory does not answer
     */
    @Override
    public Optional<PersonClaims> apply(UUID person) {
        LocalDate today = LocalDate.now(clock.withZone(VIETNAM));
        return directory.standing(person, today).map(this::representing).map(this::claims);
    }

    /**
     * Without the guardianships of who has come of age by that day: nobody acts for them any more, whatever the directory still holds, and
     * who stands for nobody else is no parent to an app.
     */
    private Standing representing(Standing standing) {
        List<Guardianship> left = standing.guardianships().stream()
                .filter(guardianship -> isChild(guardianship.child(), standing.on()))
                .toList();
        return left.size() == standing.guardianships().size()
                ? standing
                : new Standing(standing.person(), standing.on(), standing.appointments(), standing.enrolments(), left);
    }

    private boolean isChild(UUID child, LocalDate on) {
        return directory
                .standing(child, on)
                .filter(found -> ages.bandOf(found) != AgeBand.ADULT)
                .isPresent();
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
                units.of(standing),
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
}
