package vn.khue.audit.app.timestamp;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.ca.HierarchyFounder;
import vn.khue.pki.ca.RootDirectory;
import vn.khue.pki.ca.StatusUrls;
import vn.khue.pki.keystore.InMemoryVaultStore;
import vn.khue.pki.keystore.KdfParameters;
import vn.khue.pki.keystore.KeyVault;
import vn.khue.pki.keystore.Passphrase;
import vn.khue.pki.keystore.SoftwareKeyVault;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.store.InMemoryCertificateRegister;
import vn.khue.pki.timestamp.ClockState;
import vn.khue.pki.timestamp.TimestampAuthority;

/** A real timestamp authority behind HTTP, with a CA of its own that stands once for all tests. */
public final class TrialTimestamps implements AutoCloseable {

    private static final class Only {
        private static final Hierarchy HIERARCHY = founded();
        private static final Hierarchy ANOTHER = founded();

        private static Hierarchy founded() {
            try {
                Path folder = Files.createTempDirectory("khue-audit-tsa");
                KeyVault vault;
                try (Passphrase passphrase = passphrase()) {
                    vault = SoftwareKeyVault.open(
                            new InMemoryVaultStore(), passphrase, KdfParameters.LEAST, CryptoProviders.fastest(), 10);
                }
                return new HierarchyFounder(
                                HierarchyFounder.Setting.shipped(
                                        new StatusUrls(URI.create("http://localhost:8081")),
                                        new RootDirectory(folder, TrialTimestamps::passphrase, KdfParameters.LEAST),
                                        Clock.systemUTC()),
                                vault,
                                new InMemoryCertificateRegister())
                        .bringUp();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final HttpServer server;

    private TrialTimestamps(HttpServer server) {
        this.server = server;
    }

    private static Passphrase passphrase() {
        return Passphrase.of("a passphrase of a test only".toCharArray());
    }

    /** Begins to answer at this port. */
    public static TrialTimestamps at(int port) throws IOException {
        Clock clock = Clock.systemUTC();
        TimestampAuthority authority = new TimestampAuthority(
                Only.HIERARCHY.timestampKey(),
                Only.HIERARCHY.plan().timestampAuthority().policy(),
                PkiPolicy.vn2026().timestamp(),
                clock,
                ClockState.Trusted::new);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/tsa", exchange -> {
            try (exchange) {
                byte[] answer = authority.respond(exchange.getRequestBody().readAllBytes());
                exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
        return new TrialTimestamps(server);
    }

    /** The root of a CA that has nothing to do with it. */
    static X509Certificate another() {
        return Only.ANOTHER.root();
    }

    /** The root that its certificate leads to. */
    public X509Certificate root() {
        return Only.HIERARCHY.root();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
