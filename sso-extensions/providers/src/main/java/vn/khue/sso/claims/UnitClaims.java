package vn.khue.sso.claims;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import vn.khue.directory.Position;
import vn.khue.directory.Role;
import vn.khue.directory.Standing;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitEdge;
import vn.khue.directory.UnitKind;

/** Says in which units somebody works or learns, and as what in each of them. Thread-safe where what it is given is. */
final class UnitClaims {

    private static final Set<Position> WATCHING = Set.of(Position.AN_NINH, Position.KIEM_TOAN);

    /** So that a token stays a header that servers take; above it no school is told, and whoever reads the token sees none. */
    static final int MOST_SCHOOLS = 100;

    private final Function<String, Optional<Unit>> units;
    private final BiFunction<String, LocalDate, List<UnitEdge>> managed;

    /**
     * @param units by id
     * @param managed edges from a unit to those it manages on a day
     */
    UnitClaims(Function<String, Optional<Unit>> units, BiFunction<String, LocalDate, List<UnitEdge>> managed) {
        this.units = units;
        this.managed = managed;
    }

    /** Sorted by id. */
    List<UnitClaim> of(Standing standing) {
        return standing.units().stream()
                .flatMap(id -> units.apply(id).stream())
                .map(unit -> claim(unit, standing))
                .toList();
    }

    private UnitClaim claim(Unit unit, Standing standing) {
        return new UnitClaim(
                unit.id(),
                unit.nameOn(standing.on()).orElse(unit.id()),
                unit.kind().name(),
                standing.rolesIn(unit.id()).stream().map(Role::name).toList(),
                schools(unit, standing));
    }

    /** What a security officer or auditor of a district or commune watches over; one of the whole needs no list. */
    private List<String> schools(Unit unit, Standing standing) {
        boolean manages = unit.kind() == UnitKind.PHONG || unit.kind() == UnitKind.XA;
        if (!manages || WATCHING.stream().noneMatch(position -> standing.holds(position, unit.id()))) {
            return List.of();
        }
        List<String> schools = managed.apply(unit.id(), standing.on()).stream()
                .map(UnitEdge::child)
                .sorted()
                .toList();
        return schools.size() > MOST_SCHOOLS ? List.of() : schools;
    }
}
