package vn.khue.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.pki.Certificates;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.ca.CertificateRequest;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.ca.HierarchyFounder;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.ca.RootDirectory;
import vn.khue.pki.ca.StatusUrls;
import vn.khue.pki.issuance.IssuanceLog;
import vn.khue.pki.issuance.IssuancePlace;
import vn.khue.pki.issuance.IssuanceTable;
import vn.khue.pki.keystore.InMemoryVaultStore;
import vn.khue.pki.keystore.KdfParameters;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.keystore.KeyVault;
import vn.khue.pki.keystore.Passphrase;
import vn.khue.pki.keystore.SoftwareKeyVault;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.Connections;
import vn.khue.pki.store.InMemoryCertificateRegister;
import vn.khue.pki.store.JdbcCertificateRegister;

/** {@code ./khue ca audit} as an operator calls it, over a register in a real PostgreSQL. */
class CaAuditTest {
    @TempDir
    Path directory;

    private CaOperator operator;
    private EmbeddedPostgres server;
    private KeyVault vault;
    private Hierarchy hierarchy;
    private DataSource database;

    @BeforeEach
    void found() throws IOException, SQLException {
        new StateDirectory(state()).create();
        StateDirectory.writeOwnerOnly(state().resolve("secrets/db-signing"), "chỉ để thử\n");
        server = EmbeddedPostgres.start();
        operator = new CaOperator(state(), server);
        try (Connection admin = server.getPostgresDatabase().getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute("create role signing login superuser password 'chỉ để thử'");
            statement.execute("create database signing owner signing");
        }
        database = server.getDatabase("signing", "signing");
        try (Passphrase passphrase = passphrase()) {
            vault = SoftwareKeyVault.open(
                    new InMemoryVaultStore(), passphrase, KdfParameters.LEAST, CryptoProviders.fastest(), 10);
        }
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void whatWasIssuedAgreesAndEachStrangerIsNamedWithWhatToDo() throws Exception {
        bringUp();
        IssuedCertificate logged = issue(new JdbcCertificateRegister(Connections.of(database)));
        Path file = Files.writeString(directory.resolve("giáo viên.pem"), Certificates.pem(logged.certificate()));
        publish();
        int founded = hierarchy.issuedNow().size();

        assertThat(run("ca", "audit", file.toString())).as(said()).isZero();
        assertThat(said())
                .contains("giáo viên.pem: is entry " + founded, "Compared " + (founded + 1) + " entries", "agree");
        assertThat(run("ca", "audit", "--json")).isZero();
        JsonNode line = JsonMapper.shared().readTree(said());
        assertThat(line.path("sound").booleanValue()).isTrue();
        assertThat(line.path("entries").intValue()).isEqualTo(founded + 1);

        IssuedCertificate outside = issue(new InMemoryCertificateRegister());
        Path strange = Files.writeString(directory.resolve("strange.pem"), Certificates.pem(outside.certificate()));
        assertThat(run("ca", "audit", file.toString(), strange.toString())).isEqualTo(1);
        assertThat(said()).contains("strange.pem: was signed with the key", "When a key of a CA is stolen");

        behindItsBack("insert into pki_certificate (ca, serial, der, profile, not_before, not_after, state)"
                + " select ca, '\\x0badcafe', der, profile, not_before, not_after, 'G' from pki_certificate limit 1");
        assertThat(run("ca", "audit")).isEqualTo(1);
        assertThat(said()).contains("root BADCAFE: stands in the register and is no entry of the log");
    }

    @Test
    void aCheckpointOfAnotherLogAndFilesThatAreNotThereAreNamed() throws Exception {
        assertThat(run("ca", "audit")).isEqualTo(65);
        assertThat(said()).contains("khue-issuance.vkey");
        bringUp();
        publish();
        assertThat(run("ca", "audit", "--since", directory.resolve("none").toString()))
                .isEqualTo(65);
        assertThat(run("ca", "audit", directory.resolve("none.pem").toString())).isEqualTo(65);
        assertThat(said()).contains("none.pem");
        Path foreign = Files.writeString(directory.resolve("foreign"), "other/log\n1\nAAAA\n\nno signature\n");
        assertThat(run("ca", "audit", "--since", foreign.toString())).isEqualTo(1);
        assertThat(said()).contains("OLDER_CHECKPOINT");
        server.close();
        assertThat(run("ca", "audit")).isEqualTo(1);
        assertThat(said()).contains("./khue up").doesNotContain("\tat ");
    }

    private void bringUp() throws IOException, SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            CaOperator.migrate(statement);
        }
        hierarchy = new HierarchyFounder(
                        HierarchyFounder.Setting.shipped(
                                new StatusUrls(URI.create("http://localhost:8081")),
                                new RootDirectory(state().resolve("ca"), CaAuditTest::passphrase, KdfParameters.LEAST),
                                Clock.systemUTC()),
                        vault,
                        new JdbcCertificateRegister(Connections.of(database)))
                .bringUp();
    }

    private void publish() throws IOException {
        Path passphrase = Files.writeString(directory.resolve("passphrase"), "mật khẩu chỉ để thử\n");
        IssuancePlace place = IssuancePlace.in(state());
        try (IssuanceLog log = IssuanceLog.open(
                place, place.key("localhost/pki/log", passphrase), new IssuanceTable(Connections.of(database)))) {
            log.publish();
        }
    }

    private IssuedCertificate issue(CertificateRegister register) {
        CertificateRequest request = CertificateRequest.person(
                vault.generate(KeySpec.EC_P256), UUID.randomUUID(), "Nguyễn Thị Hoà", "th-1", "Trường Tiểu học Một");
        return hierarchy.authority("people").issue(request, register);
    }

    private void behindItsBack(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement s = connection.createStatement()) {
            s.execute("set session_replication_role = replica");
            s.execute(statement);
        }
    }

    private static Passphrase passphrase() {
        return Passphrase.of("mật khẩu chỉ dùng khi thử".toCharArray());
    }

    private Path state() {
        return directory.resolve("state");
    }

    private String said() {
        return operator.said();
    }

    private int run(String... words) {
        return operator.run(words);
    }
}
