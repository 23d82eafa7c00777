package vn.khue.web.login;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The person behind the present request. A controller method takes it as an argument; a request without a login never
 * reaches such a method. Immutable.
 *
 * <p>Roles and units are those of the moment of login. A right that hangs on an appointment is read from the directory at
 * the moment of the act, for the acting unit. Where an app has no directory, {@link #holdsWhereActing} is what the token says.
 *
 * @param khueId the person's Khuê id; the actor of every audit event
 * @param uid the immutable login name
 * @param name the full name, NFC
 * @param roles role codes, such as {@code HIEU_TRUONG}, in the order of the token
 * @param units the units the person belongs to; may be empty for officers of the platform
 * @param actingUnit the unit the person acts in now; always one of {@code units}; empty only if there are none
 */
public record SignedInPerson(
        UUID khueId,
        String uid,
        String name,
        List<String> roles,
        List<MemberUnit> units,
        Optional<MemberUnit> actingUnit) {

    public SignedInPerson {
        Objects.requireNonNull(khueId, "khueId");
        Objects.requireNonNull(uid, "uid");
        Objects.requireNonNull(name, "name");
        roles = List.copyOf(roles);
        units = List.copyOf(units);
        if (actingUnit.isPresent() && !units.contains(actingUnit.get())) {
            throw new IllegalArgumentException("expected an acting unit among the person's units, found another");
        }
    }

    /** Whether the token carried this role code. */
    public boolean has(String role) {
        return roles.contains(role);
    }

    /**
     * Whether the person has this role in the unit in which they act now. A token that does not say which role belongs to which unit is
     * believed only of who belongs to a single one.
     */
    public boolean holdsWhereActing(String role) {
        return has(role)
                && actingUnit
                        .filter(unit ->
                                unit.roles().map(there -> there.contains(role)).orElse(units.size() == 1))
                        .isPresent();
    }

    /** The same person acting in another of their units; empty if they do not belong to it. */
    public Optional<SignedInPerson> actingIn(String unit) {
        return units.stream()
                .filter(each -> each.id().equals(unit))
                .findFirst()
                .map(each -> new SignedInPerson(khueId, uid, name, roles, units, Optional.of(each)));
    }
}
