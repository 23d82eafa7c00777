package vn.khue.pki;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import vn.khue.pki.ca.CertificateRequest;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.ca.HierarchyFounder;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.ca.RootDirectory;
import vn.khue.pki.ca.StatusUrls;
import vn.khue.pki.crl.CrlIssuer;
import vn.khue.pki.crl.CrlPublication;
import vn.khue.pki.keystore.JdbcVaultStore;
import vn.khue.pki.keystore.KdfParameters;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.keystore.KeyVault;
import vn.khue.pki.keystore.Passphrase;
import vn.khue.pki.keystore.SoftwareKeyVault;
import vn.khue.pki.ocsp.AnswerPolicy;
import vn.khue.pki.ocsp.AnswerProduction;
import vn.khue.pki.ocsp.AnswerSigner;
import vn.khue.pki.ocsp.AnswerStore;
import vn.khue.pki.ocsp.OcspResponder;
import vn.khue.pki.ocsp.PublicResponder;
import vn.khue.pki.status.PublishingRegister;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.Connections;
import vn.khue.pki.store.JdbcCertificateRegister;
import vn.khue.pki.store.RevocationReason;

/** A hierarchy over a real PostgreSQL, with everything that publishes status. */
public final class StatusPki {
    public static final AnswerPolicy POLICY = new AnswerPolicy(
            Duration.ofHours(12),
            Duration.ofHours(3),
            Duration.ofHours(1),
            Duration.ofMillis(100),
            50,
            10,
            4,
            5,
            "test");

    private static final StatusUrls URLS = new StatusUrls(URI.create("http://localhost:8081"));

    public final Connections connections;
    public final Hierarchy hierarchy;
    public final BreakableKey responderKey;
    public final OcspResponder onDemand;
    public final AnswerSigner signer;
    public final AnswerProduction production;
    public final CrlPublication lists;
    public final AnswerStore answers;
    private final Clock clock;
    private final KeyVault vault;
    private final Path rootDirectory;
    private final Map<String, CrlIssuer> issuers;

    public StatusPki(Connections connections, Path rootDirectory, Clock clock) {
        this.connections = connections;
        this.clock = clock;
        try (Passphrase passphrase = TestPki.passphrase()) {
            vault = SoftwareKeyVault.open(
                    new JdbcVaultStore("test", connections),
                    passphrase,
                    KdfParameters.LEAST,
                    CryptoProviders.fastest(),
                    100);
        }
        this.rootDirectory = rootDirectory;
        hierarchy = bringUp();
        Map<String, SigningKey> responders = new HashMap<>(hierarchy.responders());
        String people = hierarchy.authority("people").name();
        responderKey = new BreakableKey(responders.get(people));
        responders.put(people, responderKey);
        onDemand = new OcspResponder(
                hierarchy.certificates(),
                responders,
                new JdbcCertificateRegister(connections),
                POLICY.validity(),
                clock);
        signer = new AnswerSigner(onDemand, POLICY, clock);
        production = new AnswerProduction(connections, onDemand, signer, POLICY, clock);
        issuers = hierarchy.lists();
        lists = new CrlPublication(connections, issuers, clock);
        answers = new AnswerStore(connections);
    }

    /** As a start does, with the root at hand; these CAs get a new key. */
    public Hierarchy bringUp(String... rollover) {
        return connections.with(c -> new HierarchyFounder(
                        HierarchyFounder.Setting.shipped(
                                URLS,
                                new RootDirectory(rootDirectory, TestPki::passphrase, KdfParameters.LEAST),
                                clock),
                        vault,
                        new JdbcCertificateRegister(Connections.joined(c)))
                .bringUp(Set.of(rollover)));
    }

    /** One node's responder; not started. */
    public PublicResponder node() {
        return new PublicResponder(onDemand, signer, answers, POLICY, clock);
    }

    /** Work in one transaction on a register that publishes. */
    public <T> T inTransaction(Function<CertificateRegister, T> work) {
        return connections.with(c -> {
            Connections joined = Connections.joined(c);
            return work.apply(new PublishingRegister(
                    new JdbcCertificateRegister(joined), new AnswerStore(joined), signer, issuers));
        });
    }

    /** Reading only. */
    public CertificateRegister register() {
        return new JdbcCertificateRegister(connections);
    }

    /** For a person with a key of their own. */
    public CertificateRequest request() {
        return CertificateRequest.person(
                vault.generate(KeySpec.EC_P256), TestPki.KHUE_ID, "Nguyễn Thị Hoà", TestPki.UNIT, TestPki.UNIT_NAME);
    }

    public List<IssuedCertificate> people(int count) {
        CertificateRequest request = request();
        return inTransaction(register -> java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> hierarchy.authority("people").issue(request, register))
                .toList());
    }

    public CertificateRecord revoke(IssuedCertificate issued) {
        return inTransaction(register -> hierarchy
                .authority("people")
                .revoke(issued.record().serial(), RevocationReason.KEY_COMPROMISE, register));
    }
}
