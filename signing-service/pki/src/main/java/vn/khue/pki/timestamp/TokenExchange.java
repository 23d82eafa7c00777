package vn.khue.pki.timestamp;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;

/** One request and the check that an answer belongs to it (RFC 3161 section 2.2): status, imprint, nonce, policy. */
final class TokenExchange {
    private final TimeStampRequest request;

    TokenExchange(DigestAlgorithm algorithm, byte[] digest, SecureRandom random) {
        if (digest.length != algorithm.length()) {
            throw new PkiException(
                    Fault.INPUT,
                    "a digest of " + algorithm.length() + " bytes expected for " + algorithm + ", found "
                            + digest.length);
        }
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        this.request = generator.generate(algorithm.oid(), digest, new BigInteger(64, random));
    }

    byte[] query() {
        try {
            return request.getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("a request in memory always encodes", e);
        }
    }

    byte[] token(byte[] reply) {
        try {
            TimeStampResponse response = new TimeStampResponse(reply);
            response.validate(request);
            TimeStampToken token = response.getTimeStampToken();
            if (token == null) {
                throw new PkiException(
                        Fault.REMOTE,
                        "a granted time-stamp expected, found status " + response.getStatus() + " "
                                + response.getStatusString());
            }
            return token.getEncoded("DER");
        } catch (TSPException | IOException e) {
            throw new PkiException(Fault.REMOTE, "a time-stamp for this request expected, found another answer", e);
        }
    }
}
