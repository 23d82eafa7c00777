package vn.khue.pki.timestamp;

import java.security.SecureRandom;
import vn.khue.pki.DigestAlgorithm;

/** Asks an authority of this process; the same exchange as over HTTP, without the HTTP. */
public final class InProcessTimestampClient implements TimestampClient {
    private final TimestampAuthority authority;
    private final SecureRandom random = new SecureRandom();

    public InProcessTimestampClient(TimestampAuthority authority) {
        this.authority = authority;
    }

    @Override
    public byte[] timestamp(DigestAlgorithm algorithm, byte[] digest) {
        TokenExchange exchange = new TokenExchange(algorithm, digest, random);
        return exchange.token(authority.respond(exchange.query()));
    }
}
