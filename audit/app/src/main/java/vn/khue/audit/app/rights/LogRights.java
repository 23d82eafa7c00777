package vn.khue.audit.app.rights;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import vn.khue.web.login.SignedInPerson;

/**
 * Who may do what with the log. What is not listed is denied. Immutable.
 *
 * <ul>
 *   <li>AN_NINH (security officer): works on what happened; Circular and duty in research/law.md R4.
 *   <li>KIEM_TOAN (auditor): everything, read only, and every look is recorded like anybody's.
 *   <li>QT_NEN_TANG (platform administrator): health without personal data. They run the machines and must not be able to
 *       read the log about persons through these pages.
 * </ul>
 *
 * The narrower sights of roles.md (a principal's school, a pupil's own sign-ins) are denied until they have pages of their
 * own with a row scope.
 */
@Component
public final class LogRights {

    private static final Map<String, Set<LogRight>> BY_ROLE = Map.of(
            "AN_NINH", EnumSet.allOf(LogRight.class),
            "KIEM_TOAN", EnumSet.allOf(LogRight.class),
            "QT_NEN_TANG", EnumSet.of(LogRight.SEE_LEDGER));

    /** Whether one of the person's roles grants this. */
    public boolean allow(SignedInPerson person, LogRight right) {
        return person.roles().stream()
                .anyMatch(role -> BY_ROLE.getOrDefault(role, Set.of()).contains(right));
    }

    /**
     * The role under which the person does this, for the trace.
     *
     * @throws AccessDeniedException if none of their roles grants it
     */
    public String require(SignedInPerson person, LogRight right) {
        return person.roles().stream()
                .filter(role -> BY_ROLE.getOrDefault(role, Set.of()).contains(right))
                .findFirst()
                .orElseThrow(() -> new AccessDeniedException(
                        "expected a role with " + right + ", found none; roles come with an appointment"));
    }
}
