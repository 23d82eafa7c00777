package vn.khue.pki.keystore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;

/** A passphrase, as short-lived as its user can make it: UTF-8 bytes that are overwritten on close. Never printed. */
public final class Passphrase implements AutoCloseable {
    /** Shorter ones are refused; the launcher writes 32 random bytes in Base64. */
    public static final int LEAST_BYTES = 12;

    private final byte[] utf8;

    private Passphrase(byte[] utf8) {
        if (utf8.length < LEAST_BYTES) {
            throw new PkiException(
                    Fault.INPUT, "a passphrase of at least " + LEAST_BYTES + " bytes expected, found a shorter one");
        }
        this.utf8 = utf8;
    }

    /** Copies the characters; the caller overwrites its own array. */
    public static Passphrase of(char[] characters) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        Arrays.fill(encoded.array(), (byte) 0);
        return new Passphrase(bytes);
    }

    /** The first line of a secret file, at most 4,096 bytes. */
    public static Passphrase fromFile(Path file) {
        try (var in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(4096);
            int end = 0;
            while (end < content.length && content[end] != '\n' && content[end] != '\r') {
                end++;
            }
            byte[] line = Arrays.copyOf(content, end);
            Arrays.fill(content, (byte) 0);
            return new Passphrase(line);
        } catch (IOException e) {
            throw new PkiException(
                    Fault.KEY, "the passphrase file " + file + " cannot be read; is it there, mode 0600?", e);
        }
    }

    byte[] bytes() {
        return utf8;
    }

    @Override
    public void close() {
        Arrays.fill(utf8, (byte) 0);
    }
}
