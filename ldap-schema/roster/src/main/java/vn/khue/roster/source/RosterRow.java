package vn.khue.roster.source;

import java.util.List;
import java.util.Optional;
import vn.khue.directory.ClassRole;
import vn.khue.directory.GuardianKind;
import vn.khue.directory.PersonName;
import vn.khue.directory.Position;
import vn.khue.directory.Sex;

/**
 * One statement of a source, the same whatever the file's form. Keys hold within one file; units are named by an official code or their
 * id. No row holds a citizen number: readers give its keyed hash alone (R5.2).
 */
public sealed interface RosterRow {

    /** Where it stands in the file. */
    Place place();

    /**
     * A person.
     *
     * @param kind in which capacity; empty where {@link CapacityRow} says it
     * @param key how other rows of the file name this person
     * @param codes every code by which other files may know the person, the official one first; each at most 20 characters (R5.3)
     * @param birthDate {@code yyyy}, {@code yyyy-MM} or {@code yyyy-MM-dd} (R5.6)
     * @param mail an address, never an identity key (R5.7)
     * @param unit code or id of the school; empty for a guardian and where {@link CapacityRow} says it
     */
    record PersonRow(
            Place place,
            Optional<PersonKind> kind,
            String key,
            List<String> codes,
            PersonName name,
            Optional<String> birthDate,
            Sex sex,
            Optional<String> mail,
            RowStatus status,
            Optional<String> unit)
            implements RosterRow {
        public PersonRow {
            codes = List.copyOf(codes);
        }
    }

    /**
     * A class.
     *
     * @param schoolYear {@code 2026-2027}
     * @param grade 0 to 12
     */
    record ClassRow(Place place, String key, String unit, String schoolYear, int grade, String name)
            implements RosterRow {}

    /** In OneRoster 1.2, in which capacity and where a person is; a person may have several. */
    record CapacityRow(Place place, String personKey, PersonKind kind, String unit, boolean primary)
            implements RosterRow {}

    /** In OneRoster, birth date and sex, which stand in a file of their own. */
    record BirthRow(Place place, String personKey, Optional<String> birthDate, Sex sex) implements RosterRow {}

    /**
     * Someone bears a citizen number.
     *
     * @param hash keyed, by {@link vn.khue.directory.citizen.CitizenHash}
     */
    record CitizenRow(Place place, String personKey, String hash) implements RosterRow {}

    /**
     * Someone belongs to a class.
     *
     * @param status LEFT where the source takes back what it said before
     */
    record EnrolmentRow(Place place, String personKey, String classKey, ClassRole role, RowStatus status)
            implements RosterRow {}

    /** Someone holds a position in a unit. */
    record AppointmentRow(Place place, String personKey, String unit, Position position) implements RosterRow {}

    /**
     * The file has columns about parents. Nothing is taken from them: they name people without a key, because a telephone number or an
     * address is none (R5.7).
     */
    record ParentsRow(Place place) implements RosterRow {}

    /** Someone stands for a child. */
    record GuardianRow(Place place, String guardianKey, String childKey, GuardianKind kind) implements RosterRow {}
}
