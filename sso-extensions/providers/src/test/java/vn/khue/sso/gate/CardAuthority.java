package vn.khue.sso.gate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import vn.khue.directory.Person;
import vn.khue.pki.Certificates;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.ca.CertificateRequest;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.ca.HierarchyFounder;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.ca.RootDirectory;
import vn.khue.pki.ca.StatusUrls;
import vn.khue.pki.ca.Subject;
import vn.khue.pki.keystore.InMemoryVaultStore;
import vn.khue.pki.keystore.KdfParameters;
import vn.khue.pki.keystore.KeyFile;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.keystore.Passphrase;
import vn.khue.pki.keystore.PortableKey;
import vn.khue.pki.keystore.SoftwareKeyVault;
import vn.khue.pki.ocsp.OcspResponder;
import vn.khue.pki.store.CrlName;
import vn.khue.pki.store.InMemoryCertificateRegister;
import vn.khue.pki.store.RevocationReason;

/** Khuê's own CA with its status service, which can go away; and what a card of it holds. */
final class CardAuthority {
    /** Founded two days ago, so that certificates can have ended. */
    private static final Duration AGE = Duration.ofDays(2);

    final Path trustFolder;
    private final HttpServer server;
    private final InMemoryCertificateRegister register = new InMemoryCertificateRegister();
    private final Hierarchy hierarchy;
    private final OcspResponder responder;
    private volatile Duration back = AGE;
    private volatile boolean away;

    /** A key with its certificate and the CAs below the root. */
    record Card(KeyPair keys, IssuedCertificate issued) {
        X509Certificate certificate() {
            return issued.certificate();
        }
    }

    private CardAuthority(Path folder) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        Clock clock = new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return java.time.ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.now().minus(back);
            }
        };
        SoftwareKeyVault vault;
        try (Passphrase passphrase = passphrase()) {
            vault = SoftwareKeyVault.open(
                    new InMemoryVaultStore(), passphrase, KdfParameters.LEAST, CryptoProviders.portable(), 100);
        }
        hierarchy = new HierarchyFounder(
                        HierarchyFounder.Setting.shipped(
                                new StatusUrls(URI.create(url())),
                                new RootDirectory(
                                        folder.resolve("root"), CardAuthority::passphrase, KdfParameters.LEAST),
                                clock),
                        vault,
                        register)
                .bringUp();
        responder = new OcspResponder(
                hierarchy.certificates(), hierarchy.responders(), register, Duration.ofMinutes(10), clock);
        trustFolder = Files.createDirectory(folder.resolve("trust"));
        Files.writeString(trustFolder.resolve("root.pem"), Certificates.pem(hierarchy.root()));
        Files.writeString(
                trustFolder.resolve("people.pem"),
                Certificates.pem(hierarchy.certificates().get("people")));
        server.createContext("/ocsp", this::ocsp);
        server.createContext("/pki/", this::list);
        server.start();
    }

    static CardAuthority found(Path folder) throws IOException {
        return new CardAuthority(folder);
    }

    private static Passphrase passphrase() {
        return Passphrase.of("mật khẩu chỉ dùng khi thử".toCharArray());
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    X509Certificate root() {
        return hierarchy.root();
    }

    Card card(Person person) {
        return card(person.id(), person.name().full(), "person-login", Optional.empty());
    }

    Card card(UUID person, String name, String profile, Optional<Instant> notAfter) {
        back = notAfter.isPresent() ? AGE : Duration.ZERO;
        KeyPair keys = keys();
        Subject subject = Subject.person(name, person, Village.SCHOOL_NAME, Village.SCHOOL);
        IssuedCertificate issued = hierarchy
                .authority("people")
                .issue(
                        new CertificateRequest(
                                profile,
                                subject,
                                keys.getPublic(),
                                Optional.empty(),
                                Optional.of(person),
                                Optional.of(Village.SCHOOL),
                                notAfter),
                        register);
        back = Duration.ZERO;
        return new Card(keys, issued);
    }

    /** As the card office makes one: key and certificate in a PKCS #12 file, opened by the passphrase that was told to the person. */
    Card cardInFile(Person person) {
        back = Duration.ZERO;
        try (PortableKey key = PortableKey.make(KeySpec.EC_P256, CryptoProviders.fastest())) {
            IssuedCertificate issued = hierarchy
                    .authorityFor("person-login")
                    .issue(
                            CertificateRequest.login(
                                            key.publicKey(),
                                            person.id(),
                                            person.name().full(),
                                            Village.SCHOOL,
                                            Village.SCHOOL_NAME)
                                    .until(Instant.now().plus(AGE)),
                            register);
            KeyFile file = key.sealed(issued.chain(), "khue:login:" + person.uid());
            KeyStore store = KeyStore.getInstance("PKCS12");
            char[] passphrase = file.passphrase().toCharArray();
            store.load(new ByteArrayInputStream(file.pkcs12()), passphrase);
            String alias = store.aliases().nextElement();
            return new Card(
                    new KeyPair(
                            store.getCertificate(alias).getPublicKey(), (PrivateKey) store.getKey(alias, passphrase)),
                    issued);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void revoke(Card card) {
        hierarchy
                .authority("people")
                .revoke(card.issued().record().serial(), RevocationReason.KEY_COMPROMISE, register);
    }

    /** Whether the status service answers nothing from now on. */
    void away(boolean gone) {
        away = gone;
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void ocsp(HttpExchange exchange) throws IOException {
        send(
                exchange,
                Optional.of(responder
                        .respond(exchange.getRequestBody().readNBytes(10_000))
                        .der()));
    }

    private void list(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring("/pki/".length());
        String ca = name.substring(0, name.length() - 4);
        int slash = ca.indexOf('/');
        CrlName list = slash < 0
                ? CrlName.main(ca)
                : new CrlName(ca.substring(0, slash), Integer.parseInt(ca.substring(slash + 1)));
        send(exchange, register.latestCrl(list).map(crl -> crl.der()));
    }

    private void send(HttpExchange exchange, Optional<byte[]> content) throws IOException {
        try (exchange) {
            if (away || content.isEmpty()) {
                exchange.sendResponseHeaders(away ? 503 : 404, -1);
            } else {
                exchange.sendResponseHeaders(200, content.get().length);
                exchange.getResponseBody().write(content.get());
            }
        }
    }
}
