package vn.khue.launcher;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;

/**
 * Why a file could not be read or written, for the person at the terminal.
 *
 * @param cause as Java gives it
 */
public record IoFailure(IOException cause) {
    /** What strerror(3) says, and the key of our own words for it. */
    private static final Map<String, String> KNOWN = Map.of(
            "Is a directory", "io.directory",
            "Not a directory", "io.not.directory",
            "No such file or directory", "io.missing",
            "Permission denied", "io.denied",
            "Read-only file system", "io.readonly",
            "No space left on device", "io.full");

    /** Which file, as far as it is known, and the reason. */
    public String words(Texts texts) {
        return file().map(file -> file + ": ").orElse("") + reason(texts);
    }

    /** The reason alone; in our words where it is one of the usual ones, else as the system says it. */
    public String reason(Texts texts) {
        if (cause instanceof NoSuchFileException) {
            return texts.get("io.missing");
        }
        if (cause instanceof AccessDeniedException) {
            return texts.get("io.denied");
        }
        if (cause instanceof FileAlreadyExistsException) {
            return texts.get("io.taken");
        }
        String said = cause instanceof FileSystemException named ? named.getReason() : cause.getMessage();
        if (said == null) {
            return cause.getClass().getSimpleName();
        }
        return KNOWN.entrySet().stream()
                .filter(known -> said.contains(known.getKey()))
                .findFirst()
                .map(known -> texts.get(known.getValue()))
                .orElse(said);
    }

    private Optional<String> file() {
        return cause instanceof FileSystemException named ? Optional.ofNullable(named.getFile()) : Optional.empty();
    }
}
