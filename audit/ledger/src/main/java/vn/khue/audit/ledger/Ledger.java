package vn.khue.audit.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The writer of one log directory. An append is one group commit: bundles and tiles first, forced to disk, then the
 * checkpoint that makes them count. A crash between the two leaves the old checkpoint, and appending the same entries
 * again writes the same bytes. One writer a directory (held by a file lock); methods are synchronised.
 */
public final class Ledger implements AutoCloseable {

    public static final int MAX_ENTRY = EntryBundle.MAX_ENTRY;
    private static final String CHECKPOINT = "checkpoint";
    private static final String TILES = "tile";

    private final LedgerFiles files;
    private final String origin;
    private final LogKey key;
    private final FileChannel lockChannel;
    private final TreeHasher hasher = new TreeHasher();
    private RightEdge edge;
    private Checkpoint checkpoint;

    private Ledger(LedgerFiles files, String origin, LogKey key, FileChannel lockChannel) {
        this.files = files;
        this.origin = origin;
        this.key = key;
        this.lockChannel = lockChannel;
    }

    /**
     * Opens the log of that directory, or starts an empty one.
     *
     * @param key its name is the log's origin
     * @throws LedgerException if another writer holds it, the checkpoint is not ours, or the tiles do not give its root
     */
    public static Ledger open(Path directory, LogKey key) {
        FileChannel lock = lock(directory);
        try {
            Ledger ledger =
                    new Ledger(new LedgerFiles(directory), key.publicKey().name(), key, lock);
            ledger.load();
            return ledger;
        } catch (RuntimeException e) {
            closeQuietly(lock, e);
            throw e;
        }
    }

    private static FileChannel lock(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    directory.resolve("writer.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = tryLock(channel);
            if (held == null) {
                channel.close();
                throw new LedgerException("Ledger " + directory
                        + ": expected to be its only writer, found another; stop the other process first");
            }
            return channel;
        } catch (IOException e) {
            throw new LedgerException(
                    "Ledger " + directory + ": expected a writable directory, found "
                            + e.getClass().getSimpleName() + "; check its rights",
                    e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void closeQuietly(FileChannel channel, RuntimeException cause) {
        try {
            channel.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private void load() {
        Optional<byte[]> note = files.read(CHECKPOINT);
        if (note.isEmpty()) {
            if (files.exists(TILES)) {
                throw new LedgerException(
                        "Ledger " + files.directory()
                                + ": expected a checkpoint beside its tiles, found none; restore it, a new log must not begin here");
            }
            edge = new RightEdge(hasher);
            publishCheckpoint();
            return;
        }
        Checkpoint found =
                Checkpoint.parse(SignedNote.open(new String(note.get(), StandardCharsets.UTF_8), key.publicKey()));
        if (!found.origin().equals(origin)) {
            throw new LedgerException("Ledger " + files.directory() + ": expected origin " + origin + ", found "
                    + found.origin() + "; set the origin back");
        }
        edge = RightEdge.load(hasher, found.size(), new FileTiles(files));
        if (!edge.root().equals(found.root())) {
            throw new LedgerException("Ledger " + files.directory() + ": expected tiles with root " + found.root()
                    + ", found " + edge.root() + "; run ./khue ledger verify and restore the damaged tile");
        }
        checkpoint = found;
    }

    /** The last published checkpoint. */
    public synchronized Checkpoint checkpoint() {
        return checkpoint;
    }

    /** Number of entries under the last checkpoint. */
    public synchronized long size() {
        return checkpoint.size();
    }

    /**
     * Appends entries in their order and publishes the checkpoint over them; on return they are on disk. After an
     * exception nothing counts as appended, and the ledger reads its state from disk again.
     *
     * @param entries each 1 to 65,535 bytes
     * @throws LedgerException if an entry has another length (nothing is written then) or the disk fails
     */
    public synchronized Checkpoint append(List<byte[]> entries) {
        for (byte[] entry : entries) {
            if (entry.length == 0 || entry.length > MAX_ENTRY) {
                throw new LedgerException(
                        "Ledger entry: expected 1 to 65,535 bytes, found " + entry.length + "; log its hash instead");
            }
        }
        if (entries.isEmpty()) {
            return checkpoint;
        }
        try {
            List<TilePath> filled = write(entries);
            files.force();
            publishCheckpoint();
            // A reader of an older checkpoint falls back to the full tile, as C2SP tlog-tiles asks of it.
            filled.forEach(tile -> files.deleteTree(tile.partialsPath()));
            return checkpoint;
        } catch (RuntimeException e) {
            reload(e);
            throw e;
        }
    }

    private List<TilePath> write(List<byte[]> entries) {
        List<TilePath> filled = new ArrayList<>();
        RightEdge.Sink full = (tile, bytes) -> {
            files.publish(tile.path(), bytes);
            filled.add(tile);
        };
        for (byte[] entry : entries) {
            edge.add(entry, full);
        }
        // A partial tile of the last checkpoint is on disk already; its name fixes its bytes.
        List<TilePath> before = TreeLayout.partialTiles(checkpoint.size());
        edge.partials((tile, bytes) -> {
            if (!before.contains(tile)) {
                files.publish(tile.path(), bytes);
            }
        });
        return filled;
    }

    private void publishCheckpoint() {
        Checkpoint next = new Checkpoint(origin, edge.size(), edge.root());
        files.publish(CHECKPOINT, SignedNote.sign(next.text(), key).getBytes(StandardCharsets.UTF_8));
        files.force();
        checkpoint = next;
    }

    private void reload(RuntimeException cause) {
        try {
            load();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /** Releases the directory for another writer. */
    @Override
    public synchronized void close() {
        try {
            lockChannel.close();
        } catch (IOException e) {
            throw new LedgerException(
                    "Ledger " + files.directory() + ": expected to release its lock, found "
                            + e.getClass().getSimpleName(),
                    e);
        }
    }
}
