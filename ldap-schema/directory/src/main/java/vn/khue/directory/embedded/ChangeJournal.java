package vn.khue.directory.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Appends records to a file and says when they are on the disk. One thread writes and syncs for all that wait, so the cost of a sync
 * is shared. Thread-safe. After a failed write it takes nothing more: what the disk holds is then unknown.
 */
final class ChangeJournal implements AutoCloseable {

    private final FileChannel channel;
    private final Object lock = new Object();
    private ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private long appended;
    private long durable;
    private long length;
    private boolean syncing;
    private IOException failure;

    private ChangeJournal(FileChannel channel, long length) {
        this.channel = channel;
        this.length = length;
    }

    /** A new journal; its header is on the disk when this returns. */
    static ChangeJournal create(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        writeAll(channel, RecordFormat.MAGIC);
        channel.force(true);
        return new ChangeJournal(channel, RecordFormat.MAGIC.length);
    }

    /** Goes on behind the last whole record; what a crash tore off behind it is cut away. */
    static ChangeJournal resume(Path file, long goodLength) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        channel.truncate(goodLength);
        channel.position(goodLength);
        channel.force(true);
        return new ChangeJournal(channel, goodLength);
    }

    /**
     * Queues a record behind all that came before.
     *
     * @return its ticket for {@link #awaitDurable}
     */
    long append(byte[] payload) throws IOException {
        byte[] record = RecordFormat.frame(payload);
        synchronized (lock) {
            checkUsable();
            pending.writeBytes(record);
            length += record.length;
            return ++appended;
        }
    }

    /**
     * Returns when the record of that ticket is on the disk.
     *
     * @throws IOException if it could not be written; it must then not be acknowledged
     */
    void awaitDurable(long ticket) throws IOException {
        byte[] batch;
        long upTo;
        synchronized (lock) {
            while (durable < ticket && syncing && failure == null) {
                await();
            }
            checkUsable();
            if (durable >= ticket) {
                return;
            }
            syncing = true;
            batch = pending.toByteArray();
            pending = new ByteArrayOutputStream();
            upTo = appended;
        }
        IOException failed = null;
        try {
            writeAll(channel, batch);
            channel.force(false);
        } catch (IOException e) {
            failed = e;
        }
        synchronized (lock) {
            syncing = false;
            failure = failed;
            durable = failed == null ? upTo : durable;
            lock.notifyAll();
            checkUsable();
        }
    }

    /** Length in bytes with all that is queued. */
    long length() {
        synchronized (lock) {
            return length;
        }
    }

    /** Writes what is queued and closes the file. */
    @Override
    public void close() throws IOException {
        try (channel) {
            long last;
            synchronized (lock) {
                last = appended;
            }
            awaitDurable(last);
        }
    }

    private void await() throws IOException {
        try {
            lock.wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the disk; the change may or may not be kept", e);
        }
    }

    private void checkUsable() throws IOException {
        if (failure != null) {
            throw new IOException(
                    "the journal could not be written; see the disk, then start the directory again", failure);
        }
    }

    private static void writeAll(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
