package vn.khue.signing.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Files by the SHA-256 of their bytes, outside the database. A file is written under a temporary name, forced to disk, then
 * renamed, and the directory is forced too; only after that may a row point to it. So a process killed at any moment leaves
 * at most a file that no row names, never a row without its file. Content is never changed or deleted. Thread-safe; two
 * writers of the same bytes are harmless.
 */
public final class ContentStore {
    private final Path root;
    private final Path incoming;

    /** @param root a directory of ours alone; made if absent. What an earlier process left half-written is removed. */
    public ContentStore(Path root) {
        this.root = root;
        this.incoming = root.resolve("incoming");
        try {
            Files.createDirectories(incoming);
            try (DirectoryStream<Path> left = Files.newDirectoryStream(incoming)) {
                for (Path file : left) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + root + " as the store of documents", e);
        }
    }

    /** A new empty temporary file on the same file system; the caller hands it to {@link #adopt} or deletes it. */
    public Path newIncoming() throws IOException {
        return Files.createTempFile(incoming, "in-", ".pdf");
    }

    /**
     * Copies at most {@code limit} bytes to a temporary file.
     *
     * @throws ContentTooLargeException when there is more; nothing is kept then
     */
    public Path receive(InputStream body, long limit) throws IOException {
        Path file = newIncoming();
        boolean kept = false;
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[64 * 1024];
            long total = 0;
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                total += n;
                if (total > limit) {
                    throw new ContentTooLargeException(limit);
                }
                out.write(buffer, 0, n);
            }
            kept = true;
            return file;
        } finally {
            if (!kept) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Moves a temporary file of this store to its name by content, safely on disk, and says that name. */
    public ContentDigest adopt(Path temporary) throws IOException {
        ContentDigest digest = Sha256.of(temporary);
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Path target = pathOf(digest);
        Path folder = target.getParent();
        Files.createDirectories(folder);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(folder);
        force(root);
        return digest;
    }

    /** Stores bytes that are in memory. */
    public ContentDigest store(byte[] bytes) throws IOException {
        Path file = newIncoming();
        Files.write(file, bytes);
        return adopt(file);
    }

    /**
     * The file with this content, to be read only.
     *
     * @throws UncheckedIOException if it is not there, which means the store was damaged from outside
     */
    public Path open(ContentDigest digest) {
        Path file = pathOf(digest);
        if (!Files.isRegularFile(file)) {
            throw new UncheckedIOException(new NoSuchFileException(
                    file.toString(),
                    null,
                    "a row names this content; restore it from the backup of the document store"));
        }
        return file;
    }

    public boolean holds(ContentDigest digest) {
        return Files.isRegularFile(pathOf(digest));
    }

    private Path pathOf(ContentDigest digest) {
        String hex = digest.hex();
        return root.resolve(hex.substring(0, 2)).resolve(hex);
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
