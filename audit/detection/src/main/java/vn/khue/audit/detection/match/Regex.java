package vn.khue.audit.detection.match;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * A regular expression that matches in time linear in the value: RE2 has no backtracking, so there is no catastrophe to send. What it
 * cannot do (back-references, look-around) is no part of Sigma's subset either. A pattern is at most {@value #LONGEST} characters and,
 * once repetitions are written out, {@value #LARGEST} of them.
 */
public final class Regex implements ValueTest {

    public static final int LONGEST = 1_024;
    static final int LARGEST = 4_096;

    private final Pattern pattern;

    private Regex(Pattern pattern) {
        this.pattern = pattern;
    }

    /** Either the test or why there is none. */
    public record Compiled(Optional<Regex> test, String refusal) {}

    /**
     * @param anyCase sub-modifier i
     * @param everyLine sub-modifier m
     * @param dotAll sub-modifier s
     */
    public static Compiled compile(String expression, boolean anyCase, boolean everyLine, boolean dotAll) {
        if (expression.length() > LONGEST) {
            return refused("expected at most " + LONGEST + " characters, found " + expression.length());
        }
        if (RegexSize.of(expression) > LARGEST) {
            return refused("expected repetitions that come to at most " + LARGEST + " characters, found more");
        }
        int flags = (anyCase ? Pattern.CASE_INSENSITIVE : 0)
                | (everyLine ? Pattern.MULTILINE : 0)
                | (dotAll ? Pattern.DOTALL : 0);
        try {
            return new Compiled(Optional.of(new Regex(Pattern.compile(expression, flags))), "");
        } catch (PatternSyntaxException e) {
            return refused("expected a regular expression of RE2, found: " + e.getDescription());
        }
    }

    private static Compiled refused(String why) {
        return new Compiled(Optional.empty(), why);
    }

    /** The expression with its flags before it, as it stands in other engines. */
    public String regex() {
        int flags = pattern.flags();
        String letters = ((flags & Pattern.CASE_INSENSITIVE) != 0 ? "i" : "")
                + ((flags & Pattern.MULTILINE) != 0 ? "m" : "")
                + ((flags & Pattern.DOTALL) != 0 ? "s" : "");
        return (letters.isEmpty() ? "" : "(?" + letters + ")") + pattern.pattern();
    }

    @Override
    public boolean passes(String value) {
        return pattern.matcher(value).find();
    }
}
