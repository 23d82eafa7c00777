package vn.khue.pki.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import vn.khue.pki.path.PathRequest;
import vn.khue.pki.path.PathRequest.RevocationChecking;
import vn.khue.pki.path.PathResult;
import vn.khue.pki.path.PathValidator;
import vn.khue.pki.path.PolicyInputs;
import vn.khue.pki.path.Purpose;
import vn.khue.pki.revocation.RevocationEvidence;
import vn.khue.pki.trust.TrustStore;

/**
 * Whether a client's certificate leads to one of the anchors at this moment (RFC 5280 section 6). Revocation and what the certificate
 * is good for the server judges at each request, as a connection may outlive both. Extended key usage is not asked for: hosts have
 * server certificates, and here one proves nothing but that the host still holds its key. Thread-safe.
 */
final class ClientPaths extends X509ExtendedTrustManager {
    private final PathValidator validator;
    private final TrustStore trust;
    private final List<X509Certificate> authorities;
    private final Clock clock;

    /** @param authorities those whose certificates clients are asked for; a client may leave them out of its chain */
    ClientPaths(PathValidator validator, TrustStore trust, List<X509Certificate> authorities, Clock clock) {
        this.validator = validator;
        this.trust = trust;
        this.authorities = List.copyOf(authorities);
        this.clock = clock;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        if (chain == null || chain.length == 0) {
            throw new IllegalArgumentException("a certificate expected, found none");
        }
        List<X509Certificate> others = new ArrayList<>(Arrays.asList(chain).subList(1, chain.length));
        others.addAll(authorities);
        PathResult result = validator.validate(new PathRequest(
                chain[0],
                others,
                trust,
                clock.instant(),
                RevocationEvidence.none(),
                RevocationChecking.SKIPPED,
                PolicyInputs.any(),
                Purpose.ANY));
        if (!(result instanceof PathResult.Valid)) {
            throw new CertificateException("a certificate of a host, in force, expected");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("the server's end trusts no server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.toArray(X509Certificate[]::new);
    }
}
