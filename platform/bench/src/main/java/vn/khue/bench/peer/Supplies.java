package vn.khue.bench.peer;

import java.security.cert.X509Certificate;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.SigningKey;
import vn.khue.pki.revocation.RevocationSource;
import vn.khue.pki.timestamp.TimestampClient;

/**
 * What every signer gets alike: the same key, the same responder, the same timestamp authority, all in the process.
 *
 * @param key the signer's key and chain
 * @param root the anchor of the chain
 * @param revocation OCSP answers and CRLs
 * @param timestamps the timestamp authority
 */
public record Supplies(SigningKey key, X509Certificate root, RevocationSource revocation, TimestampClient timestamps) {

    byte[] sign(byte[] message) {
        return key.signDigest(DigestAlgorithm.SHA256.of(message));
    }
}
