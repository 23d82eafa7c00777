package vn.khue.audit.ledger.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The newest checkpoint that a witness has cosigned of each log, a file each, durable before it is answered. For one process. */
final class WitnessMemory {

    private final Path directory;

    WitnessMemory(Path directory) {
        this.directory = directory;
    }

    /**
     * @throws IOException if it cannot be read or is damaged: a witness that has forgotten must not begin anew by itself
     */
    Optional<CheckedNote> newest(String origin) throws IOException {
        Path file = file(origin);
        try {
            byte[] note = Files.readAllBytes(file);
            return Optional.of(CheckedNote.read(note, Optional.empty())
                    .filter(found -> found.origin().equals(origin))
                    .orElseThrow(() -> new IOException(
                            file + ": expected a checkpoint of " + origin + ", found something else; restore it")));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    void keep(String origin, byte[] note) throws IOException {
        Path file = file(origin);
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel out = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer rest = ByteBuffer.wrap(note);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
            out.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /** An origin may hold slashes; its hash does not. */
    private Path file(String origin) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(origin.getBytes(StandardCharsets.UTF_8));
            return directory.resolve(HexFormat.of().formatHex(hash, 0, 16) + ".checkpoint");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: expected in every Java, not found; repair the installation", e);
        }
    }
}
