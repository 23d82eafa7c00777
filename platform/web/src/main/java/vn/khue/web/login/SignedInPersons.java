package vn.khue.web.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * Reads the person out of the gate's claims, and keeps the unit they chose to act in for the length of the session. Safe
 * for concurrent use.
 */
public final class SignedInPersons {

    private static final String ACTING_UNIT = SignedInPersons.class.getName() + ".actingUnit";

    /** The person behind this request; empty if nobody is signed in by the gate. */
    public Optional<SignedInPerson> of(HttpServletRequest request) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof OidcUser user)) {
            return Optional.empty();
        }
        SignedInPerson person = read(user);
        HttpSession session = request.getSession(false);
        String chosen = session == null ? null : (String) session.getAttribute(ACTING_UNIT);
        return Optional.of(chosen == null ? person : person.actingIn(chosen).orElse(person));
    }

    /**
     * Acts in another unit from now on, in this session.
     *
     * @return the person acting there; empty, and nothing changed, if they do not belong to that unit
     */
    public Optional<SignedInPerson> actIn(HttpServletRequest request, String unit) {
        Optional<SignedInPerson> person = of(request).flatMap(each -> each.actingIn(unit));
        person.ifPresent(each -> request.getSession().setAttribute(ACTING_UNIT, unit));
        return person;
    }

    /** @throws IllegalArgumentException if a claim that every person has is missing or malformed */
    static SignedInPerson read(ClaimAccessor claims) {
        List<MemberUnit> units = units(claims.getClaim("khue_unit"), posts(claims.getClaim("khue_post")));
        return new SignedInPerson(
                UUID.fromString(text(claims, "khue_id")),
                text(claims, "preferred_username"),
                Normalizer.normalize(text(claims, "name"), Normalizer.Form.NFC),
                texts(claims.getClaim("khue_role")),
                units,
                units.stream().findFirst());
    }

    private static String text(ClaimAccessor claims, String name) {
        if (claims.getClaim(name) instanceof String value && !value.isBlank()) {
            return value;
        }
        throw new IllegalArgumentException("expected the claim " + name + ", found none; check the client's scopes");
    }

    private static List<String> texts(Object claim) {
        List<String> values = new ArrayList<>();
        if (claim instanceof Iterable<?> many) {
            many.forEach(each -> values.add(String.valueOf(each)));
        } else if (claim instanceof String one) {
            values.add(one);
        }
        return values;
    }

    private static List<MemberUnit> units(Object claim, Map<String, Map<?, ?>> posts) {
        List<MemberUnit> units = new ArrayList<>();
        if (claim instanceof Iterable<?> many) {
            for (Object each : many) {
                if (each instanceof Map<?, ?> unit && unit.get("id") instanceof String id) {
                    Optional<Map<?, ?>> post = Optional.ofNullable(posts.get(id));
                    units.add(new MemberUnit(
                            id,
                            string(unit.get("name"), id),
                            string(unit.get("kind"), ""),
                            post.map(told -> Set.copyOf(texts(told.get("roles")))),
                            post.map(told -> Set.copyOf(texts(told.get("schools"))))
                                    .orElse(Set.of())));
                }
            }
        }
        return units;
    }

    /** What the person is in each unit, by its id; empty where the token does not say. */
    private static Map<String, Map<?, ?>> posts(Object claim) {
        Map<String, Map<?, ?>> posts = new HashMap<>();
        if (claim instanceof Iterable<?> many) {
            for (Object each : many) {
                if (each instanceof Map<?, ?> post && post.get("unit") instanceof String unit) {
                    posts.put(unit, post);
                }
            }
        }
        return posts;
    }

    private static String string(Object value, String otherwise) {
        return value instanceof String text ? Normalizer.normalize(text, Normalizer.Form.NFC) : otherwise;
    }
}
