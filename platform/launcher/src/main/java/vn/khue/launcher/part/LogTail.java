package vn.khue.launcher.part;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a part's log. */
public final class LogTail {
    private static final int LARGEST_READ_BYTES = 64 << 10;
    private static final int SHOWN_LINES = 15;

    private LogTail() {}

    /** Where the log ends now, in bytes; 0 when there is none. */
    public static long end(Path log) {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /**
     * The last lines that were written after a position.
     *
     * @param from bytes from the start of the file; what lies before is left out
     * @param count how many lines at most
     */
    public static List<String> lines(Path log, long from, int count) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long length = file.length();
            long start = Math.max(from > length ? 0 : from, length - LARGEST_READ_BYTES);
            byte[] bytes = new byte[(int) (length - start)];
            file.seek(start);
            file.readFully(bytes);
            List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - count), all.size());
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The last fifteen lines that were written after a position, indented for the terminal; empty where there are none. */
    public static String indented(Path log, long from) {
        return String.join(
                System.lineSeparator(),
                lines(log, from, SHOWN_LINES).stream()
                        .map(line -> "    | " + line)
                        .toList());
    }
}
