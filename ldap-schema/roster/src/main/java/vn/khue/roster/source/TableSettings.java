package vn.khue.roster.source;

import java.time.LocalDate;
import java.util.Optional;
import vn.khue.directory.citizen.CitizenHash;

/**
 * What a table does not say itself.
 *
 * @param schoolYear taken where a row names none
 * @param unit code or id of the school, taken where a row names none
 * @param coverage what it means that someone is missing
 * @param today nobody is born after it
 * @param citizens hashes citizen numbers; without it a table that has them is refused
 */
public record TableSettings(
        String schoolYear, Optional<String> unit, Coverage coverage, LocalDate today, Optional<CitizenHash> citizens) {

    /** Without a key: a table with citizen numbers is refused. */
    public TableSettings(String schoolYear, Optional<String> unit, Coverage coverage, LocalDate today) {
        this(schoolYear, unit, coverage, today, Optional.empty());
    }

    /** The same with a key. */
    public TableSettings with(CitizenHash key) {
        return new TableSettings(schoolYear, unit, coverage, today, Optional.of(key));
    }
}
