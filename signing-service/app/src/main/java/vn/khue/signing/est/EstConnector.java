package vn.khue.signing.est;

import java.net.InetAddress;
import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import vn.khue.pki.tls.TlsServer;

/**
 * The port on which hosts renew by their certificates: TLS 1.2 and 1.3 alone, forward secrecy and authenticated encryption alone; a
 * certificate is asked for and not required. Few connections, as few hosts renew at a time.
 */
public final class EstConnector {
    /** TLS 1.2 with an ECDSA certificate, RFC 9325 section 4.2. */
    private static final String CIPHERS =
            "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305";

    /** TLS 1.3, RFC 8446 section 9.1. */
    private static final String CIPHER_SUITES =
            "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256";

    private EstConnector() {}

    /** @param port TCP, 1 to 65535 */
    public static Connector of(InetAddress address, int port, TlsServer server) {
        Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setPort(port);
        set(connector, "address", address.getHostAddress());
        set(connector, "SSLEnabled", "true");
        set(connector, "connectionTimeout", "10000");
        set(connector, "maxConnections", "100");
        set(connector, "maxThreads", "8");
        set(connector, "minSpareThreads", "1");
        connector.addSslHostConfig(tls(server));
        return connector;
    }

    private static SSLHostConfig tls(TlsServer server) {
        SSLHostConfig config = new SSLHostConfig();
        config.setProtocols("TLSv1.2+TLSv1.3");
        config.setCiphers(CIPHERS);
        config.setCipherSuites(CIPHER_SUITES);
        config.setCertificateVerification("optional");
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(config, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setSslContext(new ConnectorContext(server));
        config.addCertificate(certificate);
        return config;
    }

    private static void set(Connector connector, String name, String value) {
        if (!connector.setProperty(name, value)) {
            throw new IllegalStateException("a connector with the property " + name + " expected, found none");
        }
    }
}
