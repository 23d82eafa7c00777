package vn.khue.pki.ceremony;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;
import vn.khue.pki.policy.DataFile;

/**
 * What is kept of a ceremony beside the root's key ({@code ceremony.json}); no secret. Its presence says that the root opens by shares
 * alone.
 *
 * @param set names the shares, eight hexadecimal digits
 * @param threshold how many shares open the root
 * @param shares how many there are
 * @param check {@link SplitSecret#check()} of the secret
 * @param root SHA-256 of the root's certificate, hexadecimal
 * @param held when, UTC
 */
public record CeremonyRecord(String set, int threshold, int shares, String check, String root, Instant held) {
    static final String FILE = "ceremony.json";

    /** The record of the root in that directory; empty where it has a passphrase of the installation's own. */
    public static Optional<CeremonyRecord> in(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            return Files.exists(file)
                    ? Optional.of(DataFile.read(FILE, Files.readAllBytes(file), CeremonyRecord.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new PkiException(Fault.STORE, file + " cannot be read", e);
        }
    }
}
