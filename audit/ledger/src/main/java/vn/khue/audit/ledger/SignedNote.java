package vn.khue.audit.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;

/**
 * A text with signature lines below it (C2SP signed-note v1.0.0):
 * the text, an empty line, then {@code — <name> <base64 of key hash and signature>} lines.
 */
public final class SignedNote {

    private static final int MAX_BYTES = 64 << 10;
    private static final String DASH = "\u2014 ";

    private SignedNote() {}

    /** Signs a text that ends with a line feed; the same text and key always give the same note. */
    public static String sign(String text, LogKey key) {
        byte[] signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
        byte[] line = ByteBuffer.allocate(4 + signature.length)
                .put(key.publicKey().keyHash())
                .put(signature)
                .array();
        return text + "\n" + DASH + key.publicKey().name() + " "
                + Base64.getEncoder().encodeToString(line) + "\n";
    }

    /**
     * The text of a note that carries a valid signature of the key. Signatures of other names, a witness's for one, are
     * passed over.
     *
     * @throws LedgerException if the note is malformed or the key has not signed it
     */
    public static String open(String note, LogPublicKey key) {
        int end = note.lastIndexOf("\n\n");
        if (end < 0 || !note.endsWith("\n") || note.length() > MAX_BYTES) {
            throw new LedgerException(
                    "Signed note: expected a text, an empty line and signature lines, at most 64 KiB, found another form");
        }
        String text = note.substring(0, end + 1);
        for (String line : note.substring(end + 2, note.length() - 1).split("\n", -1)) {
            String[] parts = line.split(" ", -1);
            if (parts.length != 3 || !parts[0].equals("\u2014")) {
                throw new LedgerException(
                        "Signed note: expected signature lines below the empty line, found another line");
            }
            if (parts[1].equals(key.name()) && signedBy(key, text, parts[2])) {
                return text;
            }
        }
        throw new LedgerException("Signed note: expected a valid signature of " + key.name()
                + ", found none; the note was changed or another key signed it");
    }

    private static boolean signedBy(LogPublicKey key, String text, String base64) {
        try {
            byte[] line = Base64.getDecoder().decode(base64);
            if (line.length != 68 || !MessageDigest.isEqual(Arrays.copyOf(line, 4), key.keyHash())) {
                return false;
            }
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key.key());
            ed25519.update(text.getBytes(StandardCharsets.UTF_8));
            return ed25519.verify(line, 4, 64);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
