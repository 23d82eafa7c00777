package vn.khue.pki.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.pki.MovableClock;
import vn.khue.pki.PkiException;
import vn.khue.pki.TestPki;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.keystore.VaultKey;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.pki.store.InMemoryCertificateRegister;

class CertificateAuthorityTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00.9Z");

    @TempDir
    Path root;

    private final MovableClock clock = new MovableClock(NOW);
    private TestPki pki;
    private CertificateAuthority people;

    @BeforeEach
    void start() {
        pki = TestPki.in(root, URI.create("http://localhost:8081"), clock);
        people = pki.hierarchy.authority("people");
    }

    @Test
    void aPersonsCertificateSaysWhoForWhomAndNothingMore() {
        IssuedCertificate issued = pki.person();
        X509Certificate certificate = issued.certificate();
        X500Name name =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        ASN1Encodable common = name.getRDNs(BCStyle.CN)[0].getFirst().getValue();
        assertThat(common).isInstanceOf(DERUTF8String.class).hasToString("Nguyễn Thị Hoà");
        assertThat(name.getRDNs(BCStyle.SERIALNUMBER)[0].getFirst().getValue()).hasToString("KH:VN-" + TestPki.KHUE_ID);
        assertThat(name.getRDNs()).hasSize(5);
        // nonRepudiation is bit 1 and stands alone
        assertThat(certificate.getKeyUsage())
                .containsExactly(false, true, false, false, false, false, false, false, false);
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getNotBefore().toInstant()).isEqualTo(Instant.parse("2026-11-23T07:59:00Z"));
        assertThat(certificate.getNotAfter().toInstant())
                .isEqualTo(Instant.parse("2026-11-23T08:00:00Z").plus(Duration.ofDays(730)));
        assertThat(issued.record().status()).isEqualTo(new CertificateStatus.Good());
        assertThat(pki.register.find("people", certificate.getSerialNumber())).contains(issued.record());
        assertThat(issued.chain()).containsExactly(certificate, people.certificate(), pki.hierarchy.root());
    }

    @Test
    void serialsAreLongAndRandom() {
        Set<BigInteger> serials = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            BigInteger serial = pki.person().certificate().getSerialNumber();
            assertThat(serial.signum()).isPositive();
            assertThat(serial.bitLength()).isBetween(121, 128);
            serials.add(serial);
        }
        assertThat(serials).hasSize(300);
    }

    @Test
    void endsWithTheAppointmentAndNeverAfterItsCa() {
        Instant appointment = NOW.plus(Duration.ofDays(90));
        assertThat(issue(Optional.of(appointment)).certificate().getNotAfter().toInstant())
                .isEqualTo(Instant.parse("2026-11-23T08:00:00Z").plus(Duration.ofDays(90)));
        clock.move(Duration.ofDays(3000));
        assertThat(issue(Optional.empty()).certificate().getNotAfter())
                .isEqualTo(people.certificate().getNotAfter());
        clock.move(Duration.ofDays(700));
        assertThatThrownBy(() -> issue(Optional.empty()))
                .isInstanceOf(PkiException.class)
                .hasMessageContaining("expired");
    }

    @Test
    void anEndInThePastIsRefusedAndNothingRecorded() {
        assertThatThrownBy(() -> issue(Optional.of(NOW.minusSeconds(5))))
                .isInstanceOfSatisfying(
                        PkiException.class, e -> assertThat(e.fault()).isEqualTo(PkiException.Fault.INPUT));
        assertThat(pki.register.ofHolder(TestPki.KHUE_ID)).isEmpty();
    }

    @Test
    void issuesOnlyWhatItsPlanAllows() {
        VaultKey key = pki.vault.generate(KeySpec.EC_P256);
        CertificateRequest tsa = CertificateRequest.own("tsa", Subject.service("VN", "Khuê", "giờ"), key, "khue:x");
        assertThatThrownBy(() -> people.issue(tsa, pki.register))
                .isInstanceOfSatisfying(
                        PkiException.class, e -> assertThat(e.fault()).isEqualTo(PkiException.Fault.POLICY));
        CertificateRequest ca =
                CertificateRequest.own("issuing-ca", Subject.authority("VN", "Khuê", "một CA nữa"), key, "khue:x");
        assertThatThrownBy(() -> people.issue(ca, pki.register)).isInstanceOf(PkiException.class);
    }

    @Test
    void aSealIsForAUnitAndAPersonsProfileForAPerson() {
        VaultKey key = pki.vault.generate(KeySpec.EC_P256);
        CertificateRequest mixed = new CertificateRequest(
                "person-signing",
                Subject.unit(TestPki.UNIT_NAME, TestPki.UNIT),
                key.publicKey(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThatThrownBy(() -> people.issue(mixed, pki.register)).hasMessageContaining("is for a PERSON");
        IssuedCertificate seal =
                people.issue(CertificateRequest.seal(key, TestPki.UNIT, TestPki.UNIT_NAME), pki.register);
        assertThat(seal.certificate().getSubjectX500Principal().getName()).contains("CN=Trường Tiểu học Tân Phú Trung");
        assertThat(pki.register.ofUnit(TestPki.UNIT, "unit-seal")).hasSize(1);
    }

    @Test
    void aKeyTheProfileDoesNotNameIsRefused() throws Exception {
        var weak = java.security.KeyPairGenerator.getInstance("RSA");
        weak.initialize(2048);
        CertificateRequest request = new CertificateRequest(
                "person-signing",
                Subject.person("Lê Văn Tám", UUID.randomUUID(), TestPki.UNIT_NAME, TestPki.UNIT),
                weak.generateKeyPair().getPublic(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThatThrownBy(() -> people.issue(request, new InMemoryCertificateRegister()))
                .isInstanceOfSatisfying(
                        PkiException.class, e -> assertThat(e.fault()).isEqualTo(PkiException.Fault.POLICY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "Nguyễn\u0000Văn",
                "Nguyễn Văn\nCN=Giả",
                "Nguyễn Văn A 079201001234",
                "079 201 001 234",
                "A\u202eB"
            })
    void refusesNamesThatMustNotStandInACertificate(String name) {
        assertThatThrownBy(() -> Subject.person(name, UUID.randomUUID(), TestPki.UNIT_NAME, TestPki.UNIT))
                .isInstanceOf(PkiException.class)
                .message()
                .doesNotContain("079");
    }

    @Test
    void writesNamesInNfcAndCountsLettersNotBytes() {
        String decomposed = Normalizer.normalize("Đặng Thị Hoà", Normalizer.Form.NFD);
        X500Name name = Subject.person(decomposed, UUID.randomUUID(), TestPki.UNIT_NAME, TestPki.UNIT)
                .name();
        assertThat(name.getRDNs(BCStyle.CN)[0].getFirst().getValue()).hasToString("Đặng Thị Hoà");
        Subject.unit("ở".repeat(64), "th-1");
        assertThatThrownBy(() -> Subject.unit("ở".repeat(65), "th-1")).hasMessageContaining("1 to 64 characters");
        assertThatThrownBy(() -> Subject.unit("Trường", "th 1")).isInstanceOf(PkiException.class);
    }

    private IssuedCertificate issue(Optional<Instant> end) {
        VaultKey key = pki.vault.generate(KeySpec.EC_P256);
        CertificateRequest request = new CertificateRequest(
                "person-signing",
                Subject.person("Nguyễn Thị Hoà", TestPki.KHUE_ID, TestPki.UNIT_NAME, TestPki.UNIT),
                key.publicKey(),
                Optional.of(key.id().toString()),
                Optional.of(TestPki.KHUE_ID),
                Optional.of(TestPki.UNIT),
                end);
        return people.issue(request, pki.register);
    }
}
