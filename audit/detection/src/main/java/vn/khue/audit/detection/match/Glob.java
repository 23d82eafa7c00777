package vn.khue.audit.detection.match;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * A text with Sigma's wildcards, compared without regard to case unless said otherwise. Cut at its stars into runs; the first and the
 * last are anchored, those between are found from left to right, so the time is at most that of the value times the pattern. Immutable.
 */
public final class Glob implements ValueTest {

    /** Where the text has to stand in the value. */
    public enum Anchor {
        WHOLE,
        START,
        END,
        ANYWHERE
    }

    static final char ONE = '\uFDD0';
    static final char STAR = '\uFDD1';
    static final char DASH = '\uFDD2';
    private static final String DASHES = "-/\u2013\u2014\u2015";

    private final List<String> runs;
    private final boolean cased;

    private Glob(List<String> runs, boolean cased) {
        this.runs = List.copyOf(runs);
        this.cased = cased;
    }

    /**
     * Reads the wildcards and escapes of Sigma 2.1: {@code *} and {@code ?}; a backslash before one of them or before a backslash
     * takes its meaning away, any other backslash is itself.
     *
     * @param dashes every dash or slash that begins a word stands for any of the five ({@code windash})
     */
    public static Glob of(String text, Anchor anchor, boolean cased, boolean dashes) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
            if (character == '\\' && (next == '*' || next == '?' || next == '\\')) {
                pattern.append(next);
                i++;
            } else if (character == '*') {
                pattern.append(STAR);
            } else if (character == '?') {
                pattern.append(ONE);
            } else if (dashes && DASHES.indexOf(character) >= 0 && begins(text, i)) {
                pattern.append(DASH);
            } else {
                pattern.append(isMark(character) ? '\uFFFD' : character);
            }
        }
        return compile(pattern.toString(), anchor, cased);
    }

    /** The text itself, wildcards and all. */
    public static Glob literal(String text, Anchor anchor, boolean cased) {
        StringBuilder pattern = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            pattern.append(isMark(text.charAt(i)) ? '\uFFFD' : text.charAt(i));
        }
        return compile(pattern.toString(), anchor, cased);
    }

    /** The exact text this stands for; empty where it is a pattern. */
    public java.util.Optional<String> exact() {
        boolean whole =
                runs.size() == 1 && runs.get(0).indexOf(ONE) < 0 && runs.get(0).indexOf(DASH) < 0;
        return whole ? java.util.Optional.of(runs.get(0)) : java.util.Optional.empty();
    }

    /** The same as a Perl-compatible regular expression, for engines that have no wildcards. */
    public String regex() {
        StringBuilder regex = new StringBuilder(cased ? "" : "(?i)");
        for (int i = 0; i < runs.size(); i++) {
            String run = runs.get(i);
            if (i == 0 && !run.isEmpty()) {
                regex.append('^');
            } else if (i > 1 || (i == 1 && !runs.get(0).isEmpty() && !run.isEmpty())) {
                regex.append(run.isEmpty() ? "" : ".*");
            }
            run.chars().forEach(character -> append(regex, (char) character));
        }
        if (!runs.get(runs.size() - 1).isEmpty()) {
            regex.append('$');
        }
        return regex.toString();
    }

    private static void append(StringBuilder regex, char character) {
        switch (character) {
            case ONE -> regex.append('.');
            case DASH -> regex.append('[').append(DASHES).append(']');
            default -> {
                if ("\\.[]{}()*+?^$|".indexOf(character) >= 0) {
                    regex.append('\\');
                }
                regex.append(character);
            }
        }
    }

    private static boolean isMark(char character) {
        return character == ONE || character == STAR || character == DASH;
    }

    private static boolean begins(String text, int at) {
        boolean before = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
        boolean after = at + 1 < text.length() && Character.isLetterOrDigit(text.charAt(at + 1));
        return before && after;
    }

    private static Glob compile(String plain, Anchor anchor, boolean cased) {
        String pattern = Normalizer.normalize(plain, Normalizer.Form.NFC);
        if (anchor == Anchor.END || anchor == Anchor.ANYWHERE) {
            pattern = STAR + pattern;
        }
        if (anchor == Anchor.START || anchor == Anchor.ANYWHERE) {
            pattern = pattern + STAR;
        }
        List<String> runs = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= pattern.length(); i++) {
            if (i == pattern.length() || pattern.charAt(i) == STAR) {
                runs.add(pattern.substring(from, i));
                from = i + 1;
            }
        }
        return new Glob(runs, cased);
    }

    @Override
    public boolean passes(String value) {
        String first = runs.get(0);
        if (runs.size() == 1) {
            return value.length() == first.length() && at(value, 0, first);
        }
        String last = runs.get(runs.size() - 1);
        int end = value.length() - last.length();
        if (first.length() > end || !at(value, 0, first) || !at(value, end, last)) {
            return false;
        }
        int from = first.length();
        for (String run : runs.subList(1, runs.size() - 1)) {
            int found = find(value, from, end, run);
            if (found < 0) {
                return false;
            }
            from = found + run.length();
        }
        return true;
    }

    private int find(String value, int from, int end, String run) {
        for (int i = from; i + run.length() <= end; i++) {
            if (at(value, i, run)) {
                return i;
            }
        }
        return -1;
    }

    private boolean at(String value, int offset, String run) {
        for (int i = 0; i < run.length(); i++) {
            char wanted = run.charAt(i);
            char found = value.charAt(offset + i);
            if (wanted != found && wanted != ONE && !(wanted == DASH && DASHES.indexOf(found) >= 0)) {
                if (cased || !alike(wanted, found)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** As {@link String#equalsIgnoreCase}. */
    private static boolean alike(char one, char other) {
        char up = Character.toUpperCase(one);
        char otherUp = Character.toUpperCase(other);
        return up == otherUp || Character.toLowerCase(up) == Character.toLowerCase(otherUp);
    }
}
