package vn.khue.audit.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The Ed25519 key under a log's name, in the form of C2SP signed-note ("vkey"):
 * {@code <name>+<first 4 bytes of the key hash, hex>+<base64 of 0x01 and the 32 key bytes>}. Immutable.
 */
public final class LogPublicKey {

    private static final byte ED25519 = 1;
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte[] raw;

    private LogPublicKey(String name, byte[] raw) {
        this.name = Checkpoint.requireOrigin(name);
        this.raw = raw;
    }

    static LogPublicKey of(String name, PublicKey key) {
        byte[] spki = key.getEncoded();
        if (spki.length != SPKI_PREFIX.length + 32 || Arrays.mismatch(spki, SPKI_PREFIX) != SPKI_PREFIX.length) {
            throw new LedgerException("Log key: expected an Ed25519 public key, found " + key.getAlgorithm());
        }
        return new LogPublicKey(name, Arrays.copyOfRange(spki, SPKI_PREFIX.length, spki.length));
    }

    /**
     * @throws LedgerException if the text is not a vkey or its hash does not belong to its key
     */
    public static LogPublicKey parse(String vkey) {
        String[] parts = vkey.strip().split("\\+", 3);
        if (parts.length == 3) {
            try {
                byte[] key = Base64.getDecoder().decode(parts[2]);
                if (key.length == 33 && key[0] == ED25519) {
                    LogPublicKey parsed = new LogPublicKey(parts[0], Arrays.copyOfRange(key, 1, 33));
                    if (parsed.vkey().equals(vkey.strip())) {
                        return parsed;
                    }
                }
            } catch (IllegalArgumentException e) {
                // Said below.
            }
        }
        throw new LedgerException("Log key: expected name+hash+base64 of an Ed25519 key (C2SP signed-note), found "
                + vkey.length() + " other characters; copy the whole line of the .vkey file");
    }

    public String name() {
        return name;
    }

    public String vkey() {
        byte[] typed = ByteBuffer.allocate(33).put(ED25519).put(raw).array();
        return name + "+" + HexFormat.of().formatHex(keyHash()) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    /** First four bytes of SHA-256 over name, line feed, algorithm byte and key. */
    byte[] keyHash() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            sha256.update(ED25519);
            return Arrays.copyOf(sha256.digest(raw), 4);
        } catch (GeneralSecurityException e) {
            throw new LedgerException("SHA-256: expected in every Java, not found", e);
        }
    }

    PublicKey key() {
        try {
            byte[] spki = ByteBuffer.allocate(SPKI_PREFIX.length + 32)
                    .put(SPKI_PREFIX)
                    .put(raw)
                    .array();
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
        } catch (GeneralSecurityException e) {
            throw new LedgerException("Log key: expected a point of Ed25519, found other bytes", e);
        }
    }
}
