package vn.khue.audit.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The ledger's directory. A file appears whole or not at all: it is written beside its place, forced to disk, renamed,
 * and its directory is forced too. One writer; any number of readers.
 */
final class LedgerFiles {

    private final Path directory;
    private final Set<Path> unforced = new LinkedHashSet<>();

    LedgerFiles(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    Optional<byte[]> read(String path) {
        Path file = directory.resolve(path);
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new LedgerException(
                    "Ledger file " + file + ": expected to read it, found "
                            + e.getClass().getSimpleName() + "; check the disk",
                    e);
        }
    }

    boolean exists(String path) {
        return Files.exists(directory.resolve(path));
    }

    /** Puts a file in its place. It is durable only after {@link #force}. */
    void publish(String path, byte[] bytes) {
        Path file = directory.resolve(path);
        try {
            createDirectories(file.getParent());
            Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
            try (FileChannel out = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    out.write(rest);
                }
                out.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            unforced.add(file.getParent());
        } catch (IOException e) {
            throw new LedgerException(
                    "Ledger file " + file + ": expected to write it, found "
                            + e.getClass().getSimpleName() + " " + e.getMessage() + "; check free space and rights",
                    e);
        }
    }

    /** Makes all published names durable. */
    void force() {
        for (Path touched : unforced) {
            forceDirectory(touched);
        }
        unforced.clear();
    }

    void delete(String path) {
        try {
            Files.deleteIfExists(directory.resolve(path));
        } catch (IOException e) {
            throw new LedgerException(
                    "Ledger file " + directory.resolve(path) + ": expected to delete it, found "
                            + e.getClass().getSimpleName() + "; check rights",
                    e);
        }
    }

    void deleteTree(String path) {
        Path root = directory.resolve(path);
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, IOException failure) throws IOException {
                    Files.delete(dir);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException e) {
            // Nothing to delete is what was wanted.
        } catch (IOException e) {
            throw new LedgerException(
                    "Ledger directory " + root + ": expected to delete it, found "
                            + e.getClass().getSimpleName() + "; check rights",
                    e);
        }
    }

    /** Creates missing directories and marks each parent, whose list of names has changed. */
    private void createDirectories(Path wanted) throws IOException {
        if (Files.isDirectory(wanted)) {
            return;
        }
        if (wanted.getParent() != null) {
            createDirectories(wanted.getParent());
            unforced.add(wanted.getParent());
        }
        if (!Files.isDirectory(wanted)) {
            Files.createDirectory(wanted);
        }
    }

    static void renameDurably(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceDirectory(to.toAbsolutePath().getParent());
    }

    private static void forceDirectory(Path touched) {
        try (FileChannel channel = FileChannel.open(touched, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw new LedgerException(
                    "Ledger directory " + touched + ": expected to force it to disk, found "
                            + e.getClass().getSimpleName() + "; check the disk",
                    e);
        }
    }
}
