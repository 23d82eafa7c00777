package vn.khue.pki;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Certificates whose signature was found to be that of a key. Whether a value fits does not change with time or policy, so it need not be
 * computed twice; a certificate that did not verify is not kept. Named by SHA-256 over the whole certificate and the key, so that
 * one altered bit names another. Bounded: where strangers fill it, it begins anew. Thread-safe.
 */
final class VerifiedCertificates {

    private static final int MOST = 4096;

    private final Set<ByteBuffer> known = ConcurrentHashMap.newKeySet();

    /** @param certificate DER */
    boolean contains(byte[] certificate, PublicKey issuerKey) {
        byte[] key = issuerKey.getEncoded();
        return key != null && known.contains(name(certificate, key));
    }

    /** @param certificate DER, whose signature was verified under this very key */
    void add(byte[] certificate, PublicKey issuerKey) {
        byte[] key = issuerKey.getEncoded();
        if (key == null) {
            return;
        }
        if (known.size() >= MOST) {
            known.clear();
        }
        known.add(name(certificate, key));
    }

    /** The length before the first part keeps the parts apart. */
    private static ByteBuffer name(byte[] certificate, byte[] key) {
        MessageDigest digest = DigestAlgorithm.SHA256.newDigest();
        digest.update(
                ByteBuffer.allocate(Integer.BYTES).putInt(certificate.length).flip());
        digest.update(certificate);
        digest.update(key);
        return ByteBuffer.wrap(digest.digest()).asReadOnlyBuffer();
    }
}
