package vn.khue.directory.name;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import vn.khue.directory.PersonName;

/** Normal form, search key and default split of Vietnamese names. Pure functions, safe for use by many threads. */
public final class VietnameseName {

    /** Longest name accepted, in UTF-16 units after normalisation. */
    public static final int MAX_LENGTH = 100;

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern INVISIBLE = Pattern.compile("[\\u200B-\\u200F\\u2060-\\u2064\\uFEFF\\u00AD]");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private VietnameseName() {}

    /**
     * Brings a name to NFC, drops zero-width characters, makes every run of spaces one space and trims (R7.1, R7.7). Eth
     * (Ð U+00D0, ð) becomes Đ, đ: it looks the same and is a common slip of old fonts (R7.2).
     *
     * @throws IllegalArgumentException if the name is longer than {@link #MAX_LENGTH}, holds control characters, or mixes
     *     Latin letters with those of another script
     */
    public static String normalise(String name) {
        if (isNormal(name)) {
            return name;
        }
        if (name.length() > 4 * MAX_LENGTH) {
            throw tooLong(name);
        }
        String composed = Normalizer.normalize(INVISIBLE.matcher(name).replaceAll(""), Normalizer.Form.NFC)
                .replace('\u00D0', '\u0110')
                .replace('\u00F0', '\u0111');
        String clean = SPACES.matcher(composed).replaceAll(" ").strip();
        if (clean.length() > MAX_LENGTH) {
            throw tooLong(clean);
        }
        boolean latin = false;
        boolean other = false;
        for (int i = 0; i < clean.length(); ) {
            int c = clean.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isISOControl(c)) {
                throw new IllegalArgumentException("expected letters in a name, found the control character U+"
                        + Integer.toHexString(c) + "; remove it");
            }
            if (Character.isLetter(c)) {
                boolean isLatin = Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN;
                latin |= isLatin;
                other |= !isLatin;
            }
        }
        if (latin && other) {
            throw new IllegalArgumentException(
                    "expected a name in one script, found Latin letters mixed with another; retype the look-alike letters");
        }
        return clean;
    }

    /**
     * The key by which names are found: lower case, without accents and tone marks, đ as d, so that old and new placement of
     * tones agree (R7.2, R7.3, R7.8).
     */
    public static String searchKey(String name) {
        return fold(normalise(name));
    }

    /** Any text in lower case, without accents and tone marks, đ as d; for names of units, which no rule of people's names binds. */
    public static String fold(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        return plain.toLowerCase(Locale.ROOT).replace('\u0111', 'd');
    }

    /** First word họ, last word tên, the rest đệm: right for most Vietnamese names, to be edited for the others (R7.5). */
    public static PersonName split(String full) {
        String clean = normalise(full);
        List<String> words = Arrays.asList(clean.split(" "));
        int last = words.size() - 1;
        return new PersonName(
                last == 0 ? "" : words.get(0),
                last < 2 ? "" : String.join(" ", words.subList(1, last)),
                words.get(last),
                clean);
    }

    /** Whether nothing needs doing: composed Latin letters and marks of names, single spaces. Most names are so. */
    private static boolean isNormal(String name) {
        if (name.length() > MAX_LENGTH) {
            return false;
        }
        char before = ' ';
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'A' && c <= 'Z'
                    || c >= 'a' && c <= 'z'
                    || c >= '\u00C0'
                            && c <= '\u01B0'
                            && c != '\u00D0'
                            && c != '\u00F0'
                            && c != '\u00D7'
                            && c != '\u00F7'
                    || c >= '\u1EA0' && c <= '\u1EF9';
            boolean single = c == ' ' && before != ' ' || c == '-' || c == '\'' || c == '.';
            if (!letter && !single) {
                return false;
            }
            before = c;
        }
        return name.isEmpty() || before != ' ';
    }

    private static IllegalArgumentException tooLong(String name) {
        return new IllegalArgumentException(
                "expected a name of at most " + MAX_LENGTH + " characters, found " + name.length() + "; shorten it");
    }
}
