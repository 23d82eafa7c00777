package vn.khue.audit.wazuh.export;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.khue.audit.detection.match.Glob;

/**
 * One field that has to match one of some patterns.
 *
 * @param field by its name in our lines
 * @param patterns Perl-compatible regular expressions
 * @param exact the same values where all of them are plain texts, compared without regard to case; empty where one is a pattern
 */
record Clause(String field, List<String> patterns, Optional<TreeSet<String>> exact) {

    static final String THERE = ".";

    Clause {
        patterns = List.copyOf(patterns);
    }

    static Clause there(String field) {
        return new Clause(field, List.of(THERE), Optional.empty());
    }

    static Clause of(String field, Glob glob) {
        String regex = glob.regex();
        return new Clause(
                field,
                List.of(regex.isEmpty() || regex.equals("(?i)") ? THERE : regex),
                glob.exact().map(Clause::texts));
    }

    private static TreeSet<String> texts(String text) {
        TreeSet<String> texts = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        texts.add(text);
        return texts;
    }

    static Clause of(String field, String regex) {
        return new Clause(field, List.of(regex), Optional.empty());
    }

    /** Either of two; of the same field. */
    Clause or(Clause other) {
        List<String> both = Stream.concat(patterns.stream(), other.patterns.stream())
                .distinct()
                .toList();
        Optional<TreeSet<String>> texts = exact.flatMap(mine -> other.exact.map(theirs -> {
            TreeSet<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            all.addAll(mine);
            all.addAll(theirs);
            return all;
        }));
        return new Clause(field, both, texts);
    }

    /** Whether whatever meets this meets the other. False where that is not certain. */
    boolean implies(Clause other) {
        if (!field.equals(other.field)) {
            return false;
        }
        boolean within = exact.isPresent()
                && other.exact.isPresent()
                && other.exact.get().containsAll(exact.get());
        return within
                || other.patterns.equals(List.of(THERE))
                || other.patterns.containsAll(patterns)
                || (exact.isPresent()
                        && exact.get().stream()
                                .allMatch(text -> other.patterns.stream()
                                        .anyMatch(pattern -> Pattern.compile(pattern, Pattern.CASE_INSENSITIVE)
                                                .matcher(text)
                                                .find())));
    }

    /** Whether nothing can meet both. False where that is not certain. */
    boolean excludes(Clause other) {
        return field.equals(other.field)
                && exact.isPresent()
                && other.exact.isPresent()
                && exact.get().stream().noneMatch(other.exact.get()::contains);
    }

    /**
     * A pattern for the line itself, which is found wherever this field has such a value: a rule of Wazuh cannot ask for a field that is not
     * there, but for a line without it.
     */
    String inLine() {
        String name = '"' + field.substring(field.lastIndexOf('.') + 1) + "\":\"";
        if (patterns.equals(List.of(THERE))) {
            return name;
        }
        return name + patterns.stream().map(Clause::value).collect(Collectors.joining("|", "(?:", ")"));
    }

    private static String value(String pattern) {
        String flags = pattern.startsWith("(?i)") ? "(?i)" : "";
        String body = pattern.substring(flags.length());
        String begun = body.startsWith("^") ? body.substring(1) : "[^\"]*" + body;
        String ended = begun.endsWith("$") ? begun.substring(0, begun.length() - 1) + '"' : begun;
        return "(?:" + flags + ended.replace(".*", "[^\"]*") + ")";
    }

    /** One pattern for all. */
    String pattern() {
        return patterns.size() == 1
                ? patterns.get(0)
                : patterns.stream().map(each -> "(?:" + each + ")").collect(Collectors.joining("|"));
    }
}
