package vn.khue.directory.name;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import vn.khue.directory.PersonName;

/**
 * Login names by rule R7.6: the given name, a point, the initials of family and middle names, all in ASCII; a number where that is taken
 * ({@code lan.nt}, {@code lan.nt2}). Made from the name only, never from a citizen number or birth date. Thread-safe.
 */
public final class LoginName {

    private static final int LONGEST_GIVEN = 20;
    private static final int MOST_INITIALS = 5;

    private LoginName() {}

    /** The login name without number. */
    public static String stem(PersonName name) {
        String given = letters(name.given());
        String initials = Arrays.stream((name.family() + " " + name.middle()).split(" "))
                .map(LoginName::letters)
                .filter(word -> !word.isEmpty())
                .limit(MOST_INITIALS)
                .map(word -> word.substring(0, 1))
                .collect(Collectors.joining());
        String start = given.isEmpty() ? "u" : given.substring(0, Math.min(LONGEST_GIVEN, given.length()));
        return initials.isEmpty() && start.length() > 1 ? start : start + "." + (initials.isEmpty() ? "x" : initials);
    }

    /**
     * The first login name that is free: the stem, else the stem with 2, 3 and so on.
     *
     * @param taken whether a login name was ever given out; also to people who have left, because none is used again
     */
    public static String free(PersonName name, Predicate<String> taken) {
        String stem = stem(name);
        if (!taken.test(stem)) {
            return stem;
        }
        int number = 2;
        while (taken.test(stem + number)) {
            number++;
        }
        return stem + number;
    }

    private static String letters(String part) {
        return VietnameseName.searchKey(part)
                .chars()
                .filter(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
