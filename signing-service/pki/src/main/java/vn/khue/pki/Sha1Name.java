package vn.khue.pki;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/**
 * SHA-1 where a protocol uses it to name a key or an issuer: OCSP CertID and responder id (RFC 6960 section 4.2.1). It
 * protects nothing there, since serials and signatures decide, and nothing may be signed with it.
 */
public final class Sha1Name {
    private Sha1Name() {}

    public static byte[] of(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-1", "SUN").digest(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK from 17 has SHA-1 in SUN", e);
        }
    }
}
