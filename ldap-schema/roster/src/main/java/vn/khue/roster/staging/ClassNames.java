package vn.khue.roster.staging;

import java.util.Locale;
import java.util.Optional;
import vn.khue.directory.UnitKind;

/** Names of classes as keys and as part of an id. Pure functions. */
public final class ClassNames {

    private static final int LONGEST_SLUG = 24;

    private ClassNames() {}

    /** By which classes of one school and year are told apart: only case and spaces do not count. */
    public static String label(String name) {
        return name.replace(" ", "").toUpperCase(Locale.ROOT);
    }

    /** Lower-case ASCII letters, digits and hyphens. */
    public static String slug(String name) {
        String plain = NameKeys.folded(name).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        String cut = plain.substring(0, Math.min(LONGEST_SLUG, plain.length())).replaceAll("-+$", "");
        return cut.isEmpty() ? "x" : cut;
    }

    /**
     * The name that the pupils of a class go on to: 1A to 2A, Mầm to Chồi to Lá; a name that does not begin with its grade stays. Empty
     * after the last nursery year; the last grade of a school is known by the kind of the school.
     */
    public static Optional<String> successor(String name, int grade, UnitKind kind) {
        if (kind == UnitKind.MAM_NON) {
            String folded = NameKeys.folded(name);
            if (folded.startsWith("mam")) {
                return Optional.of("Chồi" + name.substring(3));
            }
            return folded.startsWith("choi") ? Optional.of("Lá" + name.substring(4)) : Optional.empty();
        }
        String begin = Integer.toString(grade);
        boolean numbered = name.startsWith(begin)
                && (name.length() == begin.length() || !Character.isDigit(name.charAt(begin.length())));
        return Optional.of(numbered ? (grade + 1) + name.substring(begin.length()) : name);
    }
}
