package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.Validity;

/**
 * Reads typed values out of one entry. An entry of another form is reported with its DN's branch and the attribute, never with a
 * value, because values are personal data.
 */
final class Fields {

    static final String FROM = "khueValidFrom";
    static final String TO = "khueValidTo";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT)
            .withResolverStyle(java.time.format.ResolverStyle.STRICT);

    private final Entry entry;

    Fields(Entry entry) {
        this.entry = entry;
    }

    static String day(LocalDate date) {
        return DAY.format(date);
    }

    static LocalDate day(String text) {
        return LocalDate.parse(text, DAY);
    }

    static void write(Entry entry, Validity validity) {
        entry.addAttribute(FROM, day(validity.from()));
        validity.to().ifPresent(last -> entry.addAttribute(TO, day(last)));
    }

    String text(String attribute) {
        String value = entry.getAttributeValue(attribute);
        if (value == null) {
            throw unreadable(attribute, "none", null);
        }
        return value;
    }

    Optional<String> maybe(String attribute) {
        return Optional.ofNullable(entry.getAttributeValue(attribute));
    }

    List<String> all(String attribute) {
        String[] values = entry.getAttributeValues(attribute);
        return values == null ? List.of() : List.of(values);
    }

    UUID uuid(String attribute) {
        return parse(attribute, UUID::fromString);
    }

    <E extends Enum<E>> E code(String attribute, Class<E> type) {
        return parse(attribute, value -> Enum.valueOf(type, value));
    }

    int number(String attribute) {
        return parse(attribute, Integer::valueOf);
    }

    Validity validity() {
        LocalDate from = parse(FROM, Fields::day);
        return maybe(TO).isEmpty() ? Validity.since(from) : Validity.between(from, parse(TO, Fields::day));
    }

    <T> T parse(String attribute, Function<String, T> parser) {
        String value = text(attribute);
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw unreadable(attribute, "another form", e);
        }
    }

    /** Builds a record, turning its complaint about a value into ours about the entry. */
    <T> T record(java.util.function.Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException | DateTimeException e) {
            throw unreadable("record", "values that do not fit together", e);
        }
    }

    private DirectoryException unreadable(String attribute, String found, Exception cause) {
        String dn = entry.getDN();
        String branch = dn.substring(dn.indexOf(',') + 1);
        return new DirectoryException(
                DirectoryException.Reason.UNREADABLE,
                "expected a valid " + attribute + " in an entry below " + branch + ", found " + found
                        + "; check the entry, or the reader's rights",
                cause);
    }
}
