package vn.khue.ecard.print;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shorter forms of a school's name, by the table {@code school-names.tsv}: the words for its kind become the usual letters, first
 * with "Trường", then without. The school's own name is never touched. Immutable, safe for use by many threads.
 */
public final class SchoolNameForms {

    private record Rule(Pattern words, String shorter, String shortest) {}

    private final List<Rule> rules;

    /** Reads the table that comes with this class. */
    public SchoolNameForms() {
        rules = read();
    }

    private static List<Rule> read() {
        List<Rule> rules = new ArrayList<>();
        try (InputStream in = SchoolNameForms.class.getResourceAsStream("school-names.tsv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] forms =
                            Normalizer.normalize(line, Normalizer.Form.NFC).split("\t");
                    rules.add(new Rule(
                            Pattern.compile(
                                    "(?<!\\p{L})" + Pattern.quote(forms[0]) + "(?!\\p{L})",
                                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
                            forms[1],
                            forms[2]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("expected school-names.tsv beside this class", e);
        }
        return List.copyOf(rules);
    }

    /**
     * The name and its shorter forms, longest first, without repetition.
     *
     * @param name the full name
     */
    public List<String> of(String name) {
        String full = Normalizer.normalize(name, Normalizer.Form.NFC);
        List<String> forms = new ArrayList<>(List.of(full));
        add(forms, shortened(full, false));
        add(forms, shortened(full, true));
        return List.copyOf(forms);
    }

    private static void add(List<String> forms, String form) {
        if (!form.isEmpty() && !forms.contains(form)) {
            forms.add(form);
        }
    }

    private String shortened(String name, boolean shortest) {
        String now = name;
        for (Rule rule : rules) {
            now = rule.words.matcher(now).replaceAll(Matcher.quoteReplacement(shortest ? rule.shortest : rule.shorter));
        }
        return now.replaceAll(" +", " ").strip();
    }
}
