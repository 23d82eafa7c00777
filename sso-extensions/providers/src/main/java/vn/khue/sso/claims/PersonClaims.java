package vn.khue.sso.claims;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a token says about a person. Immutable.
 *
 * @param active whether the directory says that the person may sign in; no claim
 * @param name legal name, NFC
 * @param familyName họ
 * @param givenName tên đệm and tên, as OpenID Connect Core 1.0, 5.1 allows for several given names
 * @param username login name
 * @param roles codes of {@link vn.khue.directory.Role}
 * @param units where the person works or learns today
 * @param classes ids of today's classes
 * @param guardianOf Khuê ids of children for whom the person may act
 * @param affiliations eduPersonAffiliation
 * @param scopedAffiliations eduPersonScopedAffiliation
 */
record PersonClaims(
        boolean active,
        String name,
        Optional<String> familyName,
        Optional<String> givenName,
        String username,
        List<String> roles,
        List<UnitClaim> units,
        List<String> classes,
        List<String> guardianOf,
        List<String> affiliations,
        List<String> scopedAffiliations) {

    PersonClaims {
        roles = List.copyOf(roles);
        units = List.copyOf(units);
        classes = List.copyOf(classes);
        guardianOf = List.copyOf(guardianOf);
        affiliations = List.copyOf(affiliations);
        scopedAffiliations = List.copyOf(scopedAffiliations);
    }

    /** Someone of whom only the name is known, or who may not sign in. */
    static PersonClaims withoutRights(
            String name, Optional<String> familyName, Optional<String> givenName, String username) {
        return new PersonClaims(
                false,
                name,
                familyName,
                givenName,
                username,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** What is known without the directory. An app sees by the missing lists that the rest was not told. */
    Map<String, Object> names() {
        var names = new LinkedHashMap<String, Object>();
        names.put("name", name);
        familyName.ifPresent(value -> names.put("family_name", value));
        givenName.ifPresent(value -> names.put("given_name", value));
        names.put("preferred_username", username);
        return names;
    }

    /** Everything. Lists are there even when empty, so that an app sees "none" and not "not told". */
    Map<String, Object> all() {
        Map<String, Object> claims = names();
        claims.put("khue_role", roles);
        claims.put("khue_unit", units.stream().map(UnitClaim::asClaim).toList());
        claims.put("khue_post", units.stream().map(UnitClaim::asPost).toList());
        claims.put("khue_class", classes);
        claims.put("khue_guardian_of", guardianOf);
        claims.put("eduperson_affiliation", affiliations);
        claims.put("eduperson_scoped_affiliation", scopedAffiliations);
        return claims;
    }
}
