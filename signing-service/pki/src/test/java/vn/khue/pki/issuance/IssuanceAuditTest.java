package vn.khue.pki.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.PkiException;
import vn.khue.pki.TestPki;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.issuance.AuditFinding.Kind;
import vn.khue.pki.issuance.AuditReport.FileVerdict;
import vn.khue.pki.issuance.IssuanceAudit.CertificateInFile;
import vn.khue.pki.store.Connections;
import vn.khue.pki.store.InMemoryCertificateRegister;
import vn.khue.pki.store.Postgres;
import vn.khue.pki.store.SerialBytes;

/** Each way to issue past the log, or to change it, is found by the name of the certificate. */
class IssuanceAuditTest {
    private static Postgres postgres;

    @TempDir
    Path directory;

    private LoggedPki logged;
    /** How many certificates there are before the first person's. */
    private int founded;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = new Postgres();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void found() throws SQLException {
        postgres.empty();
        logged = new LoggedPki(Connections.of(postgres.source()), directory);
        founded = logged.pki.hierarchy.issuedNow().size();
    }

    @Test
    void everyCertificateFromTheRootDownIsAnEntryUnderTheSignedTree() {
        IssuedCertificate person = logged.pki.people(300).get(299);
        assertThat(logged.publish()).isEqualTo(founded + 300);
        AuditReport report = logged.audit(file("person.pem", person));
        assertThat(report.findings()).isEmpty();
        assertThat(report.entries()).isEqualTo(founded + 300);
        assertThat(report.underCheckpoint()).isEqualTo(founded + 300);
        assertThat(report.files()).containsExactly(new FileVerdict.Logged("person.pem", founded + 299));
        assertThat(logged.audit(new CertificateInFile("root.pem", logged.pki.hierarchy.root()))
                        .files())
                .containsExactly(new FileVerdict.Logged("root.pem", 0));
    }

    @Test
    void whatWasCommittedAndWaitsForTheTreeIsLogged() {
        logged.publish();
        IssuedCertificate person = logged.pki.people(1).get(0);
        AuditReport report = logged.audit(file("person.pem", person));
        assertThat(report.sound()).isTrue();
        assertThat(report.entries() - report.underCheckpoint()).isEqualTo(1);
        assertThat(report.files()).containsExactly(new FileVerdict.Logged("person.pem", founded));
        assertThat(logged.publish()).isEqualTo(1);
        assertThat(logged.publish()).isZero();
    }

    @Test
    void aCertificateInsertedBehindTheLogsBackIsFound() throws SQLException {
        IssuedCertificate outside = outsideThePath();
        postgres.behindItsBack("insert into pki_certificate (ca, serial, der, profile, not_before, not_after, state)"
                + " values ('people', '\\x"
                + hex(SerialBytes.of(outside.record().serial())) + "', '\\x"
                + hex(outside.record().der()) + "', 'person-signing', now(), now() + interval '1 day', 'G')");
        logged.publish();
        assertThat(logged.audit().findings())
                .containsExactly(new AuditFinding(
                        Kind.NOT_LOGGED, IssuanceLog.nameOf(outside.record().name()), ""));
    }

    @Test
    void aCertificateSignedWithTheKeyOfTheCaOutsideThePathIsFoundInItsFile() {
        logged.publish();
        IssuedCertificate outside = outsideThePath();
        AuditReport report = logged.audit(file("strange.pem", outside));
        assertThat(report.files()).containsExactly(new FileVerdict.Unlogged("strange.pem"));
        assertThat(report.findings())
                .singleElement()
                .satisfies(f -> assertThat(f.kind()).isEqualTo(Kind.FILE_NOT_LOGGED))
                .satisfies(f -> assertThat(f.certificate()).isEqualTo("strange.pem"));
    }

    @Test
    void aCertificateThatOnlyBearsTheNameOfACaIsToldApartFromOneThatItsKeySigned() {
        logged.publish();
        TestPki other = TestPki.in(directory.resolve("another"));
        AuditReport report = logged.audit(file("forged.pem", other.person()));
        assertThat(report.findings()).extracting(AuditFinding::kind).containsExactly(Kind.FILE_FORGED);
    }

