package vn.khue.directory.citizen;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.DirectoryException.Reason;
import vn.khue.directory.SecretFiles;

/**
 * Seals citizen numbers for the attribute khueCitizenCipher and hashes them for khueCitizenHash. The seal is AES-256-GCM (NIST SP
 * 800-38D) with a random nonce of 96 bits, bound to the person, so that one person's seal does not open on another's entry. The hash is
 * HMAC-SHA-256 under a key of its own: twelve digits are soon tried out, so without the key it must say nothing. Thread-safe.
 */
public final class CitizenNumbers {

    /** Name of the secret file from which the sealing key is made. */
    public static final String SEAL_KEY = "citizen-seal";

    /** Name of the secret file from which the hashing key is made. */
    public static final String HASH_KEY = "citizen-hash";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{12}");
    private static final String FORM = "1.";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int LEAST_SECRET = 32;

    private final SecretKey sealKey;
    private final SecretKey hashKey;
    private final SecureRandom random;

    private CitizenNumbers(SecretKey sealKey, SecretKey hashKey, SecureRandom random) {
        this.sealKey = sealKey;
        this.hashKey = hashKey;
        this.random = random;
    }

    /**
     * Makes the keys from the secret files {@value #SEAL_KEY} and {@value #HASH_KEY}.
     *
     * @throws DirectoryException with reason ACCESS_DENIED if a file is missing, open to others, shorter than 32 characters, or if both hold
     *     the same
     */
    public static CitizenNumbers fromFiles(SecretFiles files, SecureRandom random) {
        String seal = files.read(SEAL_KEY);
        String hash = files.read(HASH_KEY);
        if (seal.length() < LEAST_SECRET || hash.length() < LEAST_SECRET || seal.equals(hash)) {
            throw new DirectoryException(
                    Reason.ACCESS_DENIED,
                    "expected two different random secrets of at least 32 characters in " + SEAL_KEY + " and "
                            + HASH_KEY + ", found others; make them anew");
        }
        return new CitizenNumbers(
                key(seal, "khue citizen seal 1", "AES"), key(hash, "khue citizen hash 1", "HmacSHA256"), random);
    }

    /**
     * Seals a number; each time another text.
     *
     * @param person whose it is, by Khuê id
     * @param number 12 digits (R5.1)
     * @return value of khueCitizenCipher, 56 characters of ASCII
     * @throws IllegalArgumentException if the number has another form
     */
    public String seal(UUID person, String number) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = gcm(Cipher.ENCRYPT_MODE, person, nonce, digits(number));
        return FORM
                + base64(ByteBuffer.allocate(nonce.length + sealed.length)
                        .put(nonce)
                        .put(sealed)
                        .array());
    }

    /**
     * Opens a seal.
     *
     * @return 12 digits
     * @throws DirectoryException with reason UNREADABLE if it was made with another key, for another person, or was changed
     */
    public String open(UUID person, String sealed) {
        try {
            if (!sealed.startsWith(FORM)) {
                throw new IllegalArgumentException("another form");
            }
            byte[] bytes = Base64.getUrlDecoder().decode(sealed.substring(FORM.length()));
            if (bytes.length < NONCE_BYTES) {
                throw new IllegalArgumentException("too short");
            }
            ByteBuffer both = ByteBuffer.wrap(bytes);
            var nonce = new byte[NONCE_BYTES];
            both.get(nonce);
            var rest = new byte[both.remaining()];
            both.get(rest);
            return new String(gcm(Cipher.DECRYPT_MODE, person, nonce, rest), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            throw new DirectoryException(
                    Reason.UNREADABLE,
                    "expected a sealed citizen number of this person and this key, found another text; see the secret file "
                            + SEAL_KEY,
                    e);
        }
    }

    /**
     * Hashes a number; always the same text for the same key, so that a person is found by it.
     *
     * @param number 12 digits (R5.1)
     * @return value of khueCitizenHash, 45 characters of ASCII
     * @throws IllegalArgumentException if the number has another form
     */
    public String hash(String number) {
        return FORM + base64(mac(hashKey, digits(number)));
    }

    /** Whether the hash is that of the number; compares in constant time. */
    public boolean matches(String hash, String number) {
        return MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.UTF_8), hash(number).getBytes(StandardCharsets.UTF_8));
    }

    private byte[] gcm(int mode, UUID person, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, sealKey, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(person.toString().getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(input);
        } catch (javax.crypto.AEADBadTagException | javax.crypto.IllegalBlockSizeException e) {
            throw new IllegalArgumentException("the seal does not hold", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("expected AES-GCM, which every Java platform has", e);
        }
    }

    private static byte[] digits(String number) {
        if (!NUMBER.matcher(number).matches()) {
            throw new IllegalArgumentException("expected a citizen number of 12 digits, found one of " + number.length()
                    + " characters; correct it");
        }
        return number.getBytes(StandardCharsets.US_ASCII);
    }

    /** One key for one use, as HKDF-Expand (RFC 5869) makes it from a secret that is random already. */
    private static SecretKey key(String secret, String use, String algorithm) {
        var input = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        byte[] info = (use + "\u0001").getBytes(StandardCharsets.US_ASCII);
        return new SecretKeySpec(mac(input, info), algorithm);
    }

    private static byte[] mac(SecretKey key, byte[] input) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("expected HMAC-SHA-256, which every Java platform has", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
