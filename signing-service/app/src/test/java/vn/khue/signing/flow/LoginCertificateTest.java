package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.khue.directory.Directory;
import vn.khue.directory.Position;
import vn.khue.pki.Certificates;
import vn.khue.pki.ca.Subject;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.pki.store.RevocationReason;
import vn.khue.signing.certificate.Credentials;
import vn.khue.signing.certificate.EndedAppointments;
import vn.khue.signing.certificate.EndedCards;
import vn.khue.signing.house.Browser;
import vn.khue.signing.house.Browser.Page;
import vn.khue.signing.house.CardDesk;
import vn.khue.signing.house.Desk;
import vn.khue.signing.house.HostDesk;
import vn.khue.signing.house.Member;
import vn.khue.signing.house.School;
import vn.khue.signing.house.SigningHouse;

/** A certificate for signing in: asked for with the key of a card, approved by the registration officer, gone with the appointment. */
class LoginCertificateTest {
    private static SigningHouse house;
    private static Desk desk;

    @BeforeAll
    static void open() {
        house = SigningHouse.get();
        desk = new Desk(house);
        desk.ready();
    }

    @Test
    void theKeyOfACardIsCertifiedForItsPersonAndSignsNothing() throws Exception {
        Member member =
                School.member(house.writer(), "the.nt", "Nguyễn Thị Thẻ", Position.PHO_HIEU_TRUONG, School.HERE);
        Browser own = house.as(member);
        KeyPair card = keys();

        ask(own, request(card));
        desk.approveAll(house.as(house.school().officer()));

        Page page = own.get("/certificates");
        String link = page.first("href=\"(/certificates/logins/[0-9A-F]+\\.pem)\"");
        X509Certificate certificate = Certificates.parseFile(
                        own.get(link).body().getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .get(0);
        assertThat(certificate.getPublicKey()).isEqualTo(card.getPublic());
        assertThat(Subject.khueIdOf(certificate)).contains(member.id());
        assertThat(certificate.getSubjectX500Principal().getName())
                .contains("Nguyễn Thị Thẻ")
                .doesNotContain("Somebody");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(house.bean(Credentials.class).personHas(member.id(), School.HERE))
                .as("it is none for signing documents")
                .isFalse();
        assertThat(house.events("CERTIFICATE_ISSUED", "person-login")).isPositive();
        Browser other = house.as(house.school().principal());
        assertThat(other.get(link).status()).as("somebody else's").isEqualTo(404);

        Page again = ask(own, request(card));
        assertThat(again.status()).as("the same key once more").isEqualTo(409);

        end(member);
        house.bean(EndedAppointments.class).sweep();
        CertificateRecord record = house.bean(CertificateRegister.class)
                .find("people", certificate.getSerialNumber())
                .orElseThrow();
        assertThat(record.status()).isInstanceOf(CertificateStatus.Revoked.class);
    }

    @Test
    void theRightToSignInEndsWithTheCardOfStaff() throws Exception {
        Member member = School.member(house.writer(), "the.tt", "Nguyễn Thị Thu Thẻ", Position.GIAO_VIEN, School.HERE);
        Browser own = house.as(member);
        ask(own, request(keys()));
        desk.approveAll(house.as(house.school().officer()));
        CardDesk cards = new CardDesk(house, "Đoàn Văn Thẻ");
        String card = cards.issued(member).text("id");
        house.bean(EndedCards.class).sweep();
        assertThat(login(member).status()).isInstanceOf(CertificateStatus.Good.class);

        HostDesk.require(cards.officer.post("/api/cards/" + card + "/revoke", "{\"cause\":\"stolen\"}"), 200);
        house.bean(EndedCards.class).sweep();

        assertThat(login(member).status())
                .isInstanceOfSatisfying(
                        CertificateStatus.Revoked.class,
                        revoked -> assertThat(revoked.reason()).isEqualTo(RevocationReason.KEY_COMPROMISE));
        assertThat(house.bean(EndedCards.class).sweep()).isZero();
        // What is issued later belongs to what came after.
        ask(own, request(keys()));
        desk.approveAll(house.as(house.school().officer()));
        house.bean(EndedCards.class).sweep();
        assertThat(login(member).status()).isInstanceOf(CertificateStatus.Good.class);
    }

    /** The newest. */
    private static CertificateRecord login(Member member) {
        return house.bean(Credentials.class).logins(member.id(), School.HERE).get(0);
    }

    @Test
    void whatIsNoRequestOrOfAWeakKeyIsRefusedAtOnce() throws Exception {
        Member member =
                School.member(house.writer(), "yeu.nt", "Nguyễn Thị Yếu", Position.PHO_HIEU_TRUONG, School.HERE);
        Browser own = house.as(member);
        assertThat(ask(own, "không phải yêu cầu").status()).isEqualTo(400);
        assertThat(ask(own, "").status()).isEqualTo(400);
        KeyPairGenerator weak = KeyPairGenerator.getInstance("RSA");
        weak.initialize(2048);
        KeyPair pair = weak.generateKeyPair();
        assertThat(ask(
                                own,
                                pem(new JcaPKCS10CertificationRequestBuilder(
                                                new X500Principal("CN=x"), pair.getPublic())
                                        .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate()))
                                        .getEncoded()))
                        .status())
                .isEqualTo(422);
    }

    private static Page ask(Browser own, String csr) {
        return own.post(own.get("/certificates"), "/certificates/logins", Map.of("csr", List.of(csr)));
    }

    private static KeyPair keys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new java.security.spec.ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static String request(KeyPair pair) throws Exception {
        return pem(new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=Somebody Else"), pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                .getEncoded());
    }

    private static String pem(byte[] der) {
        return "-----BEGIN CERTIFICATE REQUEST-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END CERTIFICATE REQUEST-----\n";
    }

    private static void end(Member member) {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
        house.bean(Directory.class).appointmentsAt(member.unit(), today).stream()
                .filter(appointment -> appointment.person().equals(member.id()))
                .forEach(appointment -> house.writer().closeAppointment(appointment.id(), today.minusDays(1)));
    }
}
