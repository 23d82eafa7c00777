package vn.khue.ecard.school;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shorter forms of a school's name, by the table {@code school-names.tsv}: the words for its kind become the usual letters, first
 * with "Trường", then without; where that is too long still, the words of its own name become initials. What is printed and what the
 * code says come from here both. Immutable, safe for use by many threads.
 */
public final class SchoolNames {
    private static final String SCHOOL = "Trường ";

    private record Rule(Pattern words, String shorter, String shortest) {}

    private final List<Rule> rules = new ArrayList<>();
    private final Set<String> letters = new HashSet<>();

    /** Reads the table that comes with this class. */
    public SchoolNames() {
        try (InputStream in = SchoolNames.class.getResourceAsStream("school-names.tsv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    add(Normalizer.normalize(line, Normalizer.Form.NFC).split("\t"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("expected school-names.tsv beside this class", e);
        }
    }

    private void add(String[] forms) {
        rules.add(new Rule(
                Pattern.compile(
                        "(?<!\\p{L})" + Pattern.quote(forms[0]) + "(?![\\p{L}&])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
                forms[1],
                forms[2]));
        letters.addAll(List.of(forms[2].split(" ")));
    }

    /**
     * The name and its forms with the kind in letters, longest first, without repetition; the school's own name is whole in each.
     *
     * @param official the full name
     */
    public List<String> withWholeName(String official) {
        String full = clean(official);
        LinkedHashSet<String> forms = new LinkedHashSet<>(List.of(full));
        forms.add(shortened(full, false));
        forms.add(shortened(full, true));
        forms.remove("");
        return List.copyOf(forms);
    }

    /**
     * The same, then the words of its own name but the last by their first letters ({@code THCS N. Du}), all of them so
     * ({@code THCS ND}), and those letters alone ({@code ND}).
     *
     * @return at least one, none twice
     */
    public List<String> forms(String official) {
        LinkedHashSet<String> forms = new LinkedHashSet<>(withWholeName(official));
        String shortest = shortened(clean(official), true);
        String kind = kind(shortest);
        String own = shortest.substring(kind.length()).strip();
        if (own.startsWith(SCHOOL)) {
            own = own.substring(SCHOOL.length());
            forms.add(own);
        }
        List<String> words = new ArrayList<>(List.of(own.split(" ")));
        String last = words.remove(words.size() - 1);
        StringBuilder dotted = new StringBuilder(kind);
        StringBuilder initials = new StringBuilder();
        for (String word : words) {
            dotted.append(first(word)).append(". ");
            initials.append(first(word));
        }
        forms.add(dotted.append(last).toString().strip());
        // A number stays whole: «Tiểu học số 12».
        boolean number = !last.isEmpty() && last.chars().allMatch(Character::isDigit);
        initials.append(number ? last : first(last));
        forms.add((kind + initials).strip());
        forms.add(initials.toString());
        forms.remove("");
        return List.copyOf(forms);
    }

    /** The letters at the beginning, with the blank behind them. */
    private String kind(String shortest) {
        int end = 0;
        for (int next = shortest.indexOf(' ');
                next > 0 && letters.contains(shortest.substring(end, next));
                next = shortest.indexOf(' ', end)) {
            end = next + 1;
        }
        return shortest.substring(0, end);
    }

    private static String clean(String official) {
        return Normalizer.normalize(official, Normalizer.Form.NFC).strip().replaceAll("\\s+", " ");
    }

    private String shortened(String name, boolean shortest) {
        String now = name;
        for (Rule rule : rules) {
            now = rule.words.matcher(now).replaceAll(Matcher.quoteReplacement(shortest ? rule.shortest : rule.shorter));
        }
        return now.replaceAll(" +", " ").strip();
    }

    private static String first(String word) {
        return word.isEmpty()
                ? ""
                : new StringBuilder().appendCodePoint(word.codePointAt(0)).toString();
    }
}
