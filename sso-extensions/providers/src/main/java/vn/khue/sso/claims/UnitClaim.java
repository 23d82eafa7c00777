package vn.khue.sso.claims;

import java.util.List;
import java.util.Map;

/**
 * A unit of a person: one entry of {@code khue_unit}, and one of {@code khue_post}. Immutable.
 *
 * @param id never changes
 * @param name the unit's name on the day of the token
 * @param kind code of {@link vn.khue.directory.UnitKind}
 * @param roles codes of the roles the person has there
 * @param schools ids of the schools the unit manages, of who watches over them from there; else none
 */
record UnitClaim(String id, String name, String kind, List<String> roles, List<String> schools) {

    UnitClaim {
        roles = List.copyOf(roles);
        schools = List.copyOf(schools);
    }

    Map<String, String> asClaim() {
        return Map.of("id", id, "name", name, "kind", kind);
    }

    /** Apart from {@link #asClaim}, which apps of others may ask for without the roles. */
    Map<String, Object> asPost() {
        return Map.of("unit", id, "roles", roles, "schools", schools);
    }
}
