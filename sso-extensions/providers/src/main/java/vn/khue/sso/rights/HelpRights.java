package vn.khue.sso.rights;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import vn.khue.directory.Appointment;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Enrolment;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.Person;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Position;
import vn.khue.directory.Standing;

/**
 * Who may help whom to sign in; what is not said here is denied.
 *
 * <ul>
 *   <li>the form teacher, for pupils of the own class who are nothing else: everything that is done to a person; and list and window of
 *       that class
 *   <li>a subject teacher, for an own class: list and window
 *   <li>school IT, for the own school: pupils and the lists of their classes, staff except badges, the list of staff, networks,
 *       hours, devices
 *   <li>a department's officer, for staff of schools and communes, and a platform administrator, for whoever administers: ask that second factors
 *       be taken away; a second one of the same kind, who is neither who asked nor whose they are, approves
 *   <li>a security officer, for everybody else: end sessions, lock the account, let it in again; not in lists, but by an alert
 *   <li>a guardian whose scope covers the account, for a child under 16: reset the password, void the badge
 * </ul>
 *
 * <p>Nobody helps themselves, nor anyone who holds a position that is not named in {@link #HELPED}, wherever they hold it: principals,
 * vice-principals, clerks and administrators are helped elsewhere. What lets somebody in again is not done for who is not active.
 * Both sides as of today: a right ends with the enrolment, appointment or guardianship it came from. Stateless.
 */
public final class HelpRights {
    private static final int GROWN = 16;

    /** Whoever is not listed has more rights than school IT, or the same. */
    private static final Set<Position> HELPED = Collections.unmodifiableSet(EnumSet.of(
            Position.TO_TRUONG,
            Position.TO_PHO,
            Position.GIAO_VIEN,
            Position.KE_TOAN,
            Position.THU_VIEN,
            Position.THIET_BI,
            Position.Y_TE,
            Position.GIAO_VU));

    /** Of whom second factors are reset, by the position of those who do; nobody stands in it who has more rights than they. */
    private static final Map<Position, Set<Position>> FACTORS = Map.of(
            Position.CHUYEN_VIEN_SO,
            with(
                    HELPED,
                    Position.HIEU_TRUONG,
                    Position.PHO_HIEU_TRUONG,
                    Position.VAN_THU,
                    Position.QT_CNTT,
                    Position.CHUYEN_VIEN_XA),
            Position.QT_NEN_TANG,
            with(
                    Set.of(),
                    Position.CHUYEN_VIEN_SO,
                    Position.CAN_BO_RA,
                    Position.CAN_BO_CA,
                    Position.CAN_BO_THE,
                    Position.AN_NINH,
                    Position.KIEM_TOAN,
                    Position.QT_NEN_TANG));

    private static final Set<HelpAct> ACCOUNT =
            Set.of(HelpAct.RESET_PASSWORD, HelpAct.VOID_SLIP, HelpAct.UNLOCK, HelpAct.END_SESSIONS);
    private static final Set<HelpAct> BADGE = Set.of(HelpAct.ISSUE_BADGE, HelpAct.VOID_BADGE, HelpAct.RESET_PICTURES);
    private static final Set<HelpAct> CLASSROOM = Set.of(HelpAct.LIST_CLASS, HelpAct.OPEN_WINDOW, HelpAct.CLOSE_WINDOW);
    private static final Set<HelpAct> SCHOOL = Set.of(
            HelpAct.LIST_STAFF,
            HelpAct.LIST_PLACES,
            HelpAct.SET_NETWORKS,
            HelpAct.SET_HOURS,
            HelpAct.ENROL_DEVICE,
            HelpAct.REVOKE_DEVICE);
    private static final Set<HelpAct> GUARDIAN = Set.of(HelpAct.RESET_PASSWORD, HelpAct.VOID_BADGE);
    private static final Set<HelpAct> RESPONSE =
            Set.of(HelpAct.END_SESSIONS, HelpAct.LOCK_ACCOUNT, HelpAct.RELEASE_ACCOUNT);
    private static final Set<HelpAct> LETS_IN = Set.of(
            HelpAct.RESET_PASSWORD,
            HelpAct.UNLOCK,
            HelpAct.RELEASE_ACCOUNT,
            HelpAct.ISSUE_BADGE,
            HelpAct.RESET_PICTURES);

