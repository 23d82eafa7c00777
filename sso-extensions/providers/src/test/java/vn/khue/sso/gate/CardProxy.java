package vn.khue.sso.gate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import vn.khue.pki.Certificates;

/** Debian's Apache before the gate: asks for certificates and hands them on in a header, which it takes from nobody else. */
final class CardProxy implements AutoCloseable {
    static final String HEADER = "SSL_CLIENT_CERT";

    private static final Path MODULES = Path.of("/usr/lib/apache2/modules");
    private static final List<String> LOADED =
            List.of("mpm_event", "authn_core", "authz_core", "headers", "socache_shmcb", "ssl", "proxy", "proxy_http");
    private static final char[] IN_MEMORY = "trong bo nho".toCharArray();

    private final Process apache;
    private final X509Certificate host;

    private CardProxy(Process apache, X509Certificate host) {
        this.apache = apache;
        this.host = host;
    }

    static boolean installed() {
        return Files.exists(Path.of("/usr/sbin/apache2"))
                && LOADED.stream().allMatch(name -> Files.exists(MODULES.resolve("mod_" + name + ".so")));
    }

    /** @param gate where Keycloak listens, as http://localhost:port */
    static CardProxy start(int port, String gate) throws IOException {
        Path folder = Files.createTempDirectory("khue-card-proxy");
        Process made = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=localhost",
                        "-addext",
                        "subjectAltName=DNS:localhost",
                        "-keyout",
                        "host.key",
                        "-out",
                        "host.pem")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start();
        Patience.until("openssl has made a key", () -> !made.isAlive());
        var text = new StringBuilder();
        LOADED.forEach(name -> text.append("LoadModule ")
                .append(name)
                .append("_module ")
                .append(MODULES.resolve("mod_" + name + ".so"))
                .append('\n'));
        text.append("ServerRoot ")
                .append(folder)
                .append("\nServerName localhost\nPidFile ")
                .append(folder.resolve("pid"));
        text.append("\nErrorLog ")
                .append(folder.resolve("error.log"))
                .append("\nDefaultRuntimeDir ")
                .append(folder);
        text.append("\nMutex file:")
                .append(folder)
                .append(" default\nStartServers 1\nServerLimit 2\nThreadsPerChild 8\n");
        text.append("MaxRequestWorkers 16\nMinSpareThreads 2\nMaxSpareThreads 16\n");
        if ("root".equals(System.getProperty("user.name"))) {
            text.append("User www-data\nGroup www-data\n");
        }
        text.append("Listen 127.0.0.1:")
                .append(port)
                .append("\n<VirtualHost 127.0.0.1:")
                .append(port)
                .append(">\n");
        text.append("""
                SSLEngine on
                SSLCertificateFile host.pem
                SSLCertificateKeyFile host.key
                SSLVerifyClient optional_no_ca
                SSLVerifyDepth 3
                RequestHeader unset SSL_CLIENT_CERT
                RequestHeader set SSL_CLIENT_CERT "%{SSL_CLIENT_CERT}s" "expr=-n %{SSL_CLIENT_CERT}"
                ProxyAddHeaders Off
                """);
        text.append("ProxyPass /realms/khue/khue-card/ ")
                .append(gate)
                .append("/realms/khue/khue-card/\n</VirtualHost>\n");
        Path file = folder.resolve("httpd.conf");
        Files.writeString(file, text);
        Process started = new ProcessBuilder("/usr/sbin/apache2", "-D", "FOREGROUND", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.log").toFile())
                .start();
        Patience.until("Apache listens", () -> listens(port));
        return new CardProxy(
                started,
                Certificates.parseFile(Files.readAllBytes(folder.resolve("host.pem")))
                        .get(0));
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** A browser that trusts this host, with that card in its reader. */
    SSLContext browser(Optional<CardAuthority.Card> card) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("host", host);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            KeyStore reader = reader(card);
            KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
            keys.init(reader, IN_MEMORY);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore reader(Optional<CardAuthority.Card> card) throws GeneralSecurityException, IOException {
        KeyStore reader = KeyStore.getInstance("PKCS12");
        reader.load(null, null);
        if (card.isPresent()) {
            reader.setKeyEntry("card", card.get().keys().getPrivate(), IN_MEMORY, new X509Certificate[] {
                card.get().certificate()
            });
        }
        return reader;
    }

    /** The card as a file (RFC 7292), for a browser that has no reader; under {@link #passphrase}. */
    static byte[] pfx(CardAuthority.Card card) {
        try {
            var file = new ByteArrayOutputStream();
            reader(Optional.of(card)).store(file, IN_MEMORY);
            return file.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static String passphrase() {
        return new String(IN_MEMORY);
    }

    /** The value of the header, in the form in which Apache writes it. */
    static String header(X509Certificate certificate) {
        return Certificates.pem(certificate).strip().replace('\n', ' ');
    }

    /** Asks the gate from another address of this machine, one that is no proxy. */
    static String fromElsewhere(int gate, String path, String cookies, String header) throws IOException {
        try (var socket = new Socket(InetAddress.getByName("127.0.0.1"), gate, InetAddress.getByName("127.0.0.2"), 0)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost:" + gate + "\r\nConnection: close\r\nCookie: "
                                    + cookies + "\r\n" + HEADER + ": " + header + "\r\n\r\n")
                            .getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }

    @Override
    public void close() {
        apache.destroy();
    }
}
