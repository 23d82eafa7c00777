package vn.khue.audit.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Timestamps of checkpoints beside the log: {@code timestamps/<day>.checkpoint}, a signed note, {@code timestamps/<day>.tst}, the RFC 3161
 * token over its bytes, and {@code timestamps/index}, the days, one a line. Thread-safe.
 */
public final class TimestampFiles {

    private static final String FOLDER = "timestamps/";
    private static final String INDEX = "index";
    private static final String NOTE = ".checkpoint";
    private static final String TOKEN = ".tst";

    private final LedgerFiles files;

    /** @param directory of the log */
    public TimestampFiles(Path directory) {
        this.files = new LedgerFiles(directory);
    }

    /** The days that are there whole. */
    public synchronized Set<LocalDate> days() {
        TreeSet<LocalDate> days = new TreeSet<>();
        Path folder = files.directory().resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return days;
        }
        try (Stream<Path> names = Files.list(folder)) {
            names.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(TOKEN))
                    .flatMap(name -> day(name.substring(0, name.length() - TOKEN.length())).stream())
                    .filter(day -> files.exists(FOLDER + day + NOTE))
                    .forEach(days::add);
            return days;
        } catch (IOException e) {
            throw new LedgerException(
                    "Ledger timestamps " + folder + ": expected to list them, found "
                            + e.getClass().getSimpleName() + "; check its rights",
                    e);
        }
    }

    /** Puts one there; the index names it last. */
    public synchronized void publish(LocalDate day, String note, byte[] token) {
        files.publish(FOLDER + day + NOTE, note.getBytes(StandardCharsets.UTF_8));
        files.publish(FOLDER + day + TOKEN, token);
        files.force();
        StringBuilder index = new StringBuilder();
        days().forEach(each -> index.append(each).append('\n'));
        files.publish(FOLDER + INDEX, index.toString().getBytes(StandardCharsets.US_ASCII));
        files.force();
    }

    /** A file of theirs by the name a stranger gives; empty where there is none, or the name is not one of theirs. */
    public Optional<byte[]> read(String name) {
        boolean known = name.equals(INDEX)
                || (name.endsWith(NOTE)
                        && day(name.substring(0, name.length() - NOTE.length())).isPresent())
                || (name.endsWith(TOKEN)
                        && day(name.substring(0, name.length() - TOKEN.length()))
                                .isPresent());
        return known ? files.read(FOLDER + name) : Optional.empty();
    }

    private static Optional<LocalDate> day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            return day.toString().equals(text) && text.length() == 10 ? Optional.of(day) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
