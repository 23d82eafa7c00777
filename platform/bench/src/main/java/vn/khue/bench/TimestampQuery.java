package vn.khue.bench;

import java.io.IOException;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.tsp.TimeStampRequestGenerator;

/** What a signer asks a time-stamping authority (RFC 3161): SHA-256, the certificate wanted, no nonce. */
final class TimestampQuery {

    private TimestampQuery() {}

    static byte[] der() {
        try {
            TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
            generator.setCertReq(true);
            return generator
                    .generate(NISTObjectIdentifiers.id_sha256, new byte[32])
                    .getEncoded();
        } catch (IOException e) {
            throw new BenchException("expected a time-stamp request, found " + e, e);
        }
    }
}
