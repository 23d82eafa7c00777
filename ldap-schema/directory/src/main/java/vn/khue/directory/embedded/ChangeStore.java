package vn.khue.directory.embedded;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The directory's data on disk: {@code snapshot-N} holds every entry at one moment, {@code journal-N} every change since. One process
 * at a time holds the folder. Waiting is thread-safe; appending and compacting must come one after another.
 */
final class ChangeStore implements AutoCloseable {

    private static final String SNAPSHOT = "snapshot-";
    private static final String JOURNAL = "journal-";
    private static final long SMALL_JOURNAL = 16L * 1024 * 1024;

    private final Path folder;
    private final FileChannel lockFile;
    private long generation;
    private long snapshotLength;
    private ChangeJournal journal;

    private ChangeStore(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /**
     * Opens the folder, made with mode 0700 where missing, and tells every change that holds, oldest first. An incomplete last record,
     * as a crash leaves it, is dropped: it was never acknowledged.
     *
     * @throws CorruptStoreException if a file is damaged otherwise
     * @throws IOException if the folder cannot be used or another process holds it
     */
    static ChangeStore open(Path folder, Consumer<Change> changes) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var store = new ChangeStore(folder, lock(folder));
        try {
            store.load(changes);
            return store;
        } catch (IOException | RuntimeException e) {
            store.lockFile.close();
            throw e;
        }
    }

    /** Queues a change and gives its ticket. Callers must order their calls as they order their changes. */
    Ticket append(Change change) throws IOException {
        return new Ticket(journal, journal.append(change.encode()));
    }

    /** A change that waits for the disk. It knows its journal, because compaction may begin another before it is written. */
    record Ticket(ChangeJournal journal, long number) {

        /** Returns when the change is on the disk. */
        void awaitDurable() throws IOException {
            journal.awaitDurable(number);
        }
    }

    /** Whether the journal has grown so far that a new snapshot is worth its cost. */
    boolean wantsCompaction() {
        return journal.length() > Math.max(SMALL_JOURNAL, 2 * snapshotLength);
    }

    /**
     * Writes all entries into a new snapshot and begins an empty journal. A crash at any point leaves the old pair or the new one.
     *
     * @param entries every entry, in the form of {@link EntryBytes}
     */
    void compact(Collection<byte[]> entries) throws IOException {
        long next = generation + 1;
        Path written = folder.resolve(SNAPSHOT + next + ".new");
        try (FileChannel channel = FileChannel.open(
                        written,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            out.write(RecordFormat.MAGIC);
            for (byte[] entry : entries) {
                out.write(RecordFormat.frame(new Change.Put(entry).encode()));
            }
            out.write(RecordFormat.frame(new Change.End(entries.size()).encode()));
            out.flush();
            channel.force(true);
        }
        Files.deleteIfExists(path(JOURNAL, next));
        ChangeJournal fresh = ChangeJournal.create(path(JOURNAL, next));
        // The rename is the moment of change: before it the old pair counts, after it the new one.
        Files.move(written, path(SNAPSHOT, next), StandardCopyOption.ATOMIC_MOVE);
        syncFolder();
        ChangeJournal old = journal;
        journal = fresh;
        long before = generation;
        generation = next;
        snapshotLength = Files.size(path(SNAPSHOT, next));
        if (old != null) {
            old.close();
        }
        Files.deleteIfExists(path(JOURNAL, before));
        Files.deleteIfExists(path(SNAPSHOT, before));
    }

    @Override
    public void close() throws IOException {
        try (lockFile) {
            journal.close();
        }
    }

    private void load(Consumer<Change> changes) throws IOException {
        Optional<Long> newest = newestSnapshot();
        if (newest.isPresent()) {
            generation = newest.get();
            loadSnapshot(path(SNAPSHOT, generation), changes);
        }
        removeAllBut(generation);
        Path file = path(JOURNAL, generation);
        journal = Files.exists(file) && Files.size(file) >= RecordFormat.MAGIC.length
                ? loadJournal(file, changes)
                : createJournal(file);
    }

    private void loadSnapshot(Path file, Consumer<Change> changes) throws IOException {
        var reader = new RecordReader(file);
        int entries = 0;
        for (Optional<Change> change = reader.next(); change.isPresent(); change = reader.next()) {
            if (change.get() instanceof Change.End end) {
                if (end.entries() != entries) {
                    throw new CorruptStoreException(
                            end.entries() + " entries in " + file.getFileName() + ", found " + entries);
                }
                snapshotLength = Files.size(file);
                return;
            }
            changes.accept(change.get());
            entries++;
        }
        throw new CorruptStoreException(
                "an end mark in " + file.getFileName() + ", found none after " + entries + " entries");
    }

    private ChangeJournal loadJournal(Path file, Consumer<Change> changes) throws IOException {
        var reader = new RecordReader(file);
        for (Optional<Change> change = reader.next(); change.isPresent(); change = reader.next()) {
            changes.accept(change.get());
        }
        reader.requireTornEnd();
        return ChangeJournal.resume(file, reader.goodLength());
    }

    private ChangeJournal createJournal(Path file) throws IOException {
        Files.deleteIfExists(file);
        ChangeJournal created = ChangeJournal.create(file);
        syncFolder();
        return created;
    }

    private Optional<Long> newestSnapshot() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(SNAPSHOT + "[0-9]{1,18}"))
                    .map(name -> Long.valueOf(name.substring(SNAPSHOT.length())))
                    .max(Long::compare);
        }
    }

    /** Takes away what a crash during compaction left. */
    private void removeAllBut(long kept) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                boolean ours = name.startsWith(SNAPSHOT) || name.startsWith(JOURNAL);
                if (ours && !name.equals(SNAPSHOT + kept) && !name.equals(JOURNAL + kept)) {
                    Files.delete(file);
                }
            }
        }
    }

    private Path path(String kind, long number) {
        return folder.resolve(kind + number);
    }

    private void syncFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held;
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            held = null;
        }
        if (held == null) {
            channel.close();
            throw new IOException(
                    "expected " + folder + " to be free, found another directory running on it; stop that one");
        }
        return channel;
    }
}
