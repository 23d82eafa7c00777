package vn.khue.pki.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.PkiException;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.path.PathRequest;
import vn.khue.pki.path.PathResult;
import vn.khue.pki.path.Purpose;
import vn.khue.pki.path.Rfc5280PathValidator;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.revocation.BoundedHttp;
import vn.khue.pki.revocation.FetchRule;
import vn.khue.pki.revocation.HttpRevocationSource;
import vn.khue.pki.revocation.RevocationEvidence;
import vn.khue.pki.timestamp.HttpTimestampClient;

/** The HTTP forms of status and time, against our own server and against ones that misbehave. */
class OverHttpTest {
    @TempDir
    Path root;

    private final BoundedHttp http = new BoundedHttp(Duration.ofSeconds(1), Duration.ofSeconds(2));
    private final CountDownLatch released = new CountDownLatch(1);
    private PkiServer server;
    private HttpServer hostile;
    private URI bad;

    @BeforeEach
    void start() throws IOException {
        server = new PkiServer(root);
        hostile = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bad = URI.create("http://localhost:" + hostile.getAddress().getPort());
        hostile.start();
    }

    @AfterEach
    void stop() {
        released.countDown();
        hostile.stop(0);
        server.close();
    }

    @Test
    void fetchesWhatAValidationNeeds() {
        IssuedCertificate person = server.pki.person();
        HttpRevocationSource source = new HttpRevocationSource(http, new FetchRule(Set.of(server.base.toString())));
        byte[] own = source.ocsp(person.certificate(), person.chain().get(1)).orElseThrow();
        byte[] rootCrl = source.crl(person.chain().get(1)).orElseThrow();
        PathResult result = new Rfc5280PathValidator(PkiPolicy.vn2026(), CryptoProviders.fastest())
                .validate(PathRequest.of(
                        person.certificate(),
                        server.pki.authorities(),
                        server.pki.trust(),
                        server.pki.clock.instant(),
                        new RevocationEvidence(List.of(own), List.of(rootCrl)),
                        Purpose.DOCUMENT_SIGNING));
        assertThat(result).isInstanceOf(PathResult.Valid.class);
    }

    @Test
    void asksOnlyListedOrigins() {
        IssuedCertificate person = server.pki.person();
        for (String other : new String[] {
            "http://localhost:1",
            "https://localhost:" + server.base.getPort(),
            "http://127.0.0.1:" + server.base.getPort()
        }) {
            HttpRevocationSource source = new HttpRevocationSource(http, new FetchRule(Set.of(other)));
            assertThat(source.ocsp(person.certificate(), person.chain().get(1))).isEmpty();
            assertThat(source.crl(person.certificate())).isEmpty();
        }
    }

    @Test
    void stampsOverHttp() {
        byte[] token = new HttpTimestampClient(URI.create(server.base + "/tsa"), http)
                .timestamp(DigestAlgorithm.SHA256, DigestAlgorithm.SHA256.of(new byte[] {1}));
        assertThat(token).isNotEmpty();
    }

    @Test
    void givesUpAnEndlessBody() {
        hostile.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 0);
                byte[] block = new byte[8192];
                for (int i = 0; i < 100_000; i++) {
                    exchange.getResponseBody().write(block);
                }
            }
        });
        assertThat(http.get(bad, "*/*", 100_000)).isEmpty();
    }

    @Test
    void givesUpASilentServer() {
        hostile.createContext("/", exchange -> {
            try (exchange) {
                released.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        long start = System.nanoTime();
        Optional<byte[]> answer = http.get(bad, "*/*", 100);
        assertThat(answer).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void followsNoRedirectAndTakesNoErrorPageForAnAnswer() {
        hostile.createContext("/away", exchange -> {
            exchange.getResponseHeaders().set("Location", server.base + "/pki/root.crt");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        hostile.createContext("/page", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 5);
                exchange.getResponseBody().write("oops!".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            }
        });
        assertThat(http.get(URI.create(bad + "/away"), "*/*", 10_000)).isEmpty();
        assertThatThrownBy(() -> new HttpTimestampClient(URI.create(bad + "/page"), http)
                        .timestamp(DigestAlgorithm.SHA256, new byte[32]))
                .isInstanceOfSatisfying(
                        PkiException.class, e -> assertThat(e.fault()).isEqualTo(PkiException.Fault.REMOTE));
        assertThatThrownBy(() -> new HttpTimestampClient(URI.create("http://localhost:1/tsa"), http)
                        .timestamp(DigestAlgorithm.SHA256, new byte[32]))
                .isInstanceOf(PkiException.class);
    }
}
