package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.khue.directory.Position;
import vn.khue.pki.Certificates;
import vn.khue.pki.ca.Subject;
import vn.khue.pki.softhsm.SoftHsm;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.pki.store.RevocationReason;
import vn.khue.signing.certificate.EndedCards;
import vn.khue.signing.house.Browser;
import vn.khue.signing.house.Browser.Page;
import vn.khue.signing.house.CardDesk;
import vn.khue.signing.house.HostDesk;
import vn.khue.signing.house.Member;
import vn.khue.signing.house.School;
import vn.khue.signing.house.SigningHouse;

/** Keys for signing in on cards of staff, by the pages of the card office: in a file, in a chip, and gone with the card. */
class StaffCardsTest {
    private static final String PASSPHRASE = "id=\"passphrase\">([2-9A-HJ-NP-Z-]{29})<";

    private static SigningHouse house;
    private static CardDesk desk;
    private static Browser officer;
    private static int people;

    @BeforeAll
    static void open() {
        house = SigningHouse.get();
        desk = new CardDesk(house, "Đoàn Thị Cá Thể");
        officer = desk.officer.browser();
    }

    @Test
    void aFileHoldsTheKeyAndItsPassphraseIsShownOnceAndKeptNowhere() throws Exception {
        Member member = teacher("Lý Thị Tệp");
        String card = desk.issued(member).text("id");

        Page sheet = officer.get(key(member, "FILE"));
        assertThat(sheet.body()).contains("Lý Thị Tệp");
        Page shown = officer.stepUp(sheet);
        String passphrase = shown.first(PASSPHRASE);
        assertThat(shown.answer().headers().firstValue("Cache-Control").orElse(""))
                .contains("no-store");
        String file = shown.first("action=\"(/card-office/staff/files/[0-9a-f-]{36})\"");
        HttpResponse<byte[]> given = officer.post(shown, file).answer();
        assertThat(given.statusCode()).isEqualTo(200);
        assertThat(given.headers().firstValue("Content-Type").orElse("")).startsWith("application/x-pkcs12");
        assertThat(given.headers().firstValue("Content-Disposition").orElse("")).contains(".p12");

        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(given.body()), passphrase.toCharArray());
        String alias = store.aliases().nextElement();
        X509Certificate certificate = (X509Certificate) store.getCertificate(alias);
        assertThat(alias).isEqualToIgnoringCase("khue:login:" + card);
        assertThat(Subject.khueIdOf(certificate)).contains(member.id());
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(store.getCertificateChain(alias)).hasSize(3);
        Signature signing = Signature.getInstance("SHA256withECDSA");
        signing.initSign((PrivateKey) store.getKey(alias, passphrase.toCharArray()));
        signing.update((byte) 1);
        Signature judging = Signature.getInstance("SHA256withECDSA");
        judging.initVerify(certificate.getPublicKey());
        judging.update((byte) 1);
        assertThat(judging.verify(signing.sign())).isTrue();
        assertThat(certificate.getNotAfter().toInstant())
                .as("no longer than the card")
                .isBeforeOrEqualTo(house.database()
                        .sql("select expires_at from card where id = :id")
                        .param("id", java.util.HexFormat.of().parseHex(card))
                        .query(java.sql.Timestamp.class)
                        .single()
                        .toInstant());

        assertThat(officer.post(shown, file).answer().statusCode()).as("once").isEqualTo(404);
        assertThat(house.database()
                        .sql("select count(*) from staff_key_file")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(house.events("CERTIFICATE_ISSUED", "person-login")).isPositive();
        assertThat(house.events("CARD_CHANGED", "PERSONALISED")).isPositive();
        assertThat(house.events("CARD_CHANGED", passphrase)).isZero();
        assertThat(house.events("CERTIFICATE_ISSUED", passphrase)).isZero();
        assertThat(status(serial(certificate))).isInstanceOf(CertificateStatus.Good.class);
        assertThat(officer.get(page(member)).body()).doesNotContain(passphrase);
    }

