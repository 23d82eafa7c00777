package vn.khue.signing.est;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import org.apache.tomcat.util.net.SSLContext;
import vn.khue.pki.tls.TlsServer;

/** Our end of TLS as Tomcat takes it. Keys and trust are set already; Tomcat has nothing to add. */
final class ConnectorContext implements SSLContext {
    private final TlsServer server;

    ConnectorContext(TlsServer server) {
        this.server = server;
    }

    @Override
    public void init(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
        throw new UnsupportedOperationException("a context that is made already expected to stay as it is");
    }

    @Override
    public void destroy() {
        // The key ends with the process.
    }

    @Override
    public SSLSessionContext getServerSessionContext() {
        return server.context().getServerSessionContext();
    }

    @Override
    public SSLEngine createSSLEngine() {
        return server.context().createSSLEngine();
    }

    @Override
    public SSLServerSocketFactory getServerSocketFactory() {
        return server.context().getServerSocketFactory();
    }

    @Override
    public SSLParameters getSupportedSSLParameters() {
        return server.context().getSupportedSSLParameters();
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return server.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return server.authorities().toArray(X509Certificate[]::new);
    }
}
