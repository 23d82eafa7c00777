package vn.khue.audit.wazuh;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of JSON lines that the agent's logcollector follows, mode 0640. A new one is begun each day and at a size; the old one is
 * renamed in one step to {@code NAME.YYYY-MM-DD.N}, so that a reader that has it open reads it to its end, and the oldest go beyond a
 * count. Lines are on disk when {@link #append} returns. One writer at a time; thread-safe.
 */
public final class LinesFile {

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int LONGEST_LINE = 64 << 10;

    private final Path file;
    private final long mostBytes;
    private final int kept;
    private final Clock clock;
    private final Pattern old;

    /**
     * @param mostBytes size at which a new file is begun, at least 1,024
     * @param kept how many old files stay, at least 1
     */
    public LinesFile(Path file, long mostBytes, int kept, Clock clock) {
        if (mostBytes < 1_024 || kept < 1) {
            throw new WazuhException("Wazuh log file: expected at least 1,024 bytes and one old file, found "
                    + mostBytes + " and " + kept);
        }
        this.file = file.toAbsolutePath();
        this.mostBytes = mostBytes;
        this.kept = kept;
        this.clock = clock;
        this.old = Pattern.compile(
                Pattern.quote(this.file.getFileName().toString()) + "\\.([0-9]{4}-[0-9]{2}-[0-9]{2})\\.([0-9]{1,6})");
    }

    /**
     * Appends lines, all to one file.
     *
     * @param lines without line ends
     * @throws WazuhException if they cannot be written; some may have been
     */
    public synchronized void append(List<byte[]> lines) {
        if (lines.isEmpty()) {
            return;
        }
        int size = lines.stream().mapToInt(line -> line.length + 1).sum();
        ByteBuffer bytes = ByteBuffer.allocate(size);
        for (byte[] line : lines) {
            bytes.put(line).put((byte) '\n');
        }
        bytes.flip();
        try {
            turn(size);
            try (FileChannel channel = FileChannel.open(begun(), StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        } catch (IOException e) {
            throw new WazuhException(
                    "Wazuh log file " + file + ": expected to append, found "
                            + e.getClass().getSimpleName() + "; check the folder, its rights and the disk",
                    e);
        }
    }

    /**
     * The last whole line that was written, so that a writer that stopped between file and cursor knows where it was. What stands
     * behind it, torn by a crash, is cut off.
     */
    public synchronized Optional<byte[]> last() {
        try {
            Path newest = Files.exists(file) && Files.size(file) > 0
                    ? file
                    : oldFiles().stream().findFirst().orElse(file);
            if (!Files.exists(newest)) {
                return Optional.empty();
            }
            try (FileChannel channel = FileChannel.open(newest, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                int length = (int) Math.min(channel.size(), 2L * LONGEST_LINE);
                ByteBuffer tail = ByteBuffer.allocate(length);
                long from = channel.size() - length;
                while (tail.hasRemaining() && channel.read(tail, from + tail.position()) >= 0) {
                    // Until it is full.
                    continue;
                }
                int end = lastLineEnd(tail.array(), tail.position());
                channel.truncate(from + end + 1L);
                return end < 0 ? Optional.empty() : Optional.of(lineBefore(tail.array(), end));
            }
        } catch (IOException e) {
            throw new WazuhException(
                    "Wazuh log file " + file + ": expected to read its end, found "
                            + e.getClass().getSimpleName() + "; check its rights",
                    e);
        }
    }

    private static int lastLineEnd(byte[] bytes, int length) {
        for (int i = length - 1; i >= 0; i--) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static byte[] lineBefore(byte[] bytes, int end) {
        int start = end;
        while (start > 0 && bytes[start - 1] != '\n') {
            start--;
        }
        return Arrays.copyOfRange(bytes, start, end);
    }

    private Path begun() throws IOException {
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
            // The mask of the process may take rights away.
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        }
        return file;
    }

    private void turn(int coming) throws IOException {
        if (!Files.exists(file) || Files.size(file) == 0) {
            return;
        }
        LocalDate written =
                Files.getLastModifiedTime(file).toInstant().atZone(ZONE).toLocalDate();
        boolean full = Files.size(file) + coming > mostBytes;
        if (!full && written.equals(LocalDate.ofInstant(clock.instant(), ZONE))) {
            return;
        }
        int number = 1;
        Path to = named(written, number);
        while (Files.exists(to)) {
            to = named(written, ++number);
        }
        Files.move(file, to, StandardCopyOption.ATOMIC_MOVE);
        List<Path> all = oldFiles();
        for (Path each : all.subList(Math.min(kept, all.size()), all.size())) {
            Files.deleteIfExists(each);
        }
    }

    private Path named(LocalDate day, int number) {
        return file.resolveSibling(file.getFileName() + "." + day + "." + number);
    }

    /** Newest first. */
    private List<Path> oldFiles() throws IOException {
        record Old(String day, int number, Path path) {}
        List<Old> found = new ArrayList<>();
        if (!Files.isDirectory(file.getParent())) {
            return List.of();
        }
        try (DirectoryStream<Path> folder = Files.newDirectoryStream(file.getParent())) {
            for (Path path : folder) {
                Matcher name = old.matcher(path.getFileName().toString());
                if (name.matches()) {
                    found.add(new Old(name.group(1), Integer.parseInt(name.group(2)), path));
                }
            }
        }
        found.sort(Comparator.comparing(Old::day).thenComparingInt(Old::number));
        Collections.reverse(found);
        return found.stream().map(Old::path).toList();
    }
}
