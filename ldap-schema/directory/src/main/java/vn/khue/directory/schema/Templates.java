package vn.khue.directory.schema;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills in templates of the form {@code ${name}}. Thread-safe. */
public final class Templates {

    private static final Pattern NAME = Pattern.compile("\\$\\{([A-Za-z]+)}");

    private Templates() {}

    /**
     * The template with every name replaced.
     *
     * @throws IllegalArgumentException if the template has a name without value, or a value holds a line break, which would
     *     begin a new line of LDIF
     */
    public static String fill(String template, Map<String, String> values) {
        Matcher names = NAME.matcher(template);
        var filled = new StringBuilder();
        while (names.find()) {
            String value = values.get(names.group(1));
            if (value == null) {
                throw new IllegalArgumentException("expected a value for ${" + names.group(1) + "}, found none");
            }
            if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
                throw new IllegalArgumentException("expected one line for ${" + names.group(1) + "}, found several");
            }
            names.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return names.appendTail(filled).toString();
    }
}
