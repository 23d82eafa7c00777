package vn.khue.audit.ledger.verify;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A checkpoint as found, read strictly (C2SP tlog-checkpoint v1.0.0 and signed-note v1.0.0).
 *
 * @param origin first line
 * @param size second line
 * @param root third line, decoded, 32 bytes
 * @param signedBy whether the key asked about has signed it
 */
record CheckedNote(String origin, long size, byte[] root, boolean signedBy) {

    /** Reads a note; empty where it is malformed. */
    static Optional<CheckedNote> read(byte[] bytes, Optional<String> vkey) {
        String note;
        try {
            note = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
        int gap = note.indexOf("\n\n");
        if (gap < 0 || !note.endsWith("\n")) {
            return Optional.empty();
        }
        String text = note.substring(0, gap + 1);
        List<String> lines = text.lines().toList();
        List<String> signatures = note.substring(gap + 2).lines().toList();
        if (lines.size() != 3
                || lines.get(0).isBlank()
                || !lines.get(1).matches("0|[1-9][0-9]{0,17}")
                || signatures.isEmpty()
                || !signatures.stream().allMatch(line -> line.matches("\u2014 [^ +]+ [A-Za-z0-9+/=]+"))) {
            return Optional.empty();
        }
        byte[] root = base64(lines.get(2));
        if (root.length != 32) {
            return Optional.empty();
        }
        boolean signed = vkey.isPresent()
                && signatures.stream().anyMatch(line -> signs(line.split(" "), text, vkey.get(), lines.get(0)));
        return Optional.of(new CheckedNote(lines.get(0), Long.parseLong(lines.get(1)), root, signed));
    }

    private static boolean signs(String[] line, String text, String vkey, String origin) {
        String[] key = vkey.strip().split("\\+", 3);
        if (key.length != 3 || !line[1].equals(key[0]) || !origin.equals(key[0])) {
            return false;
        }
        byte[] typed = base64(key[2]);
        byte[] signature = base64(line[2]);
        if (typed.length != 33 || typed[0] != 1 || signature.length != 68) {
            return false;
        }
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((key[0] + "\n").getBytes(StandardCharsets.UTF_8));
            byte[] keyHash = Arrays.copyOf(sha256.digest(typed), 4);
            if (!MessageDigest.isEqual(keyHash, Arrays.copyOf(signature, 4))) {
                return false;
            }
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(point(Arrays.copyOfRange(typed, 1, 33)));
            ed25519.update(text.getBytes(StandardCharsets.UTF_8));
            return ed25519.verify(Arrays.copyOfRange(signature, 4, 68));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** RFC 8032 clause 5.1.5: y in little-endian order, the sign of x in the highest bit. */
    static PublicKey point(byte[] littleEndian) throws GeneralSecurityException {
        byte[] bigEndian = new byte[32];
        for (int i = 0; i < 32; i++) {
            bigEndian[i] = littleEndian[31 - i];
        }
        boolean xOdd = (bigEndian[0] & 0x80) != 0;
        bigEndian[0] &= 0x7F;
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(
                        NamedParameterSpec.ED25519, new EdECPoint(xOdd, new BigInteger(1, bigEndian))));
    }

    /** Standard base64 in its one spelling, else nothing. */
    private static byte[] base64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Base64.getEncoder().encodeToString(bytes).equals(text) ? bytes : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
