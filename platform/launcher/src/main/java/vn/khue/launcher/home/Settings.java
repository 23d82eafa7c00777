package vn.khue.launcher.home;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What was chosen when this installation was first brought up; kept, so that {@code down}, {@code status} and the next {@code up}
 * speak of the same Khuê.
 *
 * @param directory which directory server runs
 * @param empty whether there is no demo district
 * @param scale how much of the demo district is loaded, in the words of {@code vn.khue.district}
 */
public record Settings(DirectoryKind directory, boolean empty, String scale) {
    /** The directory servers that Khuê can run by itself. */
    public enum DirectoryKind {
        EMBEDDED,
        SLAPD
    }

    /** How much of the demo district is loaded when nobody says otherwise. */
    public static final String DEFAULT_SCALE = "tenth";

    /** What is taken when nothing is said and nothing is kept. */
    public static final Settings DEFAULT = new Settings(DirectoryKind.EMBEDDED, false, DEFAULT_SCALE);

    private static final String FILE = "settings.properties";

    /** The kept settings, or the given ones where none are kept. */
    public static Settings read(StateDirectory state, Settings otherwise) {
        Path file = state.root().resolve(FILE);
        if (!Files.exists(file)) {
            return otherwise;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Settings(
                DirectoryKind.valueOf(properties.getProperty("directory")),
                Boolean.parseBoolean(properties.getProperty("empty")),
                properties.getProperty("scale"));
    }

    /** Keeps these settings. */
    public void write(StateDirectory state) {
        StateDirectory.writeOwnerOnly(
                state.root().resolve(FILE), "directory=" + directory + "\nempty=" + empty + "\nscale=" + scale + "\n");
    }
}
