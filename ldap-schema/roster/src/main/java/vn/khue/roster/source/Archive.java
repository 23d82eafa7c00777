package vn.khue.roster.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A zip file that is believed in nothing: names, number and size of entries are checked before any is read, and what comes out is
 * counted while it is read. Nothing is ever unpacked to disk. For one thread.
 */
final class Archive implements AutoCloseable {

    private final ZipFile zip;
    private final String name;
    private final InputLimits limits;
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

    private Archive(ZipFile zip, String name, InputLimits limits) {
        this.zip = zip;
        this.name = name;
        this.limits = limits;
    }

    /** Opens and checks it; empty, with errors added, where it is refused. */
    static Optional<Archive> open(Path file, InputLimits limits, InputErrors errors) throws IOException {
        String name = String.valueOf(file.getFileName());
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            errors.file(name, Problem.ARCHIVE_BROKEN, "zip", "?");
            return Optional.empty();
        }
        var archive = new Archive(zip, name, limits);
        long before = errors.count();
        archive.check(errors);
        if (errors.count() > before) {
            archive.close();
            return Optional.empty();
        }
        return Optional.of(archive);
    }

    Set<String> names() {
        return new TreeSet<>(entries.keySet());
    }

    boolean has(String entry) {
        return entries.containsKey(entry);
    }

    /** Size as the archive's table says, checked while reading. */
    long size(String entry) {
        return Math.max(0, entries.get(entry).getSize());
    }

    /** The entry's bytes; reading fails with {@link BombException} when more come than may. */
    InputStream open(String entry) throws IOException {
        ZipEntry found = entries.get(entry);
        long most = Math.min(
                limits.inflatedBytes(), Math.max(1 << 16, Math.max(1, found.getCompressedSize()) * limits.ratio()));
        return new Counted(zip.getInputStream(found), most);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private void check(InputErrors errors) {
        long total = 0;
        int count = 0;
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            if (++count > limits.entries()) {
                errors.file(name, Problem.ARCHIVE_TOO_MANY, "" + limits.entries(), "> " + limits.entries());
                return;
            }
            String path = entry.getName();
            if (leaves(path)) {
                errors.file(name, Problem.ARCHIVE_PATH, "", Shape.of(path));
            } else if (!entry.isDirectory() && entries.put(path, entry) != null) {
                errors.file(name, Problem.ARCHIVE_DOUBLE, "", Shape.word(path));
            }
            long size = Math.max(0, entry.getSize());
            total += size;
            boolean swells = size > 1 << 20 && size / Math.max(1, entry.getCompressedSize()) > limits.ratio();
            if (swells || total > limits.inflatedBytes()) {
                errors.file(name, Problem.ARCHIVE_BOMB, "" + limits.inflatedBytes(), Shape.word(path));
                return;
            }
        }
        if (count == 0) {
            errors.file(name, Problem.FILE_EMPTY, "", "");
        }
    }

    private static boolean leaves(String path) {
        return path.startsWith("/")
                || path.contains("\\")
                || path.contains(":")
                || path.chars().anyMatch(Character::isISOControl)
                || List.of(path.split("/", -1)).contains("..");
    }

    /** More came out of an entry than its size in the archive allows. */
    static final class BombException extends IOException {
        private static final long serialVersionUID = 1L;

        BombException(long most) {
            super("more than " + most + " bytes");
        }
    }

    private static final class Counted extends FilterInputStream {
        private final long most;
        private long read;

        Counted(InputStream in, long most) {
            super(in);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = super.read(bytes, offset, length);
            count(n);
            return n;
        }

        private void count(int n) throws IOException {
            read += Math.max(0, n);
            if (read > most) {
                throw new BombException(most);
            }
        }
    }
}
