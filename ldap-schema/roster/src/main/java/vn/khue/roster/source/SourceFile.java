package vn.khue.roster.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import vn.khue.roster.RosterException;

/**
 * A file that someone hands in: what it is by its content, never by its name, and its digest.
 *
 * @param source reads it
 * @param sha256 lower-case hex
 */
public record SourceFile(RosterSource source, String sha256) {

    private static final byte[] ZIP = {'P', 'K', 3, 4};

    /**
     * Looks at the file: an archive with {@code xl/workbook.xml} is a workbook, any other archive OneRoster, all else CSV.
     *
     * @throws RosterException with reason UNREADABLE if it cannot be read
     */
    public static SourceFile open(Path file, TableSettings settings, InputLimits limits) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] start;
            try (InputStream in = Files.newInputStream(file)) {
                start = in.readNBytes(ZIP.length);
                digest.update(start);
                byte[] buffer = new byte[1 << 16];
                for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                    digest.update(buffer, 0, n);
                }
            }
            RosterSource source = new PlainCsvSource(file, settings, limits);
            if (MessageDigest.isEqual(start, ZIP)) {
                source = isWorkbook(file)
                        ? new WorkbookSource(file, settings, limits)
                        : new OneRosterSource(file, settings, limits);
            }
            return new SourceFile(source, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw new RosterException(
                    RosterException.Reason.UNREADABLE,
                    "expected a file that can be read, found " + e.getClass().getSimpleName() + " for "
                            + file.getFileName() + "; see that it exists and may be read",
                    e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected SHA-256 in every JDK, found none", e);
        }
    }

    private static boolean isWorkbook(Path file) throws IOException {
        try (var zip = new java.util.zip.ZipFile(file.toFile())) {
            return zip.getEntry("xl/workbook.xml") != null;
        } catch (java.util.zip.ZipException e) {
            // A broken archive is told as one by whichever reader takes it.
            return false;
        }
    }
}
