package vn.khue.directory.listing;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import vn.khue.directory.ClassRole;
import vn.khue.directory.PersonStatus;

/**
 * Who is to be listed. What is empty does not narrow; what is given must all hold.
 *
 * @param on the day on which people belong to the unit and class
 * @param unit works or learns in that unit
 * @param classGroup belongs to that class
 * @param classRole belongs to it in that role; says nothing without a class
 * @param status has that status
 * @param words has a name that holds all these words, compared without case and accents, by beginnings of words
 */
public record Selection(
        LocalDate on,
        Optional<String> unit,
        Optional<String> classGroup,
        Optional<ClassRole> classRole,
        Optional<PersonStatus> status,
        Optional<String> words) {

    public Selection {
        Objects.requireNonNull(on, "on");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(classGroup, "classGroup");
        Objects.requireNonNull(classRole, "classRole");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(words, "words");
    }

    /** All people. */
    public static Selection everyone(LocalDate on) {
        return new Selection(
                on, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Narrowed to who works or learns in that unit. */
    public Selection inUnit(String id) {
        return new Selection(on, Optional.of(id), classGroup, classRole, status, words);
    }

    /** Narrowed to who belongs to that class, in whatever role. */
    public Selection inClass(String id) {
        return new Selection(on, unit, Optional.of(id), classRole, status, words);
    }

    /** Narrowed to who belongs to that class in that role. */
    public Selection inClass(String id, ClassRole role) {
        return new Selection(on, unit, Optional.of(id), Optional.of(role), status, words);
    }

    /** Narrowed to who has that status. */
    public Selection with(PersonStatus wanted) {
        return new Selection(on, unit, classGroup, classRole, Optional.of(wanted), words);
    }

    /** Narrowed to whose name holds these words. */
    public Selection named(String parts) {
        return new Selection(on, unit, classGroup, classRole, status, Optional.of(parts));
    }
}
