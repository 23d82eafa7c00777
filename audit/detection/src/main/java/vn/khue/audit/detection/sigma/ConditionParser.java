package vn.khue.audit.detection.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.khue.audit.detection.match.Expression;

/**
 * Sigma's condition: {@code and}, {@code or}, {@code not}, parentheses, {@code 1 of} and {@code all of} a pattern of identifiers or
 * {@code them}. {@code not} binds closest, then {@code and}. At most {@value #MOST_WORDS} words and depth {@value #DEEPEST}.
 */
final class ConditionParser {

    static final int MOST_WORDS = 1_000;
    static final int DEEPEST = 32;

    private static final Pattern WORD = Pattern.compile("\\(|\\)|\\||[^\\s()|]++");

    private final Map<String, Expression> identifiers;
    private final List<String> words = new ArrayList<>();
    private int at;
    private int depth;

    private ConditionParser(Map<String, Expression> identifiers) {
        this.identifiers = identifiers;
    }

    /** Why a condition is not understood. */
    static final class ConditionException extends Exception {
        ConditionException(String message) {
            super(message, null, false, false);
        }
    }

    static Expression parse(String condition, Map<String, Expression> identifiers) throws ConditionException {
        ConditionParser parser = new ConditionParser(identifiers);
        Matcher words = WORD.matcher(condition);
        while (words.find()) {
            if (parser.words.size() == MOST_WORDS) {
                throw new ConditionException("expected at most " + MOST_WORDS + " words, found more; split the rule");
            }
            parser.words.add(words.group());
        }
        Expression whole = parser.either();
        if (parser.at < parser.words.size()) {
            String rest = parser.words.get(parser.at);
            throw new ConditionException(
                    rest.equals("|")
                            ? "expected no aggregation behind |, found one; write a correlation rule instead"
                            : "expected and, or, or the end, found " + Problems.shown(rest));
        }
        return whole;
    }

    private Expression either() throws ConditionException {
        List<Expression> parts = new ArrayList<>(List.of(both()));
        while (taken("or")) {
            parts.add(both());
        }
        return parts.size() == 1 ? parts.get(0) : new Expression.Any(parts);
    }

    private Expression both() throws ConditionException {
        List<Expression> parts = new ArrayList<>(List.of(single()));
        while (taken("and")) {
            parts.add(single());
        }
        return parts.size() == 1 ? parts.get(0) : new Expression.All(parts);
    }

    private Expression single() throws ConditionException {
        if (++depth > DEEPEST) {
            throw new ConditionException("expected at most " + DEEPEST + " levels, found more; name the parts");
        }
        try {
            if (taken("not")) {
                return new Expression.Not(single());
            }
            if (taken("(")) {
                Expression inner = either();
                if (!taken(")")) {
                    throw new ConditionException("expected ), found " + next());
                }
                return inner;
            }
            return named();
        } finally {
            depth--;
        }
    }

    private Expression named() throws ConditionException {
        if (at >= words.size() || words.get(at).matches("[()|]|and|or|of")) {
            throw new ConditionException("expected an identifier, found " + next());
        }
        String word = words.get(at++);
        if (at < words.size() && words.get(at).equals("of")) {
            at++;
            return quantified(word);
        }
        return Optional.ofNullable(identifiers.get(word))
                .orElseThrow(() -> new ConditionException(
                        "expected an identifier of this detection, found " + Problems.shown(word)));
    }

    private Expression quantified(String quantity) throws ConditionException {
        if (!quantity.matches("1|any|all")) {
            throw new ConditionException("expected 1, any or all before of, found " + Problems.shown(quantity));
        }
        if (at >= words.size()) {
            throw new ConditionException("expected them or a pattern of identifiers, found the end");
        }
        String pattern = words.get(at++);
        List<Expression> named = identifiers.entrySet().stream()
                .filter(entry -> covers(pattern, entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        if (named.isEmpty()) {
            throw new ConditionException(
                    "expected a pattern of identifiers of this detection, found " + Problems.shown(pattern));
        }
        return quantity.equals("all") ? new Expression.All(named) : new Expression.Any(named);
    }

    /** {@code them} is every identifier but those that begin with an underscore. */
    private static boolean covers(String pattern, String identifier) {
        if (pattern.equals("them")) {
            return !identifier.startsWith("_");
        }
        return vn.khue.audit.detection.match.Glob.of(
                        pattern, vn.khue.audit.detection.match.Glob.Anchor.WHOLE, true, false)
                .passes(identifier);
    }

    private boolean taken(String word) {
        boolean there = at < words.size() && words.get(at).equals(word);
        at += there ? 1 : 0;
        return there;
    }

    private String next() {
        return at < words.size() ? Problems.shown(words.get(at)) : "the end";
    }
}
