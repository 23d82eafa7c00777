package vn.khue.directory;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * Changes the directory. Safe for use by many threads. A call that returns has been kept by the server; a call that throws
 * {@link DirectoryException} has changed nothing, save with reason TIMED_OUT or UNAVAILABLE: then a server may have kept it before it
 * fell silent, and the caller must look or, where the call may be repeated, repeat it.
 *
 * <p>What ends is closed with its last day, so that the past stays readable. Nothing is ever renamed. Removing is for what was written
 * by mistake or by a run that is undone, and erasing for what the law no longer lets us keep.
 *
 * <p>Repeating: {@code add} of an entry that is there throws ALREADY_EXISTS, whether or not it is the same; every other call may be
 * repeated with the same arguments and then changes nothing.
 */
public interface DirectoryWriter {

    /**
     * @throws DirectoryException with reason ALREADY_EXISTS if the login name belongs to someone, or to someone erased (R7.6)
     */
    void add(Person person);

    void add(Unit unit);

    void add(UnitEdge edge);

    void add(UnitSuccession succession);

    void add(Appointment appointment);

    void add(ClassGroup classGroup);

    void add(Enrolment enrolment);

    void add(Guardianship guardianship);

    /**
     * Writes the person's present name, birth date, sex, mail, status and official codes. Id and login name must be those already
     * there. What the record leaves empty is taken away, codes too.
     */
    void update(Person person);

    /**
     * The keyed hash of that person's citizen number, for whoever keeps a journal of what was there before; the account of no service may
     * read it. Empty too for someone who is not there.
     */
    Optional<String> citizenHash(UUID person);

    /**
     * Sets that keyed hash, or takes it away.
     *
     * @param hash by {@link vn.khue.directory.citizen.CitizenHash}; never the number
     * @throws DirectoryException with reason NOT_FOUND if there is no such person, REFUSED or ALREADY_EXISTS if another person has that hash
     */
    void citizenHash(UUID person, Optional<String> hash);

    /** Writes the unit's names, codes and seal size. Id and kind must be those already there. */
    void update(Unit unit);

    /**
     * Writes the class's name. School, school year and grade must be those already there.
     *
     * @throws DirectoryException with reason NOT_FOUND if there is no such class, REFUSED if something else differs
     */
    void update(ClassGroup classGroup);

    /**
     * Writes kind, scope and court limits. Guardian, child and days must be those already there.
     *
     * @throws DirectoryException with reason NOT_FOUND if there is no such guardianship, REFUSED if something else differs
     */
    void update(Guardianship guardianship);

    /**
     * Sets the last day of a unit edge, in place of one that was set before.
     *
     * @throws DirectoryException with reason NOT_FOUND if there is no such edge, REFUSED if the day comes before its first
     */
    void closeUnitEdge(UUID edge, LocalDate last);

    /** Sets the last day of an appointment, as {@link #closeUnitEdge} does. */
    void closeAppointment(UUID appointment, LocalDate last);

    /** Sets the last day of an enrolment, as {@link #closeUnitEdge} does. */
    void closeEnrolment(UUID enrolment, LocalDate last);

    /** Sets the last day of a guardianship, as {@link #closeUnitEdge} does. */
    void closeGuardianship(UUID guardianship, LocalDate last);

    /**
     * Takes the last day of a unit edge away, so that it holds without end. One that has none stays as it is.
     *
     * @throws DirectoryException with reason NOT_FOUND if there is no such edge
     */
    void reopenUnitEdge(UUID edge);

    /** Takes the last day of an appointment away, as {@link #reopenUnitEdge} does. */
    void reopenAppointment(UUID appointment);

    /** Takes the last day of an enrolment away, as {@link #reopenUnitEdge} does. */
    void reopenEnrolment(UUID enrolment);

    /** Takes the last day of a guardianship away, as {@link #reopenUnitEdge} does. */
    void reopenGuardianship(UUID guardianship);

    /** Removes a unit edge as if it had never been. One that is not there is passed over. */
    void removeUnitEdge(UUID edge);

    /** Removes a succession as if it had never been. One that is not there is passed over. */
    void removeUnitSuccession(UUID succession);

    /** Removes an appointment as if it had never been. One that is not there is passed over. */
    void removeAppointment(UUID appointment);

    /** Removes an enrolment as if it had never been. One that is not there is passed over. */
    void removeEnrolment(UUID enrolment);

    /** Removes a guardianship as if it had never been. One that is not there is passed over. */
    void removeGuardianship(UUID guardianship);

    /**
     * Removes a class group as if it had never been. One that is not there is passed over.
     *
     * @throws DirectoryException with reason REFUSED if an enrolment names it; remove those first
     */
    void removeClassGroup(String classGroup);

    /**
     * Erases a person and every appointment, enrolment and guardianship that names them, as guardian or child; their login name stays
     * taken for ever. Someone who is not there is passed over. Several steps: first the name is kept, last the person goes, so a call
     * that broke off is completed by repeating it, and the first day given stays.
     *
     * @param on the day of the erasure
     */
    void erase(UUID person, LocalDate on);

    /**
     * Removes a person who was added by a mistake or by a run that is undone. Unlike {@link #erase} this sets the login name free,
     * so it is for someone to whom the name was never told. Someone who is not there is passed over.
     *
     * @throws DirectoryException with reason REFUSED if an appointment, enrolment or guardianship names them; remove those first
     */
    void remove(UUID person);

    /** Whether a login name belongs to someone, or belonged to someone erased; upper and lower case are one. */
    boolean isTaken(String uid);
}
