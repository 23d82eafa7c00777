package vn.khue.audit.app.retention;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Period;
import java.util.Properties;

/**
 * The numbers of keeping the log of a site (architecture, decision 7). Immutable.
 *
 * @param name of the profile
 * @param online how long an event stays in the database, 3 to 120 months
 * @param source the article that says so
 * @param daysAhead how many days have their partition before they begin, 1 to 60
 * @param warnFreePercent a volume with less than this part free is warned of, 1 to 90
 * @param warnDays a volume that lasts for fewer days is warned of, 1 to 366
 */
public record RetentionProfile(
        String name, Period online, String source, int daysAhead, int warnFreePercent, int warnDays) {

    /** Name of the profile that holds where none is chosen. */
    public static final String CURRENT = "VN-2026";

    /**
     * A profile that comes with Khuê.
     *
     * @throws IllegalArgumentException if there is none of this name or a number is wrong
     */
    public static RetentionProfile load(String name) {
        if (!name.matches("[A-Za-z0-9-]{1,32}")) {
            throw new IllegalArgumentException(
                    "Retention profile: expected letters, digits and hyphens, found something else");
        }
        Properties values = new Properties();
        try (InputStream in = RetentionProfile.class.getResourceAsStream(name + ".properties")) {
            if (in == null) {
                throw new IllegalArgumentException("Retention profile: expected one named " + name + ", found none");
            }
            Reader text = new InputStreamReader(in, StandardCharsets.UTF_8);
            values.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read(name, values);
    }

    static RetentionProfile read(String name, Properties values) {
        String source = values.getProperty("online.source", "").strip();
        if (source.isEmpty()) {
            throw wrong(name, "online.source", "the article that says so", "nothing");
        }
        return new RetentionProfile(
                name,
                Period.ofMonths(number(name, values, "online.months", 3, 120)),
                source,
                number(name, values, "ahead.days", 1, 60),
                number(name, values, "warn.free-percent", 1, 90),
                number(name, values, "warn.days", 1, 366));
    }

    private static int number(String name, Properties values, String key, int least, int most) {
        String text = values.getProperty(key, "").strip();
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw wrong(name, key, least + " to " + most, text.isEmpty() ? "nothing" : text);
        }
        return Integer.parseInt(text);
    }

    private static IllegalArgumentException wrong(String name, String key, String expected, String found) {
        return new IllegalArgumentException(
                "Retention profile " + name + ": " + key + ": expected " + expected + ", found " + found);
    }

    /** The first day that is still kept. */
    LocalDate firstKept(LocalDate today) {
        return today.minus(online);
    }
}
