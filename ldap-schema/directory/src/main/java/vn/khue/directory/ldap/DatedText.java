package vn.khue.directory.ldap;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.khue.directory.Dated;
import vn.khue.directory.Validity;

/** Values of the form {@code yyyyMMdd-yyyyMMdd$text}, in which the second day is absent while the end is open. */
final class DatedText {

    private static final Pattern FORM = Pattern.compile("([0-9]{8})-([0-9]{8})?\\$(.+)");

    private DatedText() {}

    static String write(Dated<String> dated) {
        return write(dated.validity()) + dated.value();
    }

    /** The part before the text, with its sign. */
    static String write(Validity validity) {
        return Fields.day(validity.from()) + "-"
                + validity.to().map(Fields::day).orElse("") + "$";
    }

    /**
     * @throws IllegalArgumentException if the value has another form
     */
    static Dated<String> read(String value) {
        Matcher parts = FORM.matcher(value);
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected yyyyMMdd-yyyyMMdd$text, found another form");
        }
        var from = Fields.day(parts.group(1));
        var validity =
                parts.group(2) == null ? Validity.since(from) : Validity.between(from, Fields.day(parts.group(2)));
        return new Dated<>(parts.group(3), validity);
    }
}
