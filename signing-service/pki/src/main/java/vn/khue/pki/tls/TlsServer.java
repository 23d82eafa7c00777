package vn.khue.pki.tls;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;
import vn.khue.pki.path.PathValidator;
import vn.khue.pki.trust.TrustStore;

/**
 * The server's end of TLS. Its key is made here, lives in this process's memory alone and ends with it, so nothing has to be wrapped,
 * stored or guarded; a certificate of a few days is all that is left of it. Clients that show a certificate are let in where it leads
 * to an anchor; those that show none as well. Thread-safe.
 */
public final class TlsServer {
    private final Function<PublicKey, List<X509Certificate>> certification;
    private final List<X509Certificate> authorities;
    private final MemoryKeys keys = new MemoryKeys();
    private final SSLContext context;

    /**
     * @param certification issues over a key of ours: the certificate first, then its issuers without the root
     * @param trust anchors of clients
     * @param authorities those whose certificates clients are asked for
     * @param clock by which clients' certificates are judged
     * @throws PkiException what {@code certification} throws
     */
    public TlsServer(
            Function<PublicKey, List<X509Certificate>> certification,
            PathValidator validator,
            TrustStore trust,
            List<X509Certificate> authorities,
            Clock clock) {
        this.certification = certification;
        this.authorities = List.copyOf(authorities);
        renew();
        try {
            context = SSLContext.getInstance("TLS");
            context.init(
                    new KeyManager[] {keys},
                    new TrustManager[] {new ClientPaths(validator, trust, authorities, clock)},
                    null);
        } catch (GeneralSecurityException e) {
            throw new PkiException(Fault.KEY, "a Java platform with TLS expected", e);
        }
    }

    /** A new key with a new certificate for connections from now on. */
    public synchronized void renew() {
        keys.renew(certification);
    }

    /** The certificate that new connections see, then its issuers without the root. */
    public List<X509Certificate> chain() {
        return keys.chain();
    }

    public List<X509Certificate> authorities() {
        return authorities;
    }

    public SSLContext context() {
        return context;
    }
}
