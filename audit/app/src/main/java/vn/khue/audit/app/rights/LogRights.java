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
 *   <li>HIEU_TRUONG (principal): the alerts of their own school, read only.
 *   <li>CHUYEN_VIEN_SO (officer of the department): the reports, which tell of no person.
 *   <li>QT_NEN_TANG (platform administrator): health without personal data, and where Wazuh is. They run the machines and must not be able to
 *       read the log about persons through these pages.
 * </ul>
 *
 * The narrower sight of roles.md that is left (a pupil's own sign-ins) is denied until it has pages of its own with a row
 * scope.
 */
@Component
public final class LogRights {

    private static final Map<String, Set<LogRight>> BY_ROLE = Map.of(
            "AN_NINH", EnumSet.allOf(LogRight.class),
            "KIEM_TOAN",
                    EnumSet.of(
                            LogRight.READ_EVENTS,
                            LogRight.READ_ALERTS,
                            LogRight.CHECK_PROOFS,
                            LogRight.SEE_LEDGER,
                            LogRight.READ_QUEUE,
                            LogRight.SEE_SUPPRESSIONS,
                            LogRight.SEE_COMPUTERS,
                            LogRight.SEE_ERASURES,
                            LogRight.SEE_BLOCKS,
                            LogRight.SEE_COMPLIANCE,
                            LogRight.SEE_INCIDENTS,
                            LogRight.SEE_REQUESTS,
                            LogRight.SEE_REVIEWS,
                            LogRight.SEE_REPORTS),
            "CHUYEN_VIEN_SO", EnumSet.of(LogRight.SEE_REPORTS),
            "HIEU_TRUONG", EnumSet.of(LogRight.READ_QUEUE),
            "QT_NEN_TANG", EnumSet.of(LogRight.SEE_LEDGER, LogRight.SET_UP_WAZUH));

    private static final Set<String> SEE_EVERYTHING = Set.of("AN_NINH", "KIEM_TOAN");

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

    /**
     * Which alerts the person sees. A principal sees those of their school; the token does not say of which of several units somebody is
     * the principal, so whoever belongs to several is denied.
     *
     * @throws AccessDeniedException if none of their roles grants the queue, or the unit is not certain
     */
    public AlertSight sight(SignedInPerson person) {
        require(person, LogRight.READ_QUEUE);
        if (person.roles().stream().anyMatch(SEE_EVERYTHING::contains)) {
            return new AlertSight.Everything();
        }
        if (person.units().size() != 1) {
            throw new AccessDeniedException("expected one unit whose alerts to show, found "
                    + person.units().size());
        }
        return new AlertSight.OnlyUnits(Set.of(person.units().get(0).id()));
    }
}
