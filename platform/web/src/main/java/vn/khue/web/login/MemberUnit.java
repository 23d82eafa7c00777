package vn.khue.web.login;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A unit a person belongs to, as the claims {@code khue_unit} and {@code khue_post} tell it. Immutable.
 *
 * @param id the directory's immutable unit id
 * @param name the unit's name on the day of login, NFC
 * @param kind the directory's code of the kind of unit
 * @param roles codes of the roles the person has there; empty if the token does not say, which is no answer
 * @param schools ids of the schools the unit manages, told only to who watches over them from there
 */
public record MemberUnit(String id, String name, String kind, Optional<Set<String>> roles, Set<String> schools) {

    public MemberUnit {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        roles = roles.map(Set::copyOf);
        schools = Set.copyOf(schools);
    }

    /** A unit of which the token does not say what the person is there. */
    public MemberUnit(String id, String name, String kind) {
        this(id, name, kind, Optional.empty(), Set.of());
    }
}
