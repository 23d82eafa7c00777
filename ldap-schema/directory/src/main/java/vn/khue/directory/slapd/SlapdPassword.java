package vn.khue.directory.slapd;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * Stored form of a service account's secret: salted SHA-512. A slow hash would add cost to every bind and nothing else, because these
 * secrets are drawn at random with 256 bits; a person's password is never stored in LDAP.
 */
final class SlapdPassword {

    private static final int SALT = 16;

    private SlapdPassword() {}

    static String hash(String secret, SecureRandom random) {
        var salt = new byte[SALT];
        random.nextBytes(salt);
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-512");
            sha.update(secret.getBytes(StandardCharsets.UTF_8));
            byte[] digest = sha.digest(salt);
            byte[] both = Arrays.copyOf(digest, digest.length + SALT);
            System.arraycopy(salt, 0, both, digest.length, SALT);
            return "{SSHA512}" + Base64.getEncoder().encodeToString(both);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected SHA-512, which every Java platform has", e);
        }
    }
}
