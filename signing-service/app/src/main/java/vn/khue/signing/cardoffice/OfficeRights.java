package vn.khue.signing.cardoffice;

import static vn.khue.signing.cardoffice.OfficeAction.APPROVE_CARDS;
import static vn.khue.signing.cardoffice.OfficeAction.APPROVE_VOID;
import static vn.khue.signing.cardoffice.OfficeAction.CHANGE_PHOTOS;
import static vn.khue.signing.cardoffice.OfficeAction.EXPORT_PERSON;
import static vn.khue.signing.cardoffice.OfficeAction.HAND_OVER;
import static vn.khue.signing.cardoffice.OfficeAction.PERSONALISE;
import static vn.khue.signing.cardoffice.OfficeAction.PRINT;
import static vn.khue.signing.cardoffice.OfficeAction.RECORD_CONSENT;
import static vn.khue.signing.cardoffice.OfficeAction.REQUEST_CARDS;
import static vn.khue.signing.cardoffice.OfficeAction.REQUEST_VOID;
import static vn.khue.signing.cardoffice.OfficeAction.SEE_NUMBERS;
import static vn.khue.signing.cardoffice.OfficeAction.SEE_PEOPLE;
import static vn.khue.signing.cardoffice.OfficeAction.SEE_STAFF;
import static vn.khue.signing.cardoffice.OfficeAction.STEER_BATCH;
import static vn.khue.signing.cardoffice.Reach.CLASS;
import static vn.khue.signing.cardoffice.Reach.DISTRICT;
import static vn.khue.signing.cardoffice.Reach.SCHOOL;
import static vn.khue.signing.cardoffice.Reach.STAFF;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Role;
import vn.khue.directory.Standing;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.rights.Decision;
import vn.khue.signing.rights.SigningRights;

/**
 * Who may do what in the card office, and how far. The one place: shared roles matrix, column cards. What no line here gives is denied.
 * Rights are read from the person's standing today, so they end with the appointment. Without state, thread-safe.
 *
 * <ul>
 *   <li>The card officer has photos and card data of the own scope: the units that the officer's own serves. Batches of a class or a
 *       school, and voiding one, need a second person.
 *   <li>Principal and vice-principal approve batches of their own school.
 *   <li>The form teacher asks for cards of the own class and hands them over.
 *   <li>School IT prints for its own school, pupils and staff.
 *   <li>Officers of the department ask for and approve batches of more than one school, one of them each.
 *   <li>The card officer and the registration officer put keys for signing in onto cards of staff; so does school IT for its own school, but
 *       for nobody who signs, seals or administers. Nobody does so with the own card.
 *   <li>Officers of a commune read numbers of the schools it manages, the auditor those of the units that are served.
 * </ul>
 */
final class OfficeRights {
    private enum Where {
        OWN_CLASS,
        OWN_UNIT,
        SERVED
    }

    private record Line(Set<Role> roles, Where where, Set<Reach> reach, Set<OfficeAction> actions) {}

    private static final List<Line> LINES = List.of(
            new Line(
                    EnumSet.of(Role.CAN_BO_THE),
                    Where.SERVED,
                    EnumSet.of(CLASS, SCHOOL),
                    EnumSet.of(
                            SEE_NUMBERS,
                            SEE_PEOPLE,
                            REQUEST_CARDS,
                            APPROVE_CARDS,
                            STEER_BATCH,
                            REQUEST_VOID,
                            APPROVE_VOID,
                            PRINT,
                            HAND_OVER)),
            new Line(
                    EnumSet.of(Role.CAN_BO_THE),
                    Where.SERVED,
                    EnumSet.of(CLASS),
                    EnumSet.of(CHANGE_PHOTOS, RECORD_CONSENT, EXPORT_PERSON)),
            new Line(
                    EnumSet.of(Role.CAN_BO_THE),
                    Where.SERVED,
                    EnumSet.of(DISTRICT),
                    EnumSet.of(SEE_NUMBERS, SEE_PEOPLE)),
            new Line(
                    EnumSet.of(Role.HIEU_TRUONG, Role.PHO_HIEU_TRUONG),
                    Where.OWN_UNIT,
                    EnumSet.of(CLASS, SCHOOL),
                    EnumSet.of(SEE_NUMBERS, SEE_PEOPLE, APPROVE_CARDS)),
            new Line(
                    EnumSet.of(Role.GV_CHU_NHIEM),
                    Where.OWN_CLASS,
                    EnumSet.of(CLASS),
                    EnumSet.of(SEE_NUMBERS, SEE_PEOPLE, REQUEST_CARDS, HAND_OVER)),
            new Line(
                    EnumSet.of(Role.QT_CNTT),
                    Where.OWN_UNIT,
                    EnumSet.of(CLASS, SCHOOL),
                    EnumSet.of(SEE_NUMBERS, SEE_PEOPLE, PRINT)),
            new Line(
                    EnumSet.of(Role.CHUYEN_VIEN_SO),
                    Where.SERVED,
                    EnumSet.of(DISTRICT),
                    EnumSet.of(SEE_NUMBERS, SEE_PEOPLE, REQUEST_CARDS, APPROVE_CARDS, STEER_BATCH)),
            new Line(
                    EnumSet.of(Role.CHUYEN_VIEN_SO, Role.CHUYEN_VIEN_XA, Role.KIEM_TOAN),
                    Where.SERVED,
                    EnumSet.of(CLASS, SCHOOL, DISTRICT),
                    EnumSet.of(SEE_NUMBERS)),
            new Line(
                    EnumSet.of(Role.CAN_BO_THE, Role.CAN_BO_RA),
                    Where.SERVED,
                    EnumSet.of(STAFF),
                    EnumSet.of(SEE_STAFF, PERSONALISE)),
            new Line(EnumSet.of(Role.CAN_BO_THE), Where.SERVED, EnumSet.of(STAFF), EnumSet.of(PRINT)),
            new Line(
                    EnumSet.of(Role.QT_CNTT),
                    Where.OWN_UNIT,
                    EnumSet.of(STAFF),
                    EnumSet.of(SEE_STAFF, PERSONALISE, PRINT)));

