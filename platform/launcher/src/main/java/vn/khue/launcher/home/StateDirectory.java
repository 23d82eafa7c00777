package vn.khue.launcher.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.UUID;

/**
 * Everything one installation of Khuê keeps: data, secrets, logs and what is running. Nobody but its owner may read it.
 *
 * @param root absolute path of the state directory
 */
public record StateDirectory(Path root) {
    private static final FileAttribute<?> OWNER_ONLY_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> OWNER_ONLY_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    public StateDirectory {
        root = root.toAbsolutePath().normalize();
    }

    /** {@code KHUE_STATE}, or {@code .khue} beside the script. */
    public static StateDirectory from(Map<String, String> environment, Path checkout) {
        String value = environment.getOrDefault("KHUE_STATE", "");
        return new StateDirectory(value.isEmpty() ? checkout.resolve(".khue") : Path.of(value));
    }

    /** Makes the directory and its rooms where they do not exist. */
    public void create() {
        for (Path directory : new Path[] {root, logs(), data(), secrets(), run(), trust(), apps()}) {
            createOwnerOnly(directory);
        }
    }

    /** Room that is left on its disk, in megabytes (2^20 bytes); the directory exists. */
    public long usableMegabytes() {
        try {
            return Files.getFileStore(root).getUsableSpace() >> 20;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** The log of one part. */
    public Path log(String part) {
        return logs().resolve(part + ".log");
    }

    public Path data() {
        return root.resolve("data");
    }

    /** The data of one part. */
    public Path data(String part) {
        return data().resolve(part);
    }

    public Path secrets() {
        return root.resolve("secrets");
    }

    /** What is running now: process records, the supervisor's lock. */
    public Path run() {
        return root.resolve("run");
    }

    public Path trust() {
        return root.resolve("trust");
    }

    /** One file for each app of others that signs people in at the gate. */
    public Path apps() {
        return root.resolve("apps");
    }

    /** What switches the national identity provider on; usually not there. */
    public Path nationalIdFile() {
        return root.resolve("national-id.json");
    }

    /** Keycloak's bootstrap administrator. */
    public Path adminFile() {
        return root.resolve("admin.json");
    }

    /** The demo district's accounts. */
    public Path demoAccountsFile() {
        return root.resolve("demo-accounts.json");
    }

    /** Where {@code ./khue demo} leaves its results. */
    public Path demo() {
        return root.resolve("demo");
    }

    /** Makes a directory that only its owner may enter. */
    public static void createOwnerOnly(Path directory) {
        try {
            Files.createDirectories(directory, OWNER_ONLY_DIRECTORY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes a text so that only the owner may read it and nobody ever sees half of it.
     *
     * @param file replaced where it exists
     * @param text written as UTF-8
     */
    public static void writeOwnerOnly(Path file, String text) {
        Path beside = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
        try {
            Files.createFile(beside, OWNER_ONLY_FILE);
            Files.writeString(beside, text, StandardCharsets.UTF_8, StandardOpenOption.SYNC);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            try {
                Files.deleteIfExists(beside);
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw new UncheckedIOException(e);
        }
    }
}
