package vn.khue.audit.ledger.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * An entry whose personal fields are sealed, opened by the key of this one event. The seal is the last thing in the line; as texts in JSON have
 * their quotes escaped, no text can look like it.
 *
 * @param event id of the event
 * @param box commitment (24 bytes), ciphertext and tag
 */
record SealedLine(UUID event, byte[] box) {

    private static final int COMMITMENT = 24;
    private static final int KEY = 32;
    private static final Pattern ID = Pattern.compile(
            "\"metadata\":\\{\"version\":\"[0-9.]+\",\"uid\":\"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\"");
    private static final Pattern SEAL = Pattern.compile(
            "\"sealed\":\\{\"version\":1,\"key\":\"[0-9a-f]{16}\",\"box\":\"([A-Za-z0-9+/]+={0,2})\"}}}$");

    SealedLine {
        box = box.clone();
    }

    /** Empty where the entry is not sealed. */
    static Optional<SealedLine> read(byte[] entry) {
        String line = new String(entry, StandardCharsets.UTF_8);
        Matcher id = ID.matcher(line);
        Matcher seal = SEAL.matcher(line);
        if (!id.find() || !seal.find()) {
            return Optional.empty();
        }
        try {
            byte[] box = Base64.getDecoder().decode(seal.group(1));
            return box.length > COMMITMENT
                    ? Optional.of(new SealedLine(UUID.fromString(id.group(1)), box))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * What was sealed, a field a line; empty where this is not the key that sealed it. The commitment, which the leaf of the tree covers, leaves
     * no second key under which the same entry would say something else.
     */
    Optional<String> opened(byte[] key) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update("khue.audit.commit.v1\0".getBytes(StandardCharsets.US_ASCII));
            byte[] commitment = Arrays.copyOf(sha256.digest(key), COMMITMENT);
            if (key.length != KEY || !MessageDigest.isEqual(commitment, Arrays.copyOf(box, COMMITMENT))) {
                return Optional.empty();
            }
            Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
            gcm.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, new byte[12]));
            gcm.updateAAD("khue.audit.seal.v1\0".getBytes(StandardCharsets.US_ASCII));
            gcm.updateAAD(ByteBuffer.allocate(16)
                    .putLong(event.getMostSignificantBits())
                    .putLong(event.getLeastSignificantBits())
                    .array());
            return Optional.of(
                    new String(gcm.doFinal(box, COMMITMENT, box.length - COMMITMENT), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    @Override
    public byte[] box() {
        return box.clone();
    }
}
