package vn.khue.pki;

import java.io.IOException;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;

/** The DigestInfo that PKCS #1 v1.5 signs (RFC 8017 section 9.2). */
final class DigestInfos {
    private DigestInfos() {}

    static byte[] of(DigestAlgorithm algorithm, byte[] digest) {
        try {
            return new DigestInfo(new AlgorithmIdentifier(algorithm.oid(), DERNull.INSTANCE), digest).getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException("a DigestInfo in memory always encodes", e);
        }
    }
}
