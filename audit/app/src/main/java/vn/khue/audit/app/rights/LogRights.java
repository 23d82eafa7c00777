package vn.khue.audit.app.rights;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import vn.khue.web.login.MemberUnit;
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
 * <p>A role counts in the unit in which the person acts. From the unit that runs Khuê and from the department (Sở) officers and auditors see
 * the whole; those of a district, a commune or a school see the alerts of their schools, and only have the rights whose pages keep to these
 * rows ({@link AlertSight.OnlyUnits}): the log, its proofs, reports, blocks, computers and answers to accounts are of the whole.
 *
 * <p>The narrower sight of roles.md that is left (a pupil's own sign-ins) is denied until it has pages of its own with a row
 * scope.
 */
@Component
public final class LogRights {

    /** Kinds of unit from which the whole is watched. */
    private static final Set<String> OVER_ALL = Set.of("VAN_HANH", "SO");

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
            "QT_NEN_TANG", EnumSet.of(LogRight.SEE_LEDGER, LogRight.SET_UP_WAZUH));

    /** Of who acts in a district, a commune or a school. */
    private static final Map<String, Set<LogRight>> BY_ROLE_IN_UNITS = Map.of(
            "AN_NINH",
                    EnumSet.of(
                            LogRight.READ_QUEUE,
                            LogRight.TAKE_ALERT,
                            LogRight.COMMENT_ALERT,
                            LogRight.CLOSE_ALERT,
                            LogRight.REOPEN_ALERT,
                            LogRight.MARK_INCIDENT,
                            LogRight.WORK_ON_CASE,
                            LogRight.EXPORT_EVIDENCE,
                            LogRight.SEE_INCIDENTS,
                            LogRight.KEEP_INCIDENTS),
            "KIEM_TOAN", EnumSet.of(LogRight.READ_QUEUE, LogRight.SEE_INCIDENTS),
            "HIEU_TRUONG", EnumSet.of(LogRight.READ_QUEUE));

    /** Whose sight goes on to the schools that their unit manages. */
    private static final Set<String> WATCHING = Set.of("AN_NINH", "KIEM_TOAN");

    /** Whether one of the roles the person has where they act grants this. */
    public boolean allow(SignedInPerson person, LogRight right) {
        return person.roles().stream().anyMatch(role -> grants(person, role, right));
    }

    /**
     * The role under which the person does this, for the trace.
     *
     * @throws AccessDeniedException if none of the roles they have where they act grants it
     */
    public String require(SignedInPerson person, LogRight right) {
        return person.roles().stream()
                .filter(role -> grants(person, role, right))
                .findFirst()
                .orElseThrow(() -> new AccessDeniedException("expected a role with " + right
                        + " in the unit the person acts in, found none; roles come with an appointment"));
    }

    private static boolean grants(SignedInPerson person, String role, LogRight right) {
        return person.holdsWhereActing(role)
                && (overAll(person) ? BY_ROLE : BY_ROLE_IN_UNITS)
                        .getOrDefault(role, Set.of())
                        .contains(right);
    }

    private static boolean overAll(SignedInPerson person) {
        return person.actingUnit()
                .map(MemberUnit::kind)
                .filter(OVER_ALL::contains)
                .isPresent();
    }

    /**
     * Which alerts the person sees: all of them, or those of the unit in which they act and, of an officer or auditor there, of the schools it
     * manages.
     *
     * @throws AccessDeniedException if no role they have where they act grants the queue
     */
    public AlertSight sight(SignedInPerson person) {
        require(person, LogRight.READ_QUEUE);
        if (overAll(person)) {
            return new AlertSight.Everything();
        }
        MemberUnit here = person.actingUnit().orElseThrow();
        Set<String> units = new TreeSet<>(Set.of(here.id()));
        if (WATCHING.stream().anyMatch(person::holdsWhereActing)) {
            units.addAll(here.schools());
        }
        return new AlertSight.OnlyUnits(units);
    }
}
