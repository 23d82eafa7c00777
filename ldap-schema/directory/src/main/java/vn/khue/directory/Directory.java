package vn.khue.directory;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads the directory. Safe for use by many threads. A reader sees only what its service account may see; the rest is absent.
 *
 * <p>Every method throws {@link DirectoryException} if no server answers in time, the account has no right at all, or an entry
 * does not follow our schema; no method returns null.
 */
public interface Directory {

    /** The person with that Khuê id. */
    Optional<Person> person(UUID id);

    /** The person with that login name; upper and lower case are one. */
    Optional<Person> personByUid(String uid);

    /**
     * The person who bears that official code, compared sign by sign.
     *
     * @throws DirectoryException with reason UNREADABLE if several people bear it; they are to be merged. With reason ACCESS_DENIED if the
     *     reader's account may not ask for codes; some servers answer such a reader with nobody
     */
    Optional<Person> personByCode(String code);

    /**
     * The person whose citizen number has that keyed hash; the directory gives neither number nor hash.
     *
     * @param hash by {@link vn.khue.directory.citizen.CitizenHash}
     * @throws DirectoryException with reason ACCESS_DENIED if the reader's account may not ask for it; some servers answer such a reader with
     *     nobody
     */
    Optional<Person> personByCitizenHash(String hash);

    /** The person and all that holds for them on that day, in one indexed search. */
    Optional<Standing> standing(UUID person, LocalDate on);

    /** The person and all that ever held for them, in one indexed search. */
    Optional<PersonHistory> history(UUID person);

    /** The unit with that id. May come from memory up to the age that the implementation was given. */
    Optional<Unit> unit(String id);

    /** All units of one kind, sorted by id. */
    List<Unit> units(UnitKind kind);

    /** The unit that bore that official code on that day, compared sign by sign; the first by id if several did. */
    Optional<Unit> unitByCode(String code, LocalDate on);

    /**
     * Units whose name on that day holds all the words given, compared without case and accents, by beginnings of words; sorted by id.
     *
     * @param words part of a name, at least two letters
     * @throws DirectoryException with reason REFUSED if the words are too few or too long
     */
    List<Unit> unitsNamed(String words, LocalDate on);

    /** The unit and all that ever stood between it and others. */
    Optional<UnitHistory> unitHistory(String unit);

    /**
     * The units that go on with the work of that unit on that day, sorted by id: its successors, and where one of these has been
     * succeeded itself by then, those in its place (R5.20). None where it was not succeeded by then.
     */
    List<Unit> successorsOf(String unit, LocalDate on);

    /** Who holds that position in that unit on that day; sorted by start, then id. */
    List<Appointment> appointmentsAt(String unit, Position position, LocalDate on);

    /** All appointments in that unit that hold on that day; sorted by start, then id. */
    List<Appointment> appointmentsAt(String unit, LocalDate on);

    /** Whoever holds an appointment in that unit on that day, each once, in the order of Vietnamese name lists (R7.4). */
    List<Person> staffOf(String unit, LocalDate on);

    /** The unit above, by that kind of edge, on that day. */
    Optional<Unit> managing(String unit, EdgeKind kind, LocalDate on);

    /** The edges from that unit to those below, by that kind of edge, on that day; sorted by child. */
    List<UnitEdge> below(String unit, EdgeKind kind, LocalDate on);

    /** The class with that id. */
    Optional<ClassGroup> classGroup(String id);

    /** The classes of a school in one school year, sorted by grade, then id. */
    List<ClassGroup> classGroups(String unit, String schoolYear);

    /** Who belongs to that class in that role on that day, in the order of Vietnamese name lists (R7.4). */
    List<Person> members(String classGroup, ClassRole role, LocalDate on);

    /** The enrolments in that class that hold on that day, of every role; sorted by role, then start, then id. */
    List<Enrolment> enrolmentsIn(String classGroup, LocalDate on);

    /**
     * The guardianships in which that person is the child on that day, with court limits as written: what a guardian may do then is
     * {@link Guardianship#scopeOn}; sorted by id.
     */
    List<Guardianship> guardiansOf(UUID child, LocalDate on);

    /** The same of many children, by as few questions as there can be; sorted by id. */
    List<Guardianship> guardiansOf(Collection<UUID> children, LocalDate on);

    /** The people with these ids, in the order of Vietnamese name lists (R7.4); whoever is not there is left out. */
    List<Person> people(Collection<UUID> ids);

    /**
     * People whose name holds all the words given, compared without case, accents and tone placement (R7.3), in the order of
     * Vietnamese name lists.
     *
     * @param words part of a name, at least two letters
     * @param limit 1 to 200
     * @throws DirectoryException with reason REFUSED if the words or the limit are out of range
     */
    List<Person> findByName(String words, int limit);
}
