package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.khue.directory.Appointment;
import vn.khue.directory.AppointmentKind;
import vn.khue.directory.Directory;
import vn.khue.directory.Position;
import vn.khue.directory.Validity;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.signing.certificate.Credentials;
import vn.khue.signing.certificate.EndedAppointments;
import vn.khue.signing.house.Browser;
import vn.khue.signing.house.Desk;
import vn.khue.signing.house.Member;
import vn.khue.signing.house.School;
import vn.khue.signing.house.SigningHouse;

/** When an appointment ends its certificate is revoked, and everybody outside can see it. */
class EndedAppointmentsTest {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private static SigningHouse house;
    private static Desk desk;

    @BeforeAll
    static void open() {
        house = SigningHouse.get();
        desk = new Desk(house);
        desk.ready();
    }

    @Test
    void theCertificateOfOneWhoLeftIsRevokedOnceAndTheListAndTheResponderSaySo() throws Exception {
        Member leaving = certified("roi.lv", "Lê Văn Rời");
        CertificateRecord record = certificate(leaving);
        assertThat(sweep()).as("nothing has ended").isZero();
        assertThat(status(record)).isEqualTo(CertificateStatus.GOOD);
        assertThat(statusByGet(record)).isEqualTo(CertificateStatus.GOOD);

        end(leaving);

        sweep();
        assertThat(statusByGet(record)).as("a pre-signed answer").isInstanceOf(RevokedStatus.class);
        assertThat(((RevokedStatus) status(record)).getRevocationReason()).isEqualTo(5);
        assertThat(listOf(record).getRevokedCertificate(record.serial()))
                .as("the list that the certificate names")
                .isNotNull();
        X509CRLEntry entry = crl(record.ca()).getRevokedCertificate(record.serial());
        assertThat(entry.getRevocationReason()).isEqualTo(java.security.cert.CRLReason.CESSATION_OF_OPERATION);
        String serial = record.serial().toString(16).toUpperCase(java.util.Locale.ROOT);
        assertThat(house.events("CERTIFICATE_REVOKED", serial)).isEqualTo(1);
        assertThat(house.events("CERTIFICATE_REVOKED", "CESSATION_OF_OPERATION"))
                .isPositive();
        java.math.BigInteger number = house.bean(CertificateRegister.class)
                .latestCrl(record.ca())
                .orElseThrow()
                .number();

        assertThat(sweep()).as("a second run").isZero();
        assertThat(house.events("CERTIFICATE_REVOKED", serial)).isEqualTo(1);
        assertThat(house.bean(CertificateRegister.class)
                        .latestCrl(record.ca())
                        .orElseThrow()
                        .number())
                .isEqualTo(number);
    }

    @Test
    void whoMovedToAnotherUnitHasAnotherAffiliation() throws Exception {
        Member moving = certified("chuyen.lv", "Lý Văn Chuyển");
        CertificateRecord record = certificate(moving);
        end(moving);
        house.writer()
                .add(new Appointment(
                        UUID.randomUUID(),
                        moving.id(),
                        School.OFFICE,
                        Position.GIAO_VIEN,
                        AppointmentKind.CHINH,
                        Validity.since(LocalDate.now(VIETNAM)),
                        Optional.empty()));

        sweep();
        assertThat(((RevokedStatus) status(record)).getRevocationReason()).isEqualTo(3);
        assertThat(crl(record.ca()).getRevokedCertificate(record.serial()).getRevocationReason())
                .isEqualTo(java.security.cert.CRLReason.AFFILIATION_CHANGED);
    }

    @Test
    void statusAndEventAreOneAct() throws Exception {
        Member leaving = certified("mot.vv", "Võ Văn Một");
        CertificateRecord record = certificate(leaving);
        end(leaving);
        house.database()
                .sql("alter table audit_outbox rename to audit_outbox_away")
                .update();
        try {
            org.assertj.core.api.Assertions.assertThatThrownBy(EndedAppointmentsTest::sweep)
                    .isInstanceOf(RuntimeException.class);
        } finally {
            house.database()
                    .sql("alter table audit_outbox_away rename to audit_outbox")
                    .update();
        }
        assertThat(status(record)).isEqualTo(CertificateStatus.GOOD);
        sweep();
        assertThat(status(record)).isInstanceOf(RevokedStatus.class);
    }

    private static int sweep() {
        return house.bean(EndedAppointments.class).sweep();
    }

    private static Member certified(String uid, String name) {
        Member member = School.member(house.writer(), uid, name, Position.PHO_HIEU_TRUONG, School.HERE);
        Browser browser = house.as(member);
        browser.post(browser.get("/certificates"), "/certificates/requests");
        desk.approveAll(house.as(house.school().officer()));
        return member;
    }

    private static CertificateRecord certificate(Member member) {
        return house.bean(Credentials.class).all(member.id(), School.HERE).get(0);
    }

    private static void end(Member member) {
        LocalDate today = LocalDate.now(VIETNAM);
        house.bean(Directory.class).appointmentsAt(member.unit(), today).stream()
                .filter(appointment -> appointment.person().equals(member.id()))
                .forEach(appointment -> house.writer().closeAppointment(appointment.id(), today.minusDays(1)));
    }

    private static X509CRL crl(String ca) throws Exception {
        byte[] der = get("/pki/" + ca + ".crl");
        return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
    }

    private static X509CRL listOf(CertificateRecord record) throws Exception {
        return crl(record.ca() + "/" + record.crl().partition());
    }

    private static CertificateStatus statusByGet(CertificateRecord record) throws Exception {
        String path = java.net.URLEncoder.encode(
                java.util.Base64.getEncoder().encodeToString(request(record)),
                java.nio.charset.StandardCharsets.US_ASCII);
        return single(get("/ocsp/" + path));
    }

    private static CertificateStatus status(CertificateRecord record) throws Exception {
        byte[] answer = house.outsider()
                .send(HttpRequest.newBuilder(URI.create(house.base() + "/ocsp"))
                        .header("Content-Type", "application/ocsp-request")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(request(record))))
                .body();
        return single(answer);
    }

    private static CertificateStatus single(byte[] answer) throws Exception {
        return ((BasicOCSPResp) new OCSPResp(answer).getResponseObject()).getResponses()[0].getCertStatus();
    }

    private static byte[] request(CertificateRecord record) throws Exception {
        X509CertificateHolder issuer = new X509CertificateHolder(get("/pki/" + record.ca() + ".crt"));
        OCSPReq request = new OCSPReqBuilder()
                .addRequest(new CertificateID(
                        new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
                        issuer,
                        record.serial()))
                .build();
        return request.getEncoded();
    }

    private static byte[] get(String path) {
        return house.outsider()
                .send(HttpRequest.newBuilder(URI.create(house.base() + path)))
                .body();
    }
}
