package vn.khue.directory.slapd;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import vn.khue.directory.DirectoryException;

/**
 * Tells the peers of a slapd on this host what a crash has kept from them (docs/operators.md). Takes no arguments and the environment of {@link
 * WriteSlapdFiles}. Prints how many entries were mended; ends with 0, or with 1 and a line that says why not.
 */
public final class MendAfterCrash {

    private static final int FAILED = 1;

    private MendAfterCrash() {}

    public static void main(String[] arguments) {
        try {
            int mended = PrivateSlapd.mend(WriteSlapdFiles.settings(System.getenv()), Instant.now());
            print(FileDescriptor.out, "entries mended: " + mended);
        } catch (IllegalArgumentException | DirectoryException e) {
            print(FileDescriptor.err, e.getMessage());
            Runtime.getRuntime().halt(FAILED);
        }
    }

    private static void print(FileDescriptor where, String line) {
        new PrintStream(new FileOutputStream(where), true, StandardCharsets.UTF_8).println(line);
    }
}
