package vn.khue.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.audit.event.JdbcOutbox;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.pki.issuance.IssuanceTable;
import vn.khue.pki.softhsm.SoftHsm;
import vn.khue.pki.store.Connections;

/** {@code ./khue ca init}, {@code sign}, {@code rollover} and {@code revoke} as their holders call them, with the register in a real PostgreSQL. */
class CaCeremonyTest {
    @TempDir
    Path directory;

    private CaOperator operator;
    private static EmbeddedPostgres server;
    private DataSource database;
    private Path safes;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void empty() throws IOException, SQLException {
        operator = new CaOperator(state(), server);
        safes = Files.createDirectory(directory.resolve("safes"));
        try (Connection admin = server.getPostgresDatabase().getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute("drop database if exists signing with (force)");
            statement.execute("drop role if exists signing");
            statement.execute("create role signing login superuser password 'chỉ để thử'");
            statement.execute("create database signing owner signing");
        }
        database = server.getDatabase("signing", "signing");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            CaOperator.migrate(statement);
            statement.execute(JdbcOutbox.ddl());
        }
    }

    @Test
    void theRootIsMadeUnderSharesAndSignsWithEnoughOfThem() throws Exception {
        assertThat(run("ca", "init", "--by", "Nguyễn Thị Hoà", "--by", "Lê Văn Tám", "--to", safes.toString()))
                .as(said())
                .isZero();
        List<String> shares = shares();
        assertThat(shares).hasSize(5);
        assertThat(said()).contains("The root was made. SHA-256 fingerprint: ").doesNotContain(words(shares.get(0)));
        Path ca = state().resolve("ca");
        assertThat(Files.readString(ca.resolve("transcript.txt")))
                .contains("Nguyễn Thị Hoà; Lê Văn Tám", "3 of 5 shares open", "EC_P384", "Bouncy Castle 1.84")
                .doesNotContain(words(shares.get(0)));

        new StateDirectory(state()).create();
        StateDirectory.writeOwnerOnly(state().resolve("secrets/db-signing"), "chỉ để thử\n");
        StateDirectory.writeOwnerOnly(state().resolve("secrets/vault-passphrase"), "mật khẩu của kho khoá\n");
        assertThat(run("ca", "sign", "--by", "Hoà", "--share", shares.get(0), "--share", shares.get(1)))
                .isEqualTo(1);
        assertThat(said()).contains("3 different shares are needed, found 2");
        assertThat(entries()).isZero();

        assertThat(sign(shares.subList(2, 5))).as(said()).isZero();
        assertThat(said()).contains("khue:ca:people", "khue:ocsp:root", "revocation list number 1", "Run ./khue up");
        long signed = entries();
        assertThat(signed).isGreaterThanOrEqualTo(7);
        assertThat(count("select count(*) from audit_outbox")).isEqualTo(signed);
        try (Stream<Path> files = Files.list(ca)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.matches("transcript-[0-9TZ]+\\.txt")))
                    .hasSize(1);
        }
        assertThat(sign(shares.subList(0, 3))).as(said()).isZero();
        assertThat(said()).contains("nothing for the root to sign");
        assertThat(entries()).isEqualTo(signed);
    }

    @Test
    void twoPeopleWithTheSharesGiveACaItsNextKeyAndTheFormerOneStays() throws Exception {
        found("2");
        List<String> words = new ArrayList<>(List.of("ca", "rollover", "people", "--by", "Hoà"));
        shares().forEach(share -> words.addAll(List.of("--share", share)));
        assertThat(run(words.toArray(String[]::new))).isEqualTo(64);
        assertThat(said()).contains("two people at least");
        words.addAll(List.of("--by", "Hoà"));
        assertThat(run(words.toArray(String[]::new))).isEqualTo(64);
        words.addAll(List.of("--by", "Lê Văn Tám"));
        long before = entries();
        assertThat(run(words.toArray(String[]::new))).as(said()).isZero();
        assertThat(said()).contains("New key: people-2", "khue:ca:people-2", "khue:ocsp:people-2");
        assertThat(entries()).isEqualTo(before + 2);
        assertThat(count("select count(*) from pki_certificate where state = 'R'"))
                .isZero();
        assertThat(count("select count(*) from audit_outbox where body like '%CERTIFICATE_ISSUED%'"))
                .isEqualTo(before + 2);
        try (Stream<Path> files = Files.list(state().resolve("ca"))) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("transcript-")))
                    .anySatisfy(file -> assertThat(file)
                            .content()
                            .contains("Hoà; Hoà; Lê Văn Tám", "Next key, as asked for: people-2"));
        }
        words.set(2, "nobody");
        assertThat(run(words.toArray(String[]::new))).isEqualTo(1);
        assertThat(said()).contains("nobody");
    }

    @Test
    void whoNeedsANewCertificateAfterALossIsListed() throws Exception {
        found("2");
        assertThat(run("ca", "holders", "people")).as(said()).isZero();
        assertThat(said()).contains("0 certificates");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            // A person of whose certificate nothing but its name matters here.
            statement.execute(
                    "insert into pki_certificate (ca, serial, der, profile, holder, unit, not_before, not_after,"
                            + " state) select 'people', '\\x0123', der, 'person-signing',"
                            + " '0b0e7f3c-6a53-4f6b-9c39-0b7f6f2f9b01', 'th-1', not_before, not_after, 'G'"
                            + " from pki_certificate where unit = 'khue:ocsp:people'");
        }
        List<String> words = new ArrayList<>(List.of("ca", "revoke", "--key-compromise", "people", "--by", "Hoà"));
        shares().forEach(share -> words.addAll(List.of("--share", share)));
        assertThat(run(words.toArray(String[]::new))).as(said()).isZero();
        assertThat(run("ca", "holders", "people")).as(said()).isZero();
        assertThat(said())
                .contains("1 certificates", "person-signing\tth-1\t0b0e7f3c-6a53-4f6b-9c39-0b7f6f2f9b01\t123");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into pki_certificate (ca, serial, der, profile, holder, unit, not_before, not_after,"
                            + " state) select 'people-2', '\\x0124', der, profile, holder, unit, not_before, not_after, 'G'"
                            + " from pki_certificate where serial = '\\x0123'");
        }
        assertThat(run("ca", "holders", "people")).as(said()).isZero();
        assertThat(said()).contains("0 certificates");
    }

    @Test
    void theRootSignsForKeysThatLieInAToken() throws Exception {
        SoftHsm hsm = SoftHsm.in(directory.resolve("hsm"));
        Map<String, String> keys = Map.of(
                "KHUE_KEYS",
                "pkcs11",
                "KHUE_PKCS11_MODULE",
                hsm.module().toString(),
                "KHUE_PKCS11_TOKEN",
                SoftHsm.LABEL);
        assertThat(run("ca", "init", "--by", "Hoà", "--threshold", "2", "--shares", "2", "--to", safes.toString()))
                .isZero();
        new StateDirectory(state()).create();
        StateDirectory.writeOwnerOnly(state().resolve("secrets/db-signing"), "chỉ để thử\n");
        StateDirectory.writeOwnerOnly(state().resolve("secrets/hsm-pin"), SoftHsm.PIN + "\n");
        List<String> words = new ArrayList<>(List.of("ca", "sign", "--by", "Hoà", "--by", "Tám"));
        shares().forEach(share -> words.addAll(List.of("--share", share)));
        assertThat(operator.run(keys, words.toArray(String[]::new))).as(said()).isZero();
        assertThat(hsm.tool("--list-objects"))
                .contains("khue:ca:people", "khue:ca:time", "khue:ocsp:root", "khue:tsa")
                .doesNotContain("khue:ca:root");
        words.set(1, "rollover");
        words.add("people");
        assertThat(operator.run(keys, words.toArray(String[]::new))).as(said()).isZero();
        assertThat(hsm.tool("--list-objects")).contains("khue:ca:people-2", "khue:ocsp:people-2");
        assertThat(count("select count(*) from pki_vault_key where vault = 'signing'"))
                .isZero();
    }

    @Test
    void aStolenCaIsRevokedWithWhatItIssuedAndTheRootCertifiesANewKey() throws Exception {
        found("2");
        long before = entries();

        String[] words = {
            "ca",
            "revoke",
            "--key-compromise",
            "people",
            "--by",
            "Hoà",
            "--share",
            shares().get(0),
            "--share",
            shares().get(1)
        };
        assertThat(run(words)).as(said()).isZero();
        assertThat(said())
                .contains("Revoked khue:ca:people and 1 certificates", "khue:ca:people-2", "revocation list number 2");
        assertThat(entries()).isEqualTo(before + 2);
        assertThat(count("select count(*) from pki_certificate where state = 'R'"))
                .isEqualTo(2);
        assertThat(count("select count(*) from audit_outbox where body like '%SUPERSEDED%'"
                        + " or body like '%CA_COMPROMISE%'"))
                .isEqualTo(2);
        words[3] = "nobody";
        assertThat(run(words)).isEqualTo(1);
        assertThat(said()).contains("nobody");
    }

    @Test
    void aSecondRootIsRefusedAndSoIsWhatNobodySees() throws Exception {
        assertThat(run("ca", "init", "--by", "Hoà")).isEqualTo(1);
        assertThat(said()).contains("Nobody sits at a terminal");
        assertThat(state().resolve("ca")).doesNotExist();
        assertThat(run(
                        "ca",
                        "init",
                        "--by",
                        "Hoà",
                        "--to",
                        directory.resolve("none").toString()))
                .isEqualTo(65);

        assertThat(run("ca", "init", "--by", "Hoà", "--threshold", "2", "--shares", "2", "--to", safes.toString()))
                .isZero();
        byte[] root = Files.readAllBytes(state().resolve("ca/root.crt"));
        Path others = Files.createDirectory(directory.resolve("others"));
        assertThat(run("ca", "init", "--by", "Hoà", "--to", others.toString())).isEqualTo(1);
        assertThat(said()).contains("a root is made once");
        assertThat(Files.readAllBytes(state().resolve("ca/root.crt"))).isEqualTo(root);
        try (Stream<Path> files = Files.list(others)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aRootWithAPassphraseOfItsOwnNeedsNoShares() throws IOException {
        Files.createDirectories(state().resolve("ca"));
        assertThat(run("ca", "sign", "--by", "Hoà", "--share", "none")).isEqualTo(1);
        assertThat(said()).contains("does not open by shares");
    }

    /** A root of so many shares, all needed, that has signed its CAs. */
    private void found(String shares) throws IOException {
        assertThat(run(
                        "ca",
                        "init",
                        "--by",
                        "Hoà",
                        "--threshold",
                        shares,
                        "--shares",
                        shares,
                        "--to",
                        safes.toString()))
                .isZero();
        new StateDirectory(state()).create();
        StateDirectory.writeOwnerOnly(state().resolve("secrets/db-signing"), "chỉ để thử\n");
        StateDirectory.writeOwnerOnly(state().resolve("secrets/vault-passphrase"), "mật khẩu của kho khoá\n");
        assertThat(sign(shares())).as(said()).isZero();
    }

    private int sign(List<String> shares) {
        List<String> words = new ArrayList<>(List.of("ca", "sign", "--by", "Hoà"));
        shares.forEach(share -> words.addAll(List.of("--share", share)));
        return run(words.toArray(String[]::new));
    }

    private List<String> shares() throws IOException {
        try (Stream<Path> files = Files.list(safes)) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    /** The first groups of the share in a file. */
    private static String words(String file) throws IOException {
        return Files.readString(Path.of(file)).split("\n\n", 2)[1].substring(0, 20);
    }

    private long entries() {
        return new IssuanceTable(Connections.of(database)).size();
    }

    private long count(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getLong(1);
        }
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
