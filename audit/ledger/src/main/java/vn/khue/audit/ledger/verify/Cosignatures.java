package vn.khue.audit.ledger.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Cosignatures of witnesses under a checkpoint (C2SP tlog-cosignature, Ed25519, type 4). Stateless. */
public final class Cosignatures {

    static final byte TYPE = 4;
    private static final int LENGTH = 4 + Long.BYTES + 64;

    private Cosignatures() {}

    /** Whether this witness, by its vkey, has cosigned the note. */
    public static boolean under(byte[] note, String vkey) {
        String text = new String(note, StandardCharsets.UTF_8);
        int gap = text.indexOf("\n\n");
        String[] key = vkey.strip().split("\\+", 3);
        if (gap < 0 || key.length != 3) {
            return false;
        }
        List<String> lines = text.substring(gap + 2).lines().toList();
        return lines.stream().anyMatch(line -> valid(line, key, text.substring(0, gap + 1)));
    }

    private static boolean valid(String line, String[] key, String body) {
        String[] parts = line.split(" ");
        if (parts.length != 3 || !parts[0].equals("\u2014") || !parts[1].equals(key[0])) {
            return false;
        }
        try {
            byte[] typed = Base64.getDecoder().decode(key[2]);
            byte[] signature = Base64.getDecoder().decode(parts[2]);
            if (typed.length != 33 || typed[0] != TYPE || signature.length != LENGTH) {
                return false;
            }
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((key[0] + "\n").getBytes(StandardCharsets.UTF_8));
            if (!MessageDigest.isEqual(Arrays.copyOf(sha256.digest(typed), 4), Arrays.copyOf(signature, 4))) {
                return false;
            }
            long time = ByteBuffer.wrap(signature, 4, Long.BYTES).getLong();
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(CheckedNote.point(Arrays.copyOfRange(typed, 1, 33)));
            ed25519.update(message(time, body));
            return time >= 0 && ed25519.verify(signature, 4 + Long.BYTES, 64);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /** What a witness signs: when it looked, and the checkpoint's text. */
    static byte[] message(long seconds, String body) {
        return ("cosignature/v1\ntime " + seconds + "\n" + body).getBytes(StandardCharsets.UTF_8);
    }
}
