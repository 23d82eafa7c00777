package vn.khue.sso.badge;

import java.util.Set;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Enrolment;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Position;
import vn.khue.directory.Standing;

/**
 * Who may do what about badges; what is not said here is denied.
 *
 * <ul>
 *   <li>the form teacher, for pupils of the own class: issue, void, reset the pictures; and the window of that class
 *   <li>a subject teacher, for an own class: the window
 *   <li>school IT, for the own school: issue, void, reset the pictures, networks, hours, devices
 * </ul>
 *
 * <p>Both sides as of today: a right ends with the enrolment or appointment it came from.
 */
final class BadgeRights {
    private static final Set<BadgeAct> OF_A_PUPIL = Set.of(BadgeAct.ISSUE, BadgeAct.VOID, BadgeAct.RESET_PICTURES);
    private static final Set<BadgeAct> OF_A_CLASS = Set.of(BadgeAct.OPEN_WINDOW, BadgeAct.CLOSE_WINDOW);
    private static final Set<BadgeAct> OF_A_SCHOOL =
            Set.of(BadgeAct.SET_NETWORKS, BadgeAct.SET_HOURS, BadgeAct.ENROL_DEVICE, BadgeAct.REVOKE_DEVICE);

    boolean may(Standing actor, BadgeAct act, BadgeTarget target) {
        if (actor.person().status() != PersonStatus.ACTIVE) {
            return false;
        }
        if (target instanceof BadgeTarget.OfPupil of) {
            return OF_A_PUPIL.contains(act)
                    && of.pupil().enrolments().stream()
                            .filter(enrolment -> enrolment.role() == ClassRole.PUPIL)
                            .anyMatch(enrolment -> isFormTeacherOf(actor, enrolment)
                                    || actor.holds(Position.QT_CNTT, enrolment.unit()));
        }
        if (target instanceof BadgeTarget.OfClass of) {
            return OF_A_CLASS.contains(act)
                    && actor.enrolments().stream()
                            .anyMatch(enrolment -> enrolment.role() != ClassRole.PUPIL
                                    && enrolment.classGroup().equals(of.classGroup()));
        }
        return target instanceof BadgeTarget.OfSchool of
                && OF_A_SCHOOL.contains(act)
                && actor.holds(Position.QT_CNTT, of.unit());
    }

    /** Whether that act on that pupil is allowed because of that school, which is then the school of a badge that is issued. */
    boolean mayAt(Standing actor, Standing pupil, String unit) {
        return pupil.enrolments().stream()
                .filter(enrolment ->
                        enrolment.role() == ClassRole.PUPIL && enrolment.unit().equals(unit))
                .anyMatch(enrolment ->
                        isFormTeacherOf(actor, enrolment) || actor.holds(Position.QT_CNTT, enrolment.unit()));
    }

    private static boolean isFormTeacherOf(Standing actor, Enrolment pupil) {
        return actor.enrolments().stream()
                .anyMatch(enrolment -> enrolment.role() == ClassRole.FORM_TEACHER
                        && enrolment.classGroup().equals(pupil.classGroup()));
    }
}
