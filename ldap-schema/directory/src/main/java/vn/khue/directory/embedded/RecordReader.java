package vn.khue.directory.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Reads the records of one file in order. */
final class RecordReader {

    private final Path path;
    private final ByteBuffer file;

    /**
     * Maps the file.
     *
     * @throws CorruptStoreException if it does not begin as our files do, or is larger than 2 GiB
     */
    RecordReader(Path path) throws IOException {
        this.path = path;
        long size = Files.size(path);
        if (size > Integer.MAX_VALUE) {
            throw new CorruptStoreException(path.getFileName() + " below 2 GiB, found " + size + " bytes");
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            file = channel.map(FileChannel.MapMode.READ_ONLY, 0, size).order(ByteOrder.BIG_ENDIAN);
        }
        for (byte expected : RecordFormat.MAGIC) {
            if (!file.hasRemaining() || file.get() != expected) {
                throw new CorruptStoreException(
                        path.getFileName() + " to begin with KHUEDIR1, found another beginning");
            }
        }
    }

    /** The next whole change; empty at the end of the file or before a record that is not whole. */
    Optional<Change> next() throws CorruptStoreException {
        Optional<byte[]> payload = RecordFormat.next(file);
        return payload.isEmpty() ? Optional.empty() : Optional.of(Change.decode(payload.get()));
    }

    /** Bytes read so far; all of them whole records. */
    long goodLength() {
        return file.position();
    }

    /**
     * Tells a torn end from damage. A crash tears the end of a journal; a whole record behind the first bad one means that something
     * acknowledged lies between, and dropping it in silence would lose it.
     *
     * @throws CorruptStoreException if whole records follow
     */
    void requireTornEnd() throws CorruptStoreException {
        ByteBuffer rest = file.duplicate().order(ByteOrder.BIG_ENDIAN);
        for (int at = file.position() + 1; at < file.limit() - RecordFormat.HEADER; at++) {
            rest.position(at);
            if (RecordFormat.next(rest).isPresent()) {
                throw new CorruptStoreException("whole records in " + path.getFileName()
                        + ", found a damaged one at byte " + file.position() + " and whole ones behind it");
            }
        }
    }
}
