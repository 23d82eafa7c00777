package vn.khue.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.ca.CertificateRequest;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.ca.HierarchyFounder;
import vn.khue.pki.ca.RootDirectory;
import vn.khue.pki.ca.StatusUrls;
import vn.khue.pki.crl.CrlIssuer;
import vn.khue.pki.issuance.IssuanceLog;
import vn.khue.pki.issuance.IssuancePlace;
import vn.khue.pki.issuance.IssuanceTable;
import vn.khue.pki.keystore.InMemoryVaultStore;
import vn.khue.pki.keystore.KdfParameters;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.keystore.KeyVault;
import vn.khue.pki.keystore.Passphrase;
import vn.khue.pki.keystore.SoftwareKeyVault;
import vn.khue.pki.ocsp.AnswerPolicy;
import vn.khue.pki.ocsp.AnswerSigner;
import vn.khue.pki.ocsp.AnswerStore;
import vn.khue.pki.ocsp.OcspResponder;
import vn.khue.pki.status.PublishingRegister;
import vn.khue.pki.store.Connections;
import vn.khue.pki.store.JdbcCertificateRegister;

/** A hierarchy over a real PostgreSQL with its log, issuing as the signing service does: answer, list and log with each certificate. */
final class PkiInDatabase implements AutoCloseable {

    private static final StatusUrls URLS = new StatusUrls(URI.create("http://localhost:8081"));
    private static final List<String> MIGRATIONS = List.of(
            "V1__pki.sql",
            "V3__status.sql",
            "V5__issuance_log.sql",
            "V7__lost_authority.sql",
            "V8__issuance_waiting.sql",
            "V9__authorities.sql");

    private final EmbeddedPostgres postgres;
    private final KeyVault vault;
    private final Hierarchy hierarchy;
    private final AnswerSigner signer;
    private final Map<String, CrlIssuer> lists;
    private final IssuanceLog log;

    PkiInDatabase(Path folder) throws IOException {
        Clock clock = Clock.systemUTC();
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "4GB")
                .start();
        migrate();
        try (Passphrase passphrase = passphrase()) {
            vault = SoftwareKeyVault.open(
                    new InMemoryVaultStore(), passphrase, KdfParameters.LEAST, CryptoProviders.fastest(), 100);
        }
        Connections connections = Connections.of(postgres.getPostgresDatabase());
        hierarchy = connections.with(c -> new HierarchyFounder(
                        HierarchyFounder.Setting.shipped(
                                URLS,
                                new RootDirectory(folder.resolve("ca"), PkiInDatabase::passphrase, KdfParameters.LEAST),
                                clock),
                        vault,
                        new JdbcCertificateRegister(Connections.joined(c)))
                .bringUp());
        AnswerPolicy policy = AnswerPolicy.shipped();
        signer = new AnswerSigner(
                new OcspResponder(
                        hierarchy.certificates(),
                        hierarchy.responders(),
                        new JdbcCertificateRegister(connections),
                        policy.validity(),
                        clock),
                policy,
                clock);
        lists = hierarchy.lists();
        IssuancePlace place = IssuancePlace.in(folder);
        Path secret = folder.resolve("passphrase");
        Files.writeString(secret, "benchmark passphrase\n");
        log = IssuanceLog.open(place, place.key("localhost/pki/log", secret), new IssuanceTable(connections));
    }

    private void migrate() throws IOException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            for (String migration : MIGRATIONS) {
                try (InputStream ddl = IssuanceTable.class.getResourceAsStream("/db/pki/" + migration)) {
                    statement.execute(new String(ddl.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        } catch (SQLException e) {
            throw new BenchException("expected the tables of the certificate authority, found " + e, e);
        }
    }

    Connection connection() throws SQLException {
        return postgres.getPostgresDatabase().getConnection();
    }

    CertificateRequest request() {
        return CertificateRequest.person(
                vault.generate(KeySpec.EC_P256),
                UUID.fromString("0b0e7f3c-6a53-4f6b-9c39-0b7f6f2f9b01"),
                "Nguyễn Thị Hoà",
                "th-mau",
                "Trường Tiểu học Mẫu");
    }

    /** Issues so many in one transaction on that connection. */
    void issue(Connection connection, CertificateRequest request, int count) throws SQLException {
        Connections joined = Connections.joined(connection);
        PublishingRegister register =
                new PublishingRegister(new JdbcCertificateRegister(joined), new AnswerStore(joined), signer, lists);
        for (int i = 0; i < count; i++) {
            hierarchy.authority("people").issue(request, register);
        }
        connection.commit();
    }

    /** Brings what was issued into the tree, as the service does once a second. */
    long publish() {
        return log.publish();
    }

    private static Passphrase passphrase() {
        return Passphrase.of("bench passphrase".toCharArray());
    }

    @Override
    public void close() {
        log.close();
        try {
            postgres.close();
        } catch (IOException e) {
            throw new BenchException("expected the benchmark's PostgreSQL to stop, found " + e, e);
        }
    }
}
