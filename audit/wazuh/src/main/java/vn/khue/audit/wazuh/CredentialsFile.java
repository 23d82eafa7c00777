package vn.khue.audit.wazuh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A file of two lines in UTF-8, user and password, of mode 0600. Read at each login, so that a password is changed by changing the file.
 */
public final class CredentialsFile {

    private static final int MAX_BYTES = 4_096;
    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path file;

    public CredentialsFile(Path file) {
        this.file = file;
    }

    /** @throws WazuhException if it cannot be read, may be read by others or has another form */
    Credentials read() {
        try {
            if (!OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
                throw refused("one with more rights; chmod 600 it and change the password", null);
            }
            if (Files.size(file) > MAX_BYTES) {
                throw refused("one of more than " + MAX_BYTES + " bytes", null);
            }
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            if (lines.size() != 2
                    || lines.get(0).isBlank()
                    || lines.get(0).contains(":")
                    || lines.get(1).isEmpty()) {
                throw refused("one of another form", null);
            }
            return new Credentials(lines.get(0).strip(), lines.get(1));
        } catch (IOException e) {
            throw refused("none that can be read", e);
        }
    }

    private WazuhException refused(String found, IOException cause) {
        return new WazuhException(
                "expected a file " + file + " of mode 0600 with two lines, user and password, found " + found, cause);
    }

    @Override
    public String toString() {
        return "CredentialsFile[" + file + "]";
    }
}
