package vn.khue.directory;

import java.time.LocalDate;
import java.util.UUID;

/**
 * Changes the directory. Safe for use by many threads. A call that returns has been kept by the server; a call that throws
 * {@link DirectoryException} has changed nothing, save with reason TIMED_OUT, after which the caller must look.
 *
 * <p>Nothing is ever renamed or deleted here: what ends is closed with its last day, so that the past stays readable.
 */
public interface DirectoryWriter {

    void add(Person person);

    void add(Unit unit);

    void add(UnitEdge edge);

    void add(Appointment appointment);

    void add(ClassGroup classGroup);

    void add(Enrolment enrolment);

    void add(Guardianship guardianship);

    /** Writes the person's present name, birth date, sex, mail and status. Id and login name must be those already there. */
    void update(Person person);

    /** Writes the unit's names, codes and seal size. Id and kind must be those already there. */
    void update(Unit unit);

    /** Sets the last day of a unit edge. */
    void closeUnitEdge(UUID edge, LocalDate last);

    /** Sets the last day of an appointment. */
    void closeAppointment(UUID appointment, LocalDate last);

    /** Sets the last day of an enrolment. */
    void closeEnrolment(UUID enrolment, LocalDate last);

    /** Sets the last day of a guardianship. */
    void closeGuardianship(UUID guardianship, LocalDate last);
}