    @Test
    void anEntryChangedInTheDatabaseIsFoundByTheTree() throws SQLException {
        IssuedCertificate person = logged.pki.people(3).get(1);
        logged.publish();
        postgres.behindItsBack("update pki_issuance set leaf = sha256(leaf) where entry = " + (founded + 1));
        assertThat(logged.audit().findings())
                .singleElement()
                .satisfies(f -> assertThat(f.kind()).isEqualTo(Kind.ENTRY_CHANGED))
                .satisfies(f -> assertThat(f.certificate())
                        .isEqualTo(IssuanceLog.nameOf(person.record().name())));
    }

    @Test
    void anEntryChangedInTheTreeIsFoundByItsCheckpoint() throws IOException {
        IssuedCertificate person = logged.pki.people(3).get(1);
        logged.publish();
        Path bundle = logged.place.log().resolve("tile/entries/000.p/" + (founded + 3));
        byte[] bytes = Files.readAllBytes(bundle);
        int at = indexOf(bytes, person.record().der());
        bytes[at + 50] ^= 1;
        Files.write(bundle, bytes);
        assertThat(logged.audit().findings()).first().satisfies(f -> {
            assertThat(f.kind()).isEqualTo(Kind.TREE_BROKEN);
            assertThat(f.certificate())
                    .isEqualTo(IssuanceLog.nameOf(person.record().name()));
        });
    }

    @Test
    void aTreeMadeAnewWithoutAnEntryIsFoundByASignedCheckpointKeptFromBefore() throws Exception {
        logged.pki.people(3);
        logged.publish();
        byte[] kept = Files.readAllBytes(logged.place.log().resolve("checkpoint"));
        logged.pki.people(1);
        logged.publish();
        assertThat(audit(kept).findings()).isEmpty();

        // Whoever holds the database and the log's key makes a whole new tree.
        Files.move(logged.place.log(), directory.resolve("old"));
        postgres.behindItsBack("delete from pki_certificate where serial in"
                + " (select serial from pki_issuance where entry = " + founded + ")");
        postgres.behindItsBack("delete from pki_issuance where entry = " + founded);
        postgres.behindItsBack("update pki_issuance set entry = entry - 1 where entry > " + founded);
        logged.publish();
        assertThat(logged.audit().findings()).isEmpty();
        assertThat(audit(kept).findings()).extracting(AuditFinding::kind).containsExactly(Kind.TREE_BROKEN);
    }

    private AuditReport audit(byte[] olderCheckpoint) {
        return new IssuanceAudit(logged.table, logged.place).run(Optional.of(olderCheckpoint), List.of());
    }

    @Test
    void aCertificateRemovedFromTheRegisterAndAnEntryRemovedFromTheLogAreFound() throws SQLException {
        List<IssuedCertificate> people = logged.pki.people(4);
        logged.publish();
        postgres.behindItsBack("delete from pki_certificate where serial = '\\x"
                + hex(SerialBytes.of(people.get(0).record().serial())) + "'");
        postgres.behindItsBack("delete from pki_issuance where entry = " + (founded + 2));
        postgres.behindItsBack("delete from pki_issuance where entry = " + (founded + 3));
        assertThat(logged.audit().findings())
                .extracting(AuditFinding::kind, AuditFinding::certificate)
                .containsExactly(
                        tuple(Kind.NOT_REGISTERED, people.get(0)),
                        removed(people.get(2)),
                        removed(people.get(3)),
                        tuple(Kind.NOT_LOGGED, people.get(2)),
                        tuple(Kind.NOT_LOGGED, people.get(3)));
        assertThatThrownBy(logged::publish)
                .isInstanceOf(PkiException.class)
                .hasMessageContaining("older backup")
                .hasMessageContaining("ca audit");
    }

