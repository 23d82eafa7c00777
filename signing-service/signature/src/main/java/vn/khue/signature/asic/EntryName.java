package vn.khue.signature.asic;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Which names an entry may have: those that mean the same file to every reader. NFC, relative, forward slashes, no empty,
 * {@code .} or {@code ..} part, no control or invisible characters, at most {@value #MAX_LENGTH} characters.
 */
final class EntryName {

    static final int MAX_LENGTH = 255;

    private EntryName() {}

    static void require(String name) throws AsicReadException {
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            throw refused("of 1 to " + MAX_LENGTH + " characters", name);
        }
        if (!Normalizer.isNormalized(name, Normalizer.Form.NFC)) {
            throw refused("in the normal form NFC", name);
        }
        boolean odd = name.codePoints()
                .anyMatch(c -> c == '\\'
                        || c == ':'
                        || Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.SURROGATE
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR);
        if (odd) {
            throw refused("without backslash, colon, control and invisible characters", name);
        }
        for (String part : name.split("/", -1)) {
            if (part.isEmpty() || part.endsWith(".") || !part.equals(part.strip())) {
                throw refused(
                        "that is relative and has no part that is empty, ends with a dot or has blanks around it",
                        name);
            }
        }
    }

    /** Equal for names that a file system may take for the same. */
    static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private static AsicReadException refused(String expected, String name) {
        return AsicReadException.structure(
                "expected an entry name " + expected + ", found one of " + name.length() + " characters that is not");
    }
}
