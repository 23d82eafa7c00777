package vn.khue.audit.app.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;

/**
 * Under which keys of persons lie in the database: made by HMAC-SHA-256 from a secret file of mode 0600 with one random line of at least 32
 * characters. So a copy of the database alone, or a backup of it, opens nothing. Immutable and thread-safe.
 */
public final class KeyEncryptionKey {

    private static final int LEAST = 32;
    private static final int MOST = 4_096;
    private static final int NONCE = 12;
    private static final byte[] OF_WRAPPING = Cryptography.label("khue.audit.subject-key.v1");
    private static final byte[] OF_NAME = Cryptography.label("khue.audit.subject-keys.name.v1");
    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final byte[] key;
    private final String name;
    private final SecureRandom random = new SecureRandom();

    private KeyEncryptionKey(byte[] key) {
        this.key = key;
        this.name = HexFormat.of().formatHex(new Cryptography().sha256(OF_NAME, key, 8));
    }

    /** @throws SealException if the file cannot be read, may be read by others, or is too short */
    public static KeyEncryptionKey read(Path file) {
        try {
            if (!OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
                throw refused(file, "one that others may read; chmod 600 it", null);
            }
            if (Files.size(file) > MOST) {
                throw refused(file, "one of more than " + MOST + " bytes", null);
            }
            String secret = Files.readString(file, StandardCharsets.UTF_8).strip();
            if (secret.length() < LEAST) {
                throw refused(file, secret.length() + " characters; let the launcher make it", null);
            }
            return of(secret);
        } catch (IOException e) {
            throw refused(file, "none that can be read; restore it from the backup, or let the launcher make it", e);
        }
    }

    /** @param secret random, at least 32 characters */
    public static KeyEncryptionKey of(String secret) {
        return new KeyEncryptionKey(new Cryptography()
                .hmac(secret.getBytes(StandardCharsets.UTF_8), Cryptography.label("khue.audit.kek.v1"), new byte[0]));
    }

    private static SealException refused(Path file, String found, IOException cause) {
        return new SealException(
                "Keys of persons: expected a file " + file + " of mode 0600 with at least " + LEAST
                        + " random characters, found " + found,
                cause);
    }

    /** Tells it from another, and nothing else. */
    String name() {
        return name;
    }

    byte[] wrap(UUID subject, byte[] subjectKey, Cryptography with) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] sealed = with.encrypt(key, nonce, OF_WRAPPING, Cryptography.bytes(subject), subjectKey);
        return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    }

    /** @throws SealException if it was wrapped under another key, or for another person */
    byte[] unwrap(UUID subject, byte[] wrapped, Cryptography with) {
        try {
            if (wrapped.length > NONCE) {
                byte[] found = with.decrypt(
                        key,
                        Arrays.copyOf(wrapped, NONCE),
                        OF_WRAPPING,
                        Cryptography.bytes(subject),
                        Arrays.copyOfRange(wrapped, NONCE, wrapped.length));
                if (found.length == SubjectKey.BYTES) {
                    return found;
                }
            }
        } catch (GeneralSecurityException e) {
            throw notOurs(e);
        }
        throw notOurs(null);
    }

    private static SealException notOurs(Exception cause) {
        return new SealException(
                "Keys of persons: expected one wrapped under the key of the secret file, found another; restore the"
                        + " file that belongs to this database",
                cause);
    }
}
