package vn.khue.directory;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * Everything that ever held for a person, and what is to come. Holds only what the reader's account may see.
 *
 * @param person the person as they are now
 * @param appointments positions, sorted by start, then id
 * @param enrolments classes, sorted by start, then id
 * @param guardianships those in which the person is the guardian, with court limits as they were written, sorted by start, then id
 * @param guardians those in which the person is the child, sorted by start, then id
 */
public record PersonHistory(
        Person person,
        List<Appointment> appointments,
        List<Enrolment> enrolments,
        List<Guardianship> guardianships,
        List<Guardianship> guardians) {

    public PersonHistory {
        Objects.requireNonNull(person, "person");
        appointments = List.copyOf(appointments);
        enrolments = List.copyOf(enrolments);
        guardianships = List.copyOf(guardianships);
        guardians = List.copyOf(guardians);
    }

    /** What of it holds on that day, in the order of the history. The status is today's: it has no days. */
    public Standing on(LocalDate day) {
        return new Standing(
                person,
                day,
                appointments.stream()
                        .filter(appointment -> appointment.validity().covers(day))
                        .toList(),
                enrolments.stream()
                        .filter(enrolment -> enrolment.validity().covers(day))
                        .toList(),
                guardianships.stream()
                        .filter(guardianship -> guardianship.validity().covers(day))
                        .toList());
    }
}
