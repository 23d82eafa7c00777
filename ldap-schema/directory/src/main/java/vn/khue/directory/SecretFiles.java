package vn.khue.directory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Reads secrets from files of one line, which only their owner may read. Thread-safe. */
public final class SecretFiles {

    private static final int MAX_BYTES = 4096;
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final Path folder;

    public SecretFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * The secret of that name, without the line's end.
     *
     * @throws DirectoryException with reason ACCESS_DENIED if the file is missing, empty, longer than 4096 bytes, or open to others
     */
    public String read(String name) {
        Path file = folder.resolve(name);
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw refused(file, "one that others may read or write; chmod 600 it and change the secret", null);
            }
            if (Files.size(file) > MAX_BYTES) {
                throw refused(file, "one of more than " + MAX_BYTES + " bytes", null);
            }
            String secret = Files.readString(file, StandardCharsets.UTF_8).strip();
            if (secret.isEmpty()) {
                throw refused(file, "an empty one", null);
            }
            return secret;
        } catch (IOException e) {
            throw refused(file, "none that can be read; ./khue up makes it", e);
        }
    }

    /** Whether there is a secret of that name. */
    public boolean has(String name) {
        return Files.exists(folder.resolve(name));
    }

    private static DirectoryException refused(Path file, String found, IOException cause) {
        return new DirectoryException(
                DirectoryException.Reason.ACCESS_DENIED,
                "expected a secret file " + file + " of mode 0600 with one line, found " + found,
                cause);
    }
}
