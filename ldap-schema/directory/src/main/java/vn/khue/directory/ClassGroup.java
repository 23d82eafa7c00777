package vn.khue.directory;

import java.text.Normalizer;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A class of one school in one school year. A new year makes a new class group, so history stays.
 *
 * @param id never changes
 * @param unit id of the school
 * @param schoolYear {@code 2026-2027} (R7.10)
 * @param grade 1 to 12; 0 for mầm non
 * @param name as the school writes it, such as {@code 7A3} or {@code Lá 2}
 */
public record ClassGroup(String id, String unit, String schoolYear, int grade, String name) {

    private static final Pattern SCHOOL_YEAR = Pattern.compile("(20[0-9]{2})-(20[0-9]{2})");

    /**
     * @throws IllegalArgumentException if the school year or the grade is out of range
     */
    public ClassGroup {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(unit, "unit");
        name = Normalizer.normalize(name, Normalizer.Form.NFC);
        var year = SCHOOL_YEAR.matcher(schoolYear);
        if (!year.matches() || Integer.parseInt(year.group(2)) != Integer.parseInt(year.group(1)) + 1) {
            throw new IllegalArgumentException(
                    "expected a school year such as 2026-2027, found \"" + schoolYear + "\" for class " + id);
        }
        if (grade < 0 || grade > 12) {
            throw new IllegalArgumentException("expected a grade from 0 to 12, found " + grade + " for class " + id);
        }
    }
}