    public boolean may(Standing actor, HelpAct act, HelpTarget target) {
        if (actor.person().status() != PersonStatus.ACTIVE) {
            return false;
        }
        if (target instanceof HelpTarget.OfPerson of) {
            return act == HelpAct.ASK_FACTOR_RESET
                    ? factorKind(actor, of.person()).isPresent()
                    : ofPerson(actor, of.person()).contains(act) || responds(actor, act, of.person());
        }
        if (target instanceof HelpTarget.OfFactorReset of) {
            return ofFactorReset(actor, of).contains(act);
        }
        if (target instanceof HelpTarget.OfClass of) {
            return act.subject() == HelpAct.Subject.CLASS
                    && in(actor, of.classGroup(), of.unit()).contains(act);
        }
        return target instanceof HelpTarget.OfUnit of
                && act.subject() == HelpAct.Subject.UNIT
                && at(actor, of.unit()).contains(act);
    }

    /** Whoever it is: an attacker may hold the account of a principal or of an administrator. */
    private static boolean responds(Standing actor, HelpAct act, Standing person) {
        return RESPONSE.contains(act)
                && actor.appointments().stream().anyMatch(held -> held.position() == Position.AN_NINH)
                && !actor.person().id().equals(person.person().id())
                && (person.person().status() == PersonStatus.ACTIVE || !LETS_IN.contains(act));
    }

    /** All that the actor may do to that person today, without what needs a second officer. */
    public Set<HelpAct> to(Standing actor, Standing person) {
        return actor.person().status() == PersonStatus.ACTIVE ? ofPerson(actor, person) : EnumSet.noneOf(HelpAct.class);
    }

    /** As what somebody resets second factors; empty for all others. */
    public Set<Position> factorKinds(Standing actor) {
        var kinds = EnumSet.noneOf(Position.class);
        if (actor.person().status() == PersonStatus.ACTIVE) {
            actor.appointments().stream()
                    .map(Appointment::position)
                    .filter(FACTORS::containsKey)
                    .forEach(kinds::add);
        }
        return kinds;
    }

    /** As what the actor may ask that second factors of that person be taken away; empty where denied. */
    public Optional<Position> factorKind(Standing actor, Standing person) {
        boolean self = actor.person().id().equals(person.person().id());
        boolean active = person.person().status() == PersonStatus.ACTIVE;
        return self || !active || !worksWhere(person, unit -> true)
                ? Optional.empty()
                : factorKinds(actor).stream()
                        .filter(kind -> covers(kind, person))
                        .findFirst();
    }

    /** Who teaches a class and holds no position is staff of a school. */
    private static boolean covers(Position kind, Standing person) {
        List<Position> held =
                person.appointments().stream().map(Appointment::position).toList();
        return held.isEmpty()
                ? kind == Position.CHUYEN_VIEN_SO
                : FACTORS.get(kind).containsAll(held);
    }

    private Set<HelpAct> ofFactorReset(Standing actor, HelpTarget.OfFactorReset reset) {
        var acts = EnumSet.noneOf(HelpAct.class);
        UUID id = actor.person().id();
        if (!factorKinds(actor).contains(reset.kind())
                || id.equals(reset.person().person().id())) {
            return acts;
        }
        // Who asked may take it back.
        acts.add(HelpAct.REFUSE_FACTOR_RESET);
        boolean covered = factorKind(actor, reset.person()).equals(Optional.of(reset.kind()));
        boolean stillAsked = factorKind(reset.asker(), reset.person()).equals(Optional.of(reset.kind()));
        if (covered && stillAsked && !id.equals(reset.asker().person().id())) {
            acts.add(HelpAct.APPROVE_FACTOR_RESET);
        }
        return acts;
    }

    private static Set<Position> with(Set<Position> some, Position... more) {
        var all = EnumSet.noneOf(Position.class);
        all.addAll(some);
        all.addAll(Arrays.asList(more));
        return Collections.unmodifiableSet(all);
    }

    /** All that the actor may do in that class: to the class, and to a pupil of it who is nothing else. */
    public Set<HelpAct> in(Standing actor, String classGroup, String unit) {
        var acts = EnumSet.noneOf(HelpAct.class);
        if (actor.person().status() != PersonStatus.ACTIVE) {
            return acts;
        }
        if (teaches(actor, classGroup, role -> role == ClassRole.FORM_TEACHER)) {
            acts.addAll(ACCOUNT);
            acts.addAll(BADGE);
        }
        if (teaches(actor, classGroup, role -> role != ClassRole.PUPIL)) {
            acts.addAll(CLASSROOM);
        }
        if (actor.holds(Position.QT_CNTT, unit)) {
            acts.addAll(ACCOUNT);
            acts.addAll(BADGE);
            acts.add(HelpAct.LIST_CLASS);
        }
        return acts;
    }

