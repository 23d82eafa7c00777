package vn.khue.sso.claims;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.ProtocolMapper;
import vn.khue.directory.Directory;
import vn.khue.directory.EdgeKind;
import vn.khue.directory.Person;
import vn.khue.directory.Unit;

/**
 * What a person is today, for providers that decide by it; the same answers that tokens are made of, at most as old. Every method
 * throws {@link vn.khue.directory.DirectoryException} if the directory does not answer.
 */
public final class PeopleToday {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int HIGHEST = 6;

    private final KhueClaimsMapper claims;
    private final Clock clock;

    private PeopleToday(KhueClaimsMapper claims, Clock clock) {
        this.claims = claims;
        this.clock = clock;
    }

    /**
     * @param roles codes of {@link vn.khue.directory.Role}
     * @param units ids of the units in which the person works or learns
     */
    public record Today(Set<String> roles, Set<String> units) {
        public Today {
            roles = Set.copyOf(roles);
            units = Set.copyOf(units);
        }
    }

    /** From this server's mapper of claims. */
    public static PeopleToday of(KeycloakSession session) {
        return new PeopleToday(
                (KhueClaimsMapper) session.getKeycloakSessionFactory()
                        .getProviderFactory(ProtocolMapper.class, KhueClaimsMapper.ID),
                Clock.systemUTC());
    }

    /** Whether the directory did not answer when it was last asked; asks nothing and throws nothing. */
    public boolean isAway() {
        return claims.isAway();
    }

    /** Throws if the directory does not answer now. */
    public void probe() {
        claims.probe();
    }

    /**
     * Another provider's way to the directory, which all take by turns while it does not answer: of a directory that hangs every thread of the
     * server would wait else. May be kept for as long as the server runs.
     */
    public Directory patiently(Directory way) {
        return claims.patiently(way);
    }

    /** Likewise for a question that is none of {@link Directory}, and in which no other is asked. */
    public <T> T ask(Supplier<T> question) {
        return claims.ask(question);
    }

    /**
     * Whether that person may sign in now. Keycloak asks the directory only about people who are not in its memory, and neither is ours taken
     * here: whoever was put out of every session a moment ago must not come in again.
     */
    public boolean isActive(UserModel user) {
        return claims.isActive(user);
    }

    /** Empty for somebody whom the directory does not know. */
    public Optional<Today> of(UserModel user) {
        return claims.person(user).map(PeopleToday::today);
    }

    /**
     * Likewise.
     *
     * @param person Khuê id
     */
    public Optional<Today> of(UUID person) {
        return claims.person(person).map(PeopleToday::today);
    }

    private static Today today(PersonClaims person) {
        return new Today(
                Set.copyOf(person.roles()),
                Set.copyOf(person.units().stream().map(UnitClaim::id).toList()));
    }

    /** Who has that Khuê id. */
    public Optional<Person> byId(UUID id) {
        return claims.directory().person(id);
    }

    /** Who bears the citizen number with that keyed hash. */
    public Optional<Person> byCitizenHash(String hash) {
        return claims.directory().personByCitizenHash(hash);
    }

    /** Those units and all that stand above them by management today. */
    public Set<String> withAbove(Set<String> units) {
        Directory directory = claims.directory();
        var all = new HashSet<>(units);
        List<String> level = List.copyOf(units);
        // The tree has four levels; a ring, which the directory refuses, would still end here.
        for (int height = 0; height < HIGHEST && !level.isEmpty(); height++) {
            level = level.stream()
                    .flatMap(unit -> directory.managing(unit, EdgeKind.QUAN_LY, today()).stream())
                    .map(Unit::id)
                    .filter(all::add)
                    .toList();
        }
        return all;
    }

    /** The unit's name of today; its id where it has none. */
    public String nameOf(String unit) {
        return claims.directory()
                .unit(unit)
                .flatMap(found -> found.nameOn(today()))
                .orElse(unit);
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(VIETNAM));
    }
}
