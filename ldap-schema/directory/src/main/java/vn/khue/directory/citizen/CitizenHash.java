package vn.khue.directory.citizen;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.DirectoryException.Reason;

/**
 * Hashes citizen numbers for khueCitizenHash, for those who find a person by a number and must not be able to open a seal. HMAC-SHA-256: twelve
 * digits are soon tried out, so without the key the hash must say nothing. Thread-safe.
 */
public final class CitizenHash {
    static final int LEAST_SECRET = 32;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{12}");
    private static final String FORM = "1.";

    private final SecretKey key;

    private CitizenHash(SecretKey key) {
        this.key = key;
    }

    /**
     * @param secret what the secret file {@value CitizenNumbers#HASH_KEY} holds
     * @throws DirectoryException with reason ACCESS_DENIED if it is shorter than 32 characters
     */
    public static CitizenHash of(String secret) {
        if (secret.length() < LEAST_SECRET) {
            throw new DirectoryException(
                    Reason.ACCESS_DENIED,
                    "expected a random secret of at least " + LEAST_SECRET + " characters in " + CitizenNumbers.HASH_KEY
                            + ", found " + secret.length() + "; make it anew");
        }
        return new CitizenHash(CitizenKeys.key(secret, "khue citizen hash 1", "HmacSHA256"));
    }

    /**
     * Always the same text for the same key.
     *
     * @param number 12 digits (R5.1)
     * @return value of khueCitizenHash, 45 characters of ASCII
     * @throws IllegalArgumentException if the number has another form
     */
    public String hash(String number) {
        return FORM + CitizenKeys.base64(CitizenKeys.mac(key, digits(number)));
    }

    static byte[] digits(String number) {
        if (!NUMBER.matcher(number).matches()) {
            throw new IllegalArgumentException("expected a citizen number of 12 digits, found one of " + number.length()
                    + " characters; correct it");
        }
        return number.getBytes(StandardCharsets.US_ASCII);
    }
}
