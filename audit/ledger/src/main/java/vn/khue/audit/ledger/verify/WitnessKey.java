package vn.khue.audit.ledger.verify;

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
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The key of a witness, in a file of mode 0600: {@code khue-witness-key v1}, the vkey (type 4), and the PKCS#8 key in base64. Immutable and
 * thread-safe.
 */
final class WitnessKey {

    private static final String HEADER = "khue-witness-key v1";
    /** What stands before the 32 bytes of an Ed25519 key in an X.509 SubjectPublicKeyInfo (RFC 8410). */
    private static final int SPKI_PREFIX = 12;

    private final String name;
    private final String vkey;
    private final PrivateKey key;

    private WitnessKey(String name, String vkey, PrivateKey key) {
        this.name = name;
        this.vkey = vkey;
        this.key = key;
    }

    /**
     * Opens the key, or makes it where there is no file.
     *
     * @param name such as an address without scheme: visible ASCII without + and space
     * @throws IOException if the file cannot be read or written, is not a key, or that of another name
     */
    static WitnessKey openOrCreate(Path file, String name) throws IOException {
        if (!name.matches("[!-*,-~]{1,200}")) {
            throw new IOException("name: expected 1 to 200 visible ASCII characters without + and space");
        }
        try {
            return Files.exists(file) ? open(file, name) : create(file, name);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(file + ": expected a witness's Ed25519 key, found something else", e);
        }
    }

    private static WitnessKey open(Path file, String name) throws IOException, GeneralSecurityException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
        if (lines.size() != 3 || !lines.get(0).equals(HEADER)) {
            throw new IOException(file + ": expected '" + HEADER + "' and two more lines, found something else");
        } else if (!lines.get(1).startsWith(name + "+")) {
            throw new IOException(file + ": expected the key of " + name + ", found that of another name");
        }
        PrivateKey key = KeyFactory.getInstance("Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.get(2))));
        return new WitnessKey(name, lines.get(1), key);
    }

    private static WitnessKey create(Path file, String name) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] spki = pair.getPublic().getEncoded();
        byte[] typed = ByteBuffer.allocate(33)
                .put(Cosignatures.TYPE)
                .put(spki, SPKI_PREFIX, 32)
                .array();
        String vkey = name + "+" + HexFormat.of().formatHex(keyId(name, typed)) + "+"
                + Base64.getEncoder().encodeToString(typed);
        String text = HEADER + "\n" + vkey + "\n"
                + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()) + "\n";
        try (FileChannel out = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            out.force(true);
        }
        return new WitnessKey(name, vkey, pair.getPrivate());
    }

    private static byte[] keyId(String name, byte[] typed) throws GeneralSecurityException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(sha256.digest(typed), 4);
    }

    /** For those who ask for its cosignatures. */
    String vkey() {
        return vkey;
    }

    /** A signature line over the text of a checkpoint, as of these seconds since 1970. */
    String cosign(String body, long seconds) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(key);
            ed25519.update(Cosignatures.message(seconds, body));
            byte[] signature = ed25519.sign();
            byte[] typed = Base64.getDecoder().decode(vkey.split("\\+", 3)[2]);
            byte[] line = ByteBuffer.allocate(4 + Long.BYTES + signature.length)
                    .put(keyId(name, typed))
                    .putLong(seconds)
                    .put(signature)
                    .array();
            return "\u2014 " + name + " " + Base64.getEncoder().encodeToString(line) + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519: expected in Java 17, found none; repair the installation", e);
        }
    }
}
