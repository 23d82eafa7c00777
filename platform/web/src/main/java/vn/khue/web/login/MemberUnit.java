package vn.khue.web.login;

import java.util.Objects;

/**
 * A unit a person belongs to, as the claim {@code khue_unit} tells it.
 *
 * @param id the directory's immutable unit id
 * @param name the unit's name on the day of login, NFC
 * @param kind the directory's code of the kind of unit
 */
public record MemberUnit(String id, String name, String kind) {

    public MemberUnit {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
    }
}