    /** All that the actor may do in that school outside classes: to the school, and to staff of it whom IT helps. */
    public Set<HelpAct> at(Standing actor, String unit) {
        var acts = EnumSet.noneOf(HelpAct.class);
        if (actor.holds(Position.QT_CNTT, unit)) {
            acts.addAll(ACCOUNT);
            acts.addAll(SCHOOL);
        }
        return acts;
    }

    /** Whether school IT helps who holds these positions. */
    public boolean helped(Collection<Position> positions) {
        return HELPED.containsAll(positions);
    }

    /** The school that gives the right to issue that pupil a badge, which is then the school of the badge. */
    public Optional<String> schoolOfBadge(Standing actor, Standing pupil) {
        return pupil.enrolments().stream()
                .filter(enrolment -> pupilsActs(actor, pupil, enrolment).contains(HelpAct.ISSUE_BADGE))
                .map(Enrolment::unit)
                .findFirst();
    }

    private Set<HelpAct> ofPerson(Standing actor, Standing person) {
        var acts = EnumSet.noneOf(HelpAct.class);
        boolean helped =
                helped(person.appointments().stream().map(Appointment::position).toList());
        if (actor.person().id().equals(person.person().id()) || !helped) {
            return acts;
        }
        person.enrolments().forEach(enrolment -> acts.addAll(pupilsActs(actor, person, enrolment)));
        if (worksWhere(person, unit -> actor.holds(Position.QT_CNTT, unit))) {
            acts.addAll(ACCOUNT);
        }
        if (actor.mayFor(person.person().id(), GuardianScope.ACCOUNT)
                && isPupilOnly(person)
                && isUnder(GROWN, person.person(), person.on())) {
            acts.addAll(GUARDIAN);
        }
        if (person.person().status() != PersonStatus.ACTIVE) {
            acts.removeAll(LETS_IN);
        }
        return acts;
    }

    /** What an enrolment as pupil allows the actor to do to that pupil. */
    private Set<HelpAct> pupilsActs(Standing actor, Standing pupil, Enrolment enrolment) {
        if (enrolment.role() != ClassRole.PUPIL) {
            return Set.of();
        }
        boolean officer = actor.holds(Position.QT_CNTT, enrolment.unit());
        // A form teacher has the rights of a pupil's teacher, not of a colleague's officer.
        if (!officer && !isPupilOnly(pupil)) {
            return Set.of();
        }
        Set<HelpAct> acts = EnumSet.noneOf(HelpAct.class);
        in(actor, enrolment.classGroup(), enrolment.unit()).stream()
                .filter(act -> act.subject() == HelpAct.Subject.PERSON)
                .forEach(acts::add);
        return acts;
    }

    private static boolean isPupilOnly(Standing person) {
        return person.appointments().isEmpty()
                && person.enrolments().stream().allMatch(enrolment -> enrolment.role() == ClassRole.PUPIL);
    }

    private static boolean worksWhere(Standing person, Predicate<String> unit) {
        return person.appointments().stream().map(Appointment::unit).anyMatch(unit)
                || person.enrolments().stream()
                        .filter(enrolment -> enrolment.role() != ClassRole.PUPIL)
                        .map(Enrolment::unit)
                        .anyMatch(unit);
    }

    private static boolean teaches(Standing actor, String classGroup, Predicate<ClassRole> as) {
        return actor.enrolments().stream()
                .anyMatch(enrolment ->
                        as.test(enrolment.role()) && enrolment.classGroup().equals(classGroup));
    }

    /** Certainly younger: of a birth date known in part the earliest day counts, and one that is not known is nobody's youth. */
    private static boolean isUnder(int years, Person person, LocalDate day) {
        return person.birthDate()
                .map(HelpRights::earliest)
                .filter(born -> day.isBefore(born.plusYears(years)))
                .isPresent();
    }

    private static LocalDate earliest(String birthDate) {
        return LocalDate.parse(
                switch (birthDate.length()) {
                    case 4 -> birthDate + "-01-01";
                    case 7 -> birthDate + "-01";
                    default -> birthDate;
                });
    }
}
