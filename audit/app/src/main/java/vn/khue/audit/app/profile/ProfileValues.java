package vn.khue.audit.app.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** The values of one policy profile, strictly read. Immutable. */
public final class ProfileValues {

    /** Name of the profile that holds where none is chosen. */
    public static final String CURRENT = "VN-2026";

    private final String what;
    private final Properties values;

    private ProfileValues(String what, Properties values) {
        this.what = what;
        this.values = values;
    }

    /**
     * Reads {@code NAME.properties} that lies beside a class.
     *
     * @param what whose profile it is, for messages
     * @throws IllegalArgumentException if there is none of this name
     */
    public static ProfileValues load(Class<?> beside, String what, String name) {
        if (!name.matches("[A-Za-z0-9-]{1,32}")) {
            throw new IllegalArgumentException(
                    what + " profile: expected letters, digits and hyphens, found something else");
        }
        Properties values = new Properties();
        try (InputStream in = beside.getResourceAsStream(name + ".properties")) {
            if (in == null) {
                throw new IllegalArgumentException(what + " profile: expected one named " + name + ", found none");
            }
            Reader text = new InputStreamReader(in, StandardCharsets.UTF_8);
            values.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ProfileValues(what + " profile " + name, values);
    }

    /** @throws IllegalArgumentException if it is not there or out of bounds */
    public int number(String key, int least, int most) {
        return find(key, least, most).orElseThrow(() -> wrong(key, least + " to " + most, "nothing"));
    }

    /** The same; empty where the profile does not say. */
    public Optional<Integer> find(String key, int least, int most) {
        String text = values.getProperty(key, "").strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw wrong(key, least + " to " + most, text);
        }
        return Optional.of(Integer.parseInt(text));
    }

    /** @throws IllegalArgumentException if it is not there */
    public String text(String key) {
        String text = values.getProperty(key, "").strip();
        if (text.isEmpty()) {
            throw wrong(key, "a text", "nothing");
        }
        return text;
    }

    /** Words parted by commas, at least one. */
    public List<String> words(String key) {
        return Arrays.stream(text(key).split(",")).map(String::strip).toList();
    }

    /** @throws IllegalArgumentException if it is none of these */
    public String choice(String key, String... choices) {
        String text = text(key);
        if (!List.of(choices).contains(text)) {
            throw wrong(key, "one of " + String.join(", ", choices), text);
        }
        return text;
    }

    private IllegalArgumentException wrong(String key, String expected, String found) {
        return new IllegalArgumentException(what + ": " + key + ": expected " + expected + ", found " + found);
    }
}
