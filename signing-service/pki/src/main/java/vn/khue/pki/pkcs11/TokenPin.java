package vn.khue.pki.pkcs11;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khue.pki.keystore.VaultState.Reason;

/**
 * The token user's PIN in a file of mode 0600. Tokens lock after a few wrong PINs, so a refused one is remembered beside
 * the file, by the file's time of change and not by the PIN: neither this process nor the ones that a supervisor starts after
 * it try it again until the file is written anew.
 */
final class TokenPin {
    /** Longer than any token takes. */
    private static final int MOST_BYTES = 255;

    private static final Logger LOG = LoggerFactory.getLogger(TokenPin.class);
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private final Path file;
    private final Path refusal;
    /** Beside what stands in the file, which may not be writable. */
    private volatile String refusedHere = "";

    TokenPin(Path file) {
        this.file = file;
        this.refusal = file.resolveSibling(file.getFileName() + ".refused");
    }

    /**
     * The PIN, for the caller to overwrite.
     *
     * @throws TokenUnusableException PIN_REFUSED for one that the token refused before, PIN_FILE_UNUSABLE where the file is
     *     absent, empty or open to others
     */
    byte[] read() throws TokenUnusableException {
        try {
            requireForOwnerOnly();
            if (isRefused()) {
                throw new TokenUnusableException(
                        Reason.PIN_REFUSED,
                        "the token refused the PIN in " + file
                                + " before; it is not tried again, so that the token is not"
                                + " locked; write the right PIN into the file");
            }
            return firstLine();
        } catch (IOException e) {
            throw new TokenUnusableException(
                    Reason.PIN_FILE_UNUSABLE, "the PIN file " + file + " cannot be read; is it there, mode 0600?", e);
        }
    }

    /** The token refused this PIN. */
    void refused() {
        try {
            refusedHere = changed();
            Files.deleteIfExists(refusal);
            Files.createFile(refusal);
            if (posix()) {
                Files.setPosixFilePermissions(refusal, OWNER);
            }
            Files.writeString(refusal, refusedHere, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            LOG.error("{} cannot be written: another start would try the refused PIN again", refusal, e);
        }
    }

    /** The token took this PIN. */
    void accepted() {
        try {
            Files.deleteIfExists(refusal);
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted; the PIN was accepted", refusal, e);
        }
    }

    private boolean isRefused() throws IOException {
        String now = changed();
        return now.equals(refusedHere)
                || (Files.exists(refusal)
                        && Files.readString(refusal, StandardCharsets.US_ASCII).equals(now));
    }

    private String changed() throws IOException {
        return Files.getLastModifiedTime(file).toInstant().toString();
    }

    private void requireForOwnerOnly() throws IOException, TokenUnusableException {
        if (posix() && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
            throw new TokenUnusableException(
                    Reason.PIN_FILE_UNUSABLE,
                    "mode 0600 expected of the PIN file " + file + ", found "
                            + PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + "; run chmod 600");
        }
    }

    private byte[] firstLine() throws IOException, TokenUnusableException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MOST_BYTES + 1);
            try {
                int end = 0;
                while (end < content.length && content[end] != '\n' && content[end] != '\r') {
                    end++;
                }
                if (end == 0 || end > MOST_BYTES) {
                    throw new TokenUnusableException(
                            Reason.PIN_FILE_UNUSABLE,
                            "a PIN of 1 to " + MOST_BYTES + " bytes expected in " + file
                                    + ", found none or a longer one");
                }
                return Arrays.copyOf(content, end);
            } finally {
                Arrays.fill(content, (byte) 0);
            }
        }
    }

    private boolean posix() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
