package vn.khue.sso.claims;

import java.util.Map;

/**
 * One entry of {@code khue_unit}.
 *
 * @param id never changes
 * @param name the unit's name on the day of the token
 * @param kind code of {@link vn.khue.directory.UnitKind}
 */
record UnitClaim(String id, String name, String kind) {
    Map<String, String> asClaim() {
        return Map.of("id", id, "name", name, "kind", kind);
    }
}