    /** For whom school IT does what lets somebody in: for none who could do more than school IT itself. */
    private static final Set<Role> HELPED_BY_SCHOOL_IT = EnumSet.of(
            Role.TO_TRUONG,
            Role.TO_PHO,
            Role.GIAO_VIEN,
            Role.GV_CHU_NHIEM,
            Role.KE_TOAN,
            Role.THU_VIEN,
            Role.THIET_BI,
            Role.Y_TE,
            Role.GIAO_VU);

    /** Who comes second does not decide on what they asked for. */
    private static final Set<OfficeAction> SECOND_EYES = EnumSet.of(APPROVE_CARDS, APPROVE_VOID);

    /**
     * Decides.
     *
     * @param standing the person's, of today
     * @param actingUnit the unit the person acts in; a right in another of their units does not count
     */
    Decision decide(Standing standing, String actingUnit, OfficeAction action, OfficeSubject subject) {
        Set<Role> held = SigningRights.rolesIn(standing, actingUnit);
        if (held.isEmpty()) {
            return new Decision.Denied(Refusal.NO_APPOINTMENT);
        }
        Optional<Role> as = LINES.stream()
                .filter(line -> line.actions().contains(action))
                .filter(line -> line.reach().contains(subject.reach()))
                .filter(line -> fits(line.where(), standing, actingUnit, subject))
                .flatMap(line -> line.roles().stream())
                .filter(held::contains)
                .filter(role -> action != PERSONALISE || helps(role, subject))
                .findFirst();
        if (as.isEmpty()) {
            boolean elsewhere =
                    !subject.unit().equals(actingUnit) && !subject.servedBy().contains(actingUnit);
            return new Decision.Denied(elsewhere ? Refusal.OTHER_UNIT : Refusal.ROLE_NOT_ALLOWED);
        }
        return ownRequest(standing.person().id(), action, subject)
                ? new Decision.Denied(Refusal.OWN_REQUEST)
                : new Decision.Allowed(as.get());
    }

    /** Whether somebody has the right over anything, for what offers a way there. */
    boolean anywhere(Standing standing, String actingUnit, OfficeAction action) {
        Set<Role> held = SigningRights.rolesIn(standing, actingUnit);
        return LINES.stream()
                .filter(line -> line.actions().contains(action))
                .flatMap(line -> line.roles().stream())
                .anyMatch(held::contains);
    }

    /** Without a holder there is nobody to do it for. */
    private static boolean helps(Role role, OfficeSubject subject) {
        return subject.holder()
                .map(OfficeSubject.Holder::roles)
                .filter(roles -> !roles.isEmpty() && !roles.contains(Role.HOC_SINH))
                .filter(roles -> role != Role.QT_CNTT || HELPED_BY_SCHOOL_IT.containsAll(roles))
                .isPresent();
    }

    private static boolean ownRequest(UUID person, OfficeAction action, OfficeSubject subject) {
        return SECOND_EYES.contains(action)
                        && subject.asker().filter(person::equals).isPresent()
                || action == PERSONALISE
                        && subject.holder()
                                .map(OfficeSubject.Holder::person)
                                .filter(person::equals)
                                .isPresent();
    }

    private static boolean fits(Where where, Standing standing, String actingUnit, OfficeSubject subject) {
        return switch (where) {
            case SERVED -> subject.servedBy().contains(actingUnit);
            case OWN_UNIT -> subject.unit().equals(actingUnit);
            case OWN_CLASS ->
                subject.unit().equals(actingUnit)
                        && standing.enrolments().stream()
                                .filter(each -> each.role() == ClassRole.FORM_TEACHER)
                                .filter(each -> each.unit().equals(subject.unit()))
                                .anyMatch(each -> subject.classGroup()
                                        .filter(each.classGroup()::equals)
                                        .isPresent());
        };
    }
}
