package vn.khue.audit.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The log's private key at rest, in a file of mode 0600: a first line {@code khue-log-key v1}, the public key as a vkey,
 * then base64 of salt (16 bytes), nonce (12 bytes) and AES-256-GCM of the PKCS#8 key, under a key that PBKDF2-HMAC-SHA256
 * makes of the passphrase with 600,000 rounds. The vkey is bound to the ciphertext as associated data.
 */
public final class LogKeyFile {

    private static final String HEADER = "khue-log-key v1";
    private static final int ROUNDS = 600_000;
    private static final int SALT = 16;
    private static final int NONCE = 12;

    private LogKeyFile() {}

    /**
     * Opens the key of that name, or makes it where there is no file yet.
     *
     * @param passphrase cleared by nobody here; the caller owns it
     * @throws LedgerException if the passphrase is wrong, the file is damaged or belongs to another log
     */
    public static LogKey openOrCreate(Path file, String name, char[] passphrase) {
        try {
            return Files.exists(file) ? open(file, name, passphrase) : create(file, name, passphrase);
        } catch (IOException e) {
            throw new LedgerException(
                    "Log key file " + file + ": expected to read or write it, found "
                            + e.getClass().getSimpleName() + "; check the directory and its rights",
                    e);
        }
    }

    /** The name of the log whose key the file holds; nothing where there is no file. */
    public static Optional<String> nameOf(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(LogPublicKey.parse(lines(file)[1]).name())
                    : Optional.empty();
        } catch (IOException e) {
            throw new LedgerException(
                    "Log key file " + file + ": expected to read it, found "
                            + e.getClass().getSimpleName() + "; check its rights",
                    e);
        }
    }

    private static String[] lines(Path file) throws IOException {
        String[] lines = Files.readString(file, StandardCharsets.US_ASCII).split("\n", -1);
        if (lines.length != 4 || !lines[0].equals(HEADER)) {
            throw new LedgerException("Log key file " + file + ": expected '" + HEADER
                    + "' and two more lines, found something else; restore it from the backup");
        }
        return lines;
    }

    private static LogKey create(Path file, String name, char[] passphrase) throws IOException {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            LogPublicKey publicKey = LogPublicKey.of(name, pair.getPublic());
            byte[] salt = new byte[SALT];
            byte[] nonce = new byte[NONCE];
            SecureRandom random = new SecureRandom();
            random.nextBytes(salt);
            random.nextBytes(nonce);
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, passphrase, salt, nonce, publicKey)
                    .doFinal(pair.getPrivate().getEncoded());
            byte[] box = ByteBuffer.allocate(SALT + NONCE + sealed.length)
                    .put(salt)
                    .put(nonce)
                    .put(sealed)
                    .array();
            writeOnce(
                    file,
                    HEADER + "\n" + publicKey.vkey() + "\n"
                            + Base64.getEncoder().encodeToString(box) + "\n");
            return new LogKey(publicKey, pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new LedgerException(
                    "Log key: expected Ed25519, PBKDF2 and AES-GCM in this Java, found one missing", e);
        }
    }

    private static void writeOnce(Path file, String text) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(temporary);
        try (FileChannel out = FileChannel.open(
                temporary,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        LedgerFiles.renameDurably(temporary, file);
    }

    private static LogKey open(Path file, String name, char[] passphrase) throws IOException {
        String[] lines = lines(file);
        LogPublicKey publicKey = LogPublicKey.parse(lines[1]);
        if (!publicKey.name().equals(name)) {
            throw new LedgerException("Log key file " + file + ": expected the key of " + name + ", found that of "
                    + publicKey.name() + "; set the log's origin back or start a new log elsewhere");
        }
        try {
            ByteBuffer box = ByteBuffer.wrap(Base64.getDecoder().decode(lines[2]));
            byte[] salt = new byte[SALT];
            byte[] nonce = new byte[NONCE];
            byte[] sealed = new byte[box.remaining() - SALT - NONCE];
            box.get(salt).get(nonce).get(sealed);
            byte[] pkcs8 = cipher(Cipher.DECRYPT_MODE, passphrase, salt, nonce, publicKey)
                    .doFinal(sealed);
            LogKey key = new LogKey(
                    publicKey, KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
            requirePair(key, file);
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException | NegativeArraySizeException e) {
            throw new LedgerException(
                    "Log key file " + file
                            + ": expected to open with the given passphrase, found it does not; check the passphrase file,"
                            + " then restore the key from the backup",
                    e);
        }
    }

    private static void requirePair(LogKey key, Path file) throws GeneralSecurityException {
        byte[] probe = HEADER.getBytes(StandardCharsets.US_ASCII);
        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(key.publicKey().key());
        check.update(probe);
        if (!check.verify(key.sign(probe))) {
            throw new LedgerException(
                    "Log key file " + file
                            + ": expected one key pair, found a public key that belongs to another; restore it from the backup");
        }
    }

    private static Cipher cipher(int mode, char[] passphrase, byte[] salt, byte[] nonce, LogPublicKey bound)
            throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(passphrase, salt, ROUNDS, 256);
        try {
            byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
            cipher.updateAAD(bound.vkey().getBytes(StandardCharsets.UTF_8));
            return cipher;
        } finally {
            spec.clearPassword();
        }
    }
}