    @Test
    void theKeyGoesWithItsCard() throws Exception {
        Member member = teacher("Trịnh Văn Theo");
        String card = desk.issued(member).text("id");
        String first = made(member);
        house.bean(EndedCards.class).sweep();
        assertThat(status(first)).isInstanceOf(CertificateStatus.Good.class);

        // A second key takes the first one's place.
        String second = made(member);
        house.bean(EndedCards.class).sweep();
        assertThat(status(first))
                .isInstanceOfSatisfying(
                        CertificateStatus.Revoked.class,
                        revoked -> assertThat(revoked.reason()).isEqualTo(RevocationReason.SUPERSEDED));
        assertThat(status(second)).isInstanceOf(CertificateStatus.Good.class);

        HostDesk.require(desk.officer.post("/api/cards/" + card + "/lost"), 200);
        house.bean(EndedCards.class).sweep();
        assertThat(status(second)).as("lost, perhaps found").isInstanceOf(CertificateStatus.Suspended.class);
        assertThat(officer.get(key(member, "FILE")).status())
                .as("no key for a lost card")
                .isEqualTo(409);
        HostDesk.require(desk.officer.post("/api/cards/" + card + "/resume"), 200);
        house.bean(EndedCards.class).sweep();
        assertThat(status(second)).isInstanceOf(CertificateStatus.Good.class);

        HostDesk.require(desk.officer.post("/api/cards/" + card + "/revoke", "{\"cause\":\"stolen\"}"), 200);
        house.bean(EndedCards.class).sweep();
        assertThat(status(second))
                .isInstanceOfSatisfying(
                        CertificateStatus.Revoked.class,
                        revoked -> assertThat(revoked.reason()).isEqualTo(RevocationReason.KEY_COMPROMISE));
        assertThat(house.bean(EndedCards.class).sweep()).isZero();
        assertThat(officer.get(page(member)).body())
                .contains("data-ended=\"true\"")
                .doesNotContain("data-ended=\"false\"");
    }

    @Test
    void whoMayAndWhoMayNot() {
        Member teacher = teacher("Phùng Thị Được");
        desk.issued(teacher);
        Member clerk = member("Kiều Thị Văn Thư", Position.VAN_THU);
        desk.issued(clerk);
        Browser schoolIt = house.as(house.school().schoolIt());
        Browser registration = house.as(house.school().officer());
        assertThat(registration.get(key(teacher, "FILE")).status()).isEqualTo(200);
        assertThat(schoolIt.get(key(teacher, "FILE")).status()).isEqualTo(200);
        assertThat(schoolIt.get(key(clerk, "FILE")).status())
                .as("who seals can do more than school IT")
                .isEqualTo(403);
        assertThat(schoolIt.get(page(clerk)).body()).doesNotContain("id=\"file\"");
        assertThat(house.as(teacher).get(key(teacher, "FILE")).status()).isEqualTo(403);
        assertThat(house.as(house.school().principal())
                        .get("/card-office/staff")
                        .status())
                .isEqualTo(403);
        assertThat(officer.get("/card-office/staff/" + desk.officer.member().id() + "/key?unit=" + School.OFFICE
                                + "&carrier=FILE")
                        .status())
                .as("the own card")
                .isEqualTo(403);
        assertThat(officer.get(key(teacher("Chưa Có Thẻ"), "FILE")).status()).isEqualTo(409);
        assertThat(house.events("ACCESS_DENIED", "PERSONALISE")).isPositive();
    }

