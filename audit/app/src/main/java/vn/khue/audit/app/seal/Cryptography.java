package vn.khue.audit.app.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256, SHA-256 and AES-256-GCM of the JDK, each made once and used again. For one thread. */
final class Cryptography {

    private static final String AES = "AES";
    private static final String HMAC = "HmacSHA256";
    private static final int TAG_BITS = 128;

    private final Mac hmac;
    private final MessageDigest sha256;
    private final Cipher gcm;

    Cryptography() {
        try {
            hmac = Mac.getInstance(HMAC, "SunJCE");
            sha256 = MessageDigest.getInstance("SHA-256");
            gcm = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
        } catch (GeneralSecurityException e) {
            throw new SealException(
                    "Keys of persons: expected HMAC-SHA-256 and AES-GCM in this Java, found one missing", e);
        }
    }

    static byte[] label(String text) {
        return (text + "\0").getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    byte[] hmac(byte[] key, byte[] label, byte[] message) {
        try {
            hmac.init(new SecretKeySpec(key, HMAC));
            hmac.update(label);
            return hmac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new SealException("Keys of persons: expected HMAC-SHA-256 to work, it does not", e);
        }
    }

    byte[] sha256(byte[] label, byte[] message, int length) {
        sha256.update(label);
        return Arrays.copyOf(sha256.digest(message), length);
    }

    byte[] encrypt(byte[] key, byte[] nonce, byte[] label, byte[] about, byte[] text) {
        try {
            return gcm(Cipher.ENCRYPT_MODE, key, nonce, label, about).doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new SealException("Keys of persons: expected AES-256-GCM to work, it does not", e);
        }
    }

    /** @throws GeneralSecurityException if it is not what was encrypted under this key about this */
    byte[] decrypt(byte[] key, byte[] nonce, byte[] label, byte[] about, byte[] sealed)
            throws GeneralSecurityException {
        return gcm(Cipher.DECRYPT_MODE, key, nonce, label, about).doFinal(sealed);
    }

    private Cipher gcm(int mode, byte[] key, byte[] nonce, byte[] label, byte[] about) throws GeneralSecurityException {
        gcm.init(mode, new SecretKeySpec(key, AES), new GCMParameterSpec(TAG_BITS, nonce));
        gcm.updateAAD(label);
        gcm.updateAAD(about);
        return gcm;
    }
}
