package vn.khue.directory;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What a person is on one day. Holds only what covers that day, and only what the reader's account may see.
 *
 * @param person the person
 * @param on the day of Vietnam's calendar
 * @param appointments positions held
 * @param enrolments classes, as pupil or teacher
 * @param guardianships children for whom the person stands, each with the scope that courts leave on that day; one of which nothing
 *     is left is not among them, nor are those in which the person is the child
 */
public record Standing(
        Person person,
        LocalDate on,
        List<Appointment> appointments,
        List<Enrolment> enrolments,
        List<Guardianship> guardianships) {

    public Standing {
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(on, "on");
        appointments = List.copyOf(appointments);
        enrolments = List.copyOf(enrolments);
        guardianships = guardianships.stream()
                .map(guardianship -> guardianship.narrowedTo(on))
                .filter(guardianship -> !guardianship.scope().isEmpty())
                .toList();
    }

    /** The roles that follow on that day, none for a person whose account is not active; in the order of {@link Role}. */
    public Set<Role> roles() {
        var roles = EnumSet.noneOf(Role.class);
        units().forEach(unit -> roles.addAll(rolesIn(unit)));
        if (person.status() == PersonStatus.ACTIVE && !guardianships.isEmpty()) {
            roles.add(Role.PHU_HUYNH);
        }
        return Collections.unmodifiableSet(roles);
    }

    /** The roles that the person has in that unit on that day, none if the account is not active; a parent has theirs in no unit. */
    public Set<Role> rolesIn(String unit) {
        var roles = EnumSet.noneOf(Role.class);
        if (person.status() != PersonStatus.ACTIVE) {
            return Collections.unmodifiableSet(roles);
        }
        appointments.stream()
                .filter(held -> held.unit().equals(unit))
                .forEach(held -> roles.add(held.position().role()));
        enrolments.stream().filter(enrolment -> enrolment.unit().equals(unit)).forEach(enrolment -> {
            switch (enrolment.role()) {
                case PUPIL -> roles.add(Role.HOC_SINH);
                case FORM_TEACHER -> roles.add(Role.GV_CHU_NHIEM);
                case SUBJECT_TEACHER -> roles.add(Role.GIAO_VIEN);
            }
        });
        return Collections.unmodifiableSet(roles);
    }

    /** The units in which the person works or learns on that day, sorted by id. A parent belongs to no unit. */
    public SortedSet<String> units() {
        var units = new TreeSet<String>();
        appointments.forEach(appointment -> units.add(appointment.unit()));
        enrolments.forEach(enrolment -> units.add(enrolment.unit()));
        return Collections.unmodifiableSortedSet(units);
    }

    /** Whether the person holds that position in that unit on that day. */
    public boolean holds(Position position, String unit) {
        return person.status() == PersonStatus.ACTIVE
                && appointments.stream()
                        .anyMatch(held ->
                                held.position() == position && held.unit().equals(unit));
    }

    /** Whether the person may do that for that child on that day. */
    public boolean mayFor(UUID child, GuardianScope scope) {
        return person.status() == PersonStatus.ACTIVE
                && guardianships.stream()
                        .anyMatch(guardianship -> guardianship.child().equals(child)
                                && guardianship.scope().contains(scope));
    }
}
