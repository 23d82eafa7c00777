package vn.khue.pki.timestamp;

import java.net.URI;
import java.security.SecureRandom;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;
import vn.khue.pki.revocation.BoundedHttp;

/** Asks an authority over HTTP (RFC 3161 section 3.4); an answer is at most 64 KiB. */
public final class HttpTimestampClient implements TimestampClient {
    private static final int MAX_REPLY = 64 * 1024;

    private final URI address;
    private final BoundedHttp http;
    private final SecureRandom random = new SecureRandom();

    public HttpTimestampClient(URI address, BoundedHttp http) {
        this.address = address;
        this.http = http;
    }

    @Override
    public byte[] timestamp(DigestAlgorithm algorithm, byte[] digest) {
        TokenExchange exchange = new TokenExchange(algorithm, digest, random);
        byte[] reply = http.post(
                        address,
                        "application/timestamp-query",
                        "application/timestamp-reply",
                        exchange.query(),
                        MAX_REPLY)
                .orElseThrow(() -> new PkiException(
                        Fault.REMOTE, "a time-stamp expected from " + address + ", found no answer; try again later"));
        return exchange.token(reply);
    }
}
