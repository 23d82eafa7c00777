package vn.khue.directory.citizen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder of two secret files for tests. */
public final class SecretFolder {

    private SecretFolder() {}

    public static Path make(Path folder) throws IOException {
        write(folder, CitizenNumbers.SEAL_KEY, "seal-0123456789-0123456789-0123456789");
        write(folder, CitizenNumbers.HASH_KEY, "hash-0123456789-0123456789-0123456789");
        return folder;
    }

    static void write(Path folder, String name, String secret) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret + "\n", StandardCharsets.UTF_8);
    }
}
