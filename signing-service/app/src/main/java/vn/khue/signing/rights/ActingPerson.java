package vn.khue.signing.rights;

import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import vn.khue.audit.event.Actor;
import vn.khue.directory.Role;
import vn.khue.directory.Standing;
import vn.khue.web.login.SignedInPerson;

/**
 * Who is acting, in which unit, with what they are today.
 *
 * @param login as the gate told it; needed for a step-up
 * @param standing read from the directory for this request
 * @param unit the acting unit
 * @param unitName its name today
 * @param actor for the audit event
 */
public record ActingPerson(SignedInPerson login, Standing standing, String unit, String unitName, Actor actor) {
    public ActingPerson {
        Objects.requireNonNull(login, "login");
        Objects.requireNonNull(standing, "standing");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(unitName, "unitName");
        Objects.requireNonNull(actor, "actor");
    }

    public UUID id() {
        return standing.person().id();
    }

    /** The name in the directory today; the token's may be older. */
    public String name() {
        return standing.person().name().full();
    }

    public Set<Role> roles() {
        return SigningRights.rolesIn(standing, unit);
    }

    public boolean has(Role role) {
        return roles().contains(role);
    }
}
