package vn.khue.directory;

import java.util.Objects;
import vn.khue.directory.name.VietnameseName;

/**
 * A person's name: họ, đệm, tên, and the legal string as the person writes it (R7.1, R7.5). The parts are fields of their
 * own because no rule splits every name rightly (Y Bih Niê, H'Lan Êban); the legal string is never rebuilt from them.
 *
 * @param family họ; may be empty where a person has none
 * @param middle đệm; often several words; may be empty
 * @param given tên, by which lists are sorted; never empty
 * @param full họ tên, the legal string; never empty; NFC
 */
public record PersonName(String family, String middle, String given, String full) {

    /**
     * Brings all parts to NFC with single spaces.
     *
     * @throws IllegalArgumentException if the given or full name is empty, a part is longer than 100 characters, or a name
     *     mixes scripts (R7.7)
     */
    public PersonName {
        family = VietnameseName.normalise(Objects.requireNonNull(family, "family"));
        middle = VietnameseName.normalise(Objects.requireNonNull(middle, "middle"));
        given = VietnameseName.normalise(Objects.requireNonNull(given, "given"));
        full = VietnameseName.normalise(Objects.requireNonNull(full, "full"));
        if (given.isEmpty() || full.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected a given name and a full name, found an empty one; fill in both");
        }
    }

    /** Splits the legal string by the usual rule: first word họ, last word tên, the rest đệm. */
    public static PersonName of(String full) {
        return VietnameseName.split(full);
    }
}
