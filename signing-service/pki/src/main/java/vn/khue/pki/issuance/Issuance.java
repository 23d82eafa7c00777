package vn.khue.pki.issuance;

import java.util.Optional;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.store.IssuerAndSerial;

/**
 * One entry of the log as the database keeps it, beside what the register says of the same certificate.
 *
 * @param entry its index in the log, from 0
 * @param name of the certificate
 * @param leaf RFC 6962 leaf hash of the certificate's DER, 32 bytes; callers do not change the array
 * @param der the certificate as it stands in the register; empty where it stands there no more
 */
public record Issuance(long entry, IssuerAndSerial name, byte[] leaf, Optional<byte[]> der) {
    private static final byte[] LEAF = {0};

    /** RFC 6962 section 2.1: SHA-256 of 0x00 and the entry. */
    static byte[] leafOf(byte[] der) {
        return DigestAlgorithm.SHA256.of(LEAF, der);
    }
}
