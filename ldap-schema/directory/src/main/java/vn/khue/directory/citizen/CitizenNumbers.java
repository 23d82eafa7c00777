package vn.khue.directory.citizen;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
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

    private static final String FORM = "1.";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey sealKey;
    private final CitizenHash hash;
    private final SecureRandom random;

    private CitizenNumbers(SecretKey sealKey, CitizenHash hash, SecureRandom random) {
        this.sealKey = sealKey;
        this.hash = hash;
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
        if (seal.length() < CitizenHash.LEAST_SECRET || hash.length() < CitizenHash.LEAST_SECRET || seal.equals(hash)) {
            throw new DirectoryException(
                    Reason.ACCESS_DENIED,
                    "expected two different random secrets of at least 32 characters in " + SEAL_KEY + " and "
                            + HASH_KEY + ", found others; make them anew");
        }
        return new CitizenNumbers(CitizenKeys.key(seal, "khue citizen seal 1", "AES"), CitizenHash.of(hash), random);
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
        byte[] sealed = gcm(Cipher.ENCRYPT_MODE, person, nonce, CitizenHash.digits(number));
        return FORM
                + CitizenKeys.base64(ByteBuffer.allocate(nonce.length + sealed.length)
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
        return hash.hash(number);
    }

    /** Whether the hash is that of the number; compares in constant time. */
    public boolean matches(String hash, String number) {
        return MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.UTF_8), this.hash.hash(number).getBytes(StandardCharsets.UTF_8));
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
}
