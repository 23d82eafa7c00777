package vn.khue.audit.app.erasure;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.Period;
import java.util.Properties;
import vn.khue.audit.app.store.StoredDay;

/**
 * The numbers of erasing of a site, each with its source (architecture, decision 7). Immutable.
 *
 * @param keep for how long after the act the fields of it are kept whoever asks, 0 to 120 months
 * @param answerDays within how many days a request is answered, 1 to 366
 */
record ErasureProfile(Period keep, String keepSource, int answerDays, String answerSource) {

    /** Name of the profile that holds where none is chosen. */
    static final String CURRENT = "VN-2026";

    /** @throws IllegalArgumentException if there is none of this name, or a number is wrong */
    static ErasureProfile load(String name) {
        Properties values = new Properties();
        try (InputStream in = name.matches("[A-Za-z0-9-]{1,32}")
                ? ErasureProfile.class.getResourceAsStream(name + ".properties")
                : null) {
            if (in == null) {
                throw new IllegalArgumentException("Erasure profile: expected one named " + name + ", found none");
            }
            values.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read(name, values);
    }

    static ErasureProfile read(String name, Properties values) {
        return new ErasureProfile(
                Period.ofMonths(number(name, values, "keep.months", 0, 120)),
                source(name, values, "keep.source"),
                number(name, values, "answer.days", 1, 366),
                source(name, values, "answer.source"));
    }

    private static String source(String name, Properties values, String key) {
        String text = values.getProperty(key, "").strip();
        if (text.isEmpty()) {
            throw wrong(name, key, "the article that says so", "nothing");
        }
        return text;
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
                "Erasure profile " + name + ": " + key + ": expected " + expected + ", found " + found);
    }

    /** From when on somebody may be erased whose last act was at this time. */
    Instant allowedFrom(Instant lastAct) {
        return lastAct.atZone(StoredDay.ZONE).plus(keep).toInstant();
    }

    Instant answerBy(Instant asked) {
        return asked.atZone(StoredDay.ZONE).plusDays(answerDays).toInstant();
    }
}