    @Test
    void aCertificateExchangedInTheRegisterIsFoundAndNeverEntersTheTree() throws SQLException {
        IssuedCertificate person = logged.pki.people(1).get(0);
        IssuedCertificate outside = outsideThePath();
        postgres.behindItsBack(
                "update pki_certificate set der = '\\x" + hex(outside.record().der()) + "' where serial = '\\x"
                        + hex(SerialBytes.of(person.record().serial())) + "'");
        String name = IssuanceLog.nameOf(person.record().name());
        assertThatThrownBy(logged::publish).isInstanceOf(PkiException.class).hasMessageContaining(name);
        assertThat(logged.audit().findings())
                .containsExactly(new AuditFinding(Kind.CERTIFICATE_CHANGED, name, "entry " + founded));
    }

    @Test
    void theDatabaseItselfKeepsEntriesAndCertificatesAsTheyWereMade() {
        logged.pki.people(1);
        for (String act : new String[] {
            "update pki_issuance set leaf = sha256(leaf)",
            "delete from pki_issuance",
            "truncate pki_issuance",
            "update pki_certificate set der = der || '\\x00'",
            "update pki_certificate set serial = '\\x01' where ca = 'root'"
        }) {
            assertThatThrownBy(() -> {
                        try (var connection = postgres.source().getConnection();
                                var statement = connection.createStatement()) {
                            statement.execute(act);
                        }
                    })
                    .as(act)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("never changed");
        }
    }

    @Test
    void withoutThePublicKeyNothingIsConcluded() throws IOException {
        logged.publish();
        Files.delete(logged.place.publicKeyFile());
        assertThatThrownBy(logged::audit)
                .isInstanceOfSatisfying(
                        PkiException.class, e -> assertThat(e.fault()).isEqualTo(PkiException.Fault.STORE));
    }

    @Test
    void everyKeyThatACaEverHadIsKnownToTheAudit() throws IOException {
        IssuedCertificate before = logged.pki.people(1).get(0);
        Hierarchy rolled = logged.pki.bringUp("people");
        IssuedCertificate after =
                logged.pki.inTransaction(register -> rolled.authority("people").issue(logged.pki.request(), register));
        logged.publish();
        IssuedCertificate stolenBefore = outsideThePath();
        IssuedCertificate stolenAfter =
                rolled.authority("people").issue(logged.pki.request(), new InMemoryCertificateRegister());
        TestPki stranger = TestPki.in(directory.resolve("other")).again("people");

        AuditReport report = logged.audit(
                file("before", before),
                file("after", after),
                file("stolen before", stolenBefore),
                file("stolen after", stolenAfter),
                file("forged", stranger.person()));
        assertThat(report.files().subList(0, 2))
                .containsExactly(
                        new FileVerdict.Logged("before", founded), new FileVerdict.Logged("after", founded + 3));
        assertThat(report.findings())
                .extracting(AuditFinding::kind, AuditFinding::certificate)
                .containsExactly(
                        new Tuple(Kind.FILE_NOT_LOGGED, "stolen before"),
                        new Tuple(Kind.FILE_NOT_LOGGED, "stolen after"),
                        new Tuple(Kind.FILE_FORGED, "forged"));
    }

    private IssuedCertificate outsideThePath() {
        return logged.pki.hierarchy.authority("people").issue(logged.pki.request(), new InMemoryCertificateRegister());
    }

    private static CertificateInFile file(String name, IssuedCertificate issued) {
        return new CertificateInFile(name, issued.certificate());
    }

    private static Tuple tuple(Kind kind, IssuedCertificate issued) {
        return new Tuple(kind, IssuanceLog.nameOf(issued.record().name()));
    }

    private static Tuple removed(IssuedCertificate issued) {
        String serial = issued.record().serial().toString(16).toUpperCase(Locale.ROOT);
        return new Tuple(Kind.ENTRY_REMOVED, "serial " + serial);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i <= bytes.length - part.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("the entry stands in the bundle");
    }
}