    @Test
    void aCardOfStaffIsPrintedByWhoeverPrintsForTheUnit() {
        Member teacher = teacher("Bùi Thị In");
        String card = desk.issued(teacher).text("id");
        String print = "/card-office/cards/" + card + "/print";
        for (Browser who : List.of(officer, house.as(house.school().schoolIt()))) {
            Page seen = who.get(page(teacher));
            assertThat(seen.body()).contains(print);
            HttpResponse<byte[]> file = who.post(seen, print).answer();
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(new String(file.body(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        }
        Browser registration = house.as(house.school().officer());
        Page seen = registration.get(page(teacher));
        assertThat(seen.body()).doesNotContain(print);
        assertThat(registration.post(seen, print).answer().statusCode()).isEqualTo(403);

        Page before = officer.get(page(teacher));
        HostDesk.require(desk.officer.post("/api/cards/" + card + "/revoke", "{\"cause\":\"stolen\"}"), 200);
        assertThat(officer.get(page(teacher)).body()).doesNotContain(print);
        assertThat(officer.post(before, print).answer().statusCode())
                .as("one that is void")
                .isEqualTo(409);
    }

    @Test
    void nothingIsMadeWithoutTheOfficersOwnStepUpForJustThisCard() {
        Member one = teacher("Đàm Văn Một");
        desk.issued(one);
        Member other = teacher("Đàm Văn Hai");
        desk.issued(other);
        String back = officer.stepUpReturn(officer.get(key(one, "FILE")), Map.of());
        String granted = URI.create(back).getQuery();
        String authorisation =
                granted.substring(granted.indexOf("authorisation=") + 14).split("&")[0];
        assertThat(officer.get(key(other, "FILE") + "&authorisation=" + authorisation)
                        .status())
                .isEqualTo(403);
        assertThat(keys(one) + keys(other)).isZero();
    }

    @Test
    void anotherOfficerDoesNotFetchTheFile() {
        Member member = teacher("Mai Thị Riêng");
        desk.issued(member);
        Page shown = officer.stepUp(officer.get(key(member, "FILE")));
        String file = shown.first("action=\"(/card-office/staff/files/[0-9a-f-]{36})\"");
        Browser other = new CardDesk(house, "Đoàn Văn Khác").officer.browser();
        assertThat(other.post(other.get("/card-office/staff"), file).answer().statusCode())
                .isEqualTo(404);
        assertThat(officer.post(shown, file).answer().statusCode()).isEqualTo(200);
    }

    @Test
    void aKeyIsMadeInTheCardsChipWithItsCertificateBesideIt() throws IOException {
        SoftHsm hsm = SoftHsm.in(house.cardToken());
        Member member = teacher("Thạch Thị Chip");
        String card = desk.issued(member).text("id");

        Page shown = officer.stepUp(officer.get(key(member, "TOKEN")));
        String serial = shown.first("<dd class=\"code\">([0-9A-F]{20,40})</dd>");
        assertThat(shown.body()).doesNotContain("id=\"passphrase\"");
        String objects = hsm.tool("--list-objects");
        assertThat(objects)
                .contains("Private Key Object; EC")
                .contains("never extractable")
                .contains("Certificate Object; type = X.509 cert");
        assertThat(objects.split(Pattern.quote("khue:login:" + card), -1)).hasSizeGreaterThanOrEqualTo(3);
        Path read = house.cardToken().resolve("read.der");
        hsm.tool("--read-object", "--type", "cert", "--label", "khue:login:" + card, "--output-file", read.toString());
        X509Certificate certificate = Certificates.parse(java.nio.file.Files.readAllBytes(read));
        assertThat(serial(certificate)).isEqualTo(serial);
        assertThat(Subject.khueIdOf(certificate)).contains(member.id());
        assertThat(status(serial)).isInstanceOf(CertificateStatus.Good.class);
        assertThat(house.events("CARD_CHANGED", "token")).isPositive();

        // The card was forgotten in the reader: nobody else's key comes onto it, and nothing is issued.
        Member next = teacher("Thạch Văn Sau");
        desk.issued(next);
        assertThat(officer.stepUp(officer.get(key(next, "TOKEN"))).status()).isEqualTo(409);
        assertThat(keys(next)).isZero();
        hsm.takeOut();
        Page gone = officer.stepUp(officer.get(key(next, "TOKEN")));
        assertThat(gone.status()).isEqualTo(409);
        assertThat(gone.body()).contains("Kiểm tra thẻ trắng");
        assertThat(keys(next)).isZero();
    }

    private static String made(Member member) throws Exception {
        Page shown = officer.stepUp(officer.get(key(member, "FILE")));
        HttpResponse<byte[]> given = officer.post(
                        shown, shown.first("action=\"(/card-office/staff/files/[0-9a-f-]{36})\""))
                .answer();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(
                new ByteArrayInputStream(given.body()), shown.first(PASSPHRASE).toCharArray());
        return serial((X509Certificate) store.getCertificate(store.aliases().nextElement()));
    }

    private static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16).toUpperCase(java.util.Locale.ROOT);
    }

    private static CertificateStatus status(String serial) {
        return house.bean(CertificateRegister.class)
                .find("people", new BigInteger(serial, 16))
                .map(CertificateRecord::status)
                .orElseThrow();
    }

    private static long keys(Member member) {
        return house.database()
                .sql("select count(*) from staff_card_key where person = :person")
                .param("person", member.id())
                .query(Long.class)
                .single();
    }

    private static String page(Member member) {
        return "/card-office/staff/" + member.id() + "?unit=" + member.unit();
    }

    private static String key(Member member, String carrier) {
        return "/card-office/staff/" + member.id() + "/key?unit=" + member.unit() + "&carrier=" + carrier;
    }

    private static Member teacher(String name) {
        return member(name, Position.GIAO_VIEN);
    }

    private static Member member(String name, Position position) {
        return School.member(house.writer(), "cb.the" + ++people, name, position, School.HERE);
    }
}
