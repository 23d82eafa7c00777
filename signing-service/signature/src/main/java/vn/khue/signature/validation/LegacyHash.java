package vn.khue.signature.validation;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-1, only to see whether the old signing-certificate attribute (RFC 2634) names a certificate. It never decides alone: the
 * signature value over the attribute and the certificate's own path do.
 */
final class LegacyHash {

    private LegacyHash() {}

    static byte[] sha1(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
