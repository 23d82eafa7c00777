package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.directory.Position;
import vn.khue.pki.Certificates;
import vn.khue.signing.document.Sha256;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.expiry.ExpiringCertificates;
import vn.khue.signing.expiry.ExpiryPolicy;
import vn.khue.signing.expiry.ExpiryWarnings;
import vn.khue.signing.house.Browser;
import vn.khue.signing.house.Browser.Page;
import vn.khue.signing.house.Browser.Part;
import vn.khue.signing.house.ForeignAuthority;
import vn.khue.signing.house.Member;
import vn.khue.signing.house.Papers;
import vn.khue.signing.house.School;
import vn.khue.signing.house.SigningHouse;
import vn.khue.signing.trust.CurrentTrust;

/** A stranger's signature counts from the moment two administrators agree on its CA, on the days they named, until one of them ends it. */
class TrustAnchorsTest {
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static SigningHouse house;
    private static Member first;
    private static Member second;

    @BeforeAll
    static void open() {
        house = SigningHouse.get();
        first = admin("Mạc Văn Nền");
        second = admin("Ngô Thị Tảng");
    }

    @Test
    void aDocumentOfAStrangersCaPassesAfterTwoAgreedAndNoMoreAfterOneEndedIt() {
        ForeignAuthority foreign = foreign();
        byte[] document = foreign.signed(paper());
        assertThat(judged(document).path("indication").asString("")).isEqualTo("INDETERMINATE");
        assertThat(trustClass(document)).isEmpty();

        Browser asker = house.as(first);
        Page sheet = fill(asker, look(asker, foreign.root()), terms("PUBLIC"));
        assertThat(sheet.body()).contains("Đề nghị tin", "Quyết định 01/QĐ-X", "Công cộng");
        Page asked = asker.stepUp(sheet);
        String id = id(asked);
        assertThat(asked.body()).contains("data-state=\"ASKED\"").doesNotContain("id=\"approve\"");
        assertThat(house.events("TRUST_ANCHOR_PROPOSED", id)).isEqualTo(1);
        assertThat(trustClass(document)).as("asked for is not trusted").isEmpty();

        // The asker may not approve, and the second sees all of the fingerprint but what is to be compared.
        assertThat(asker.post(asked, "/trust/" + id + "/approve", digits(foreign.root()))
                        .status())
                .isEqualTo(403);
        Browser approver = house.as(second);
        Page page = approver.get("/trust/" + id);
        String hex = hex(foreign.root());
        assertThat(page.body())
                .contains("id=\"approve\"", grouped(hex.substring(0, 56)))
                .doesNotContain(grouped(hex.substring(56)), hex.substring(56));
        Page wrong = approver.post(page, "/trust/" + id + "/approve", Map.of("digits", List.of("0000 0000")));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("Mã vừa gõ không khớp").doesNotContain("/step-up/");
        assertThat(house.events("INPUT_REFUSED", "FINGERPRINT_DIFFERS")).isPositive();
        assertThat(approver.get("/trust/" + id + "/approve?authorisation=" + UUID.randomUUID())
                        .body())
                .as("a step-up that is not for it")
                .contains("role=\"alert\"", "data-state=\"ASKED\"");

        Page approved = approver.stepUp(approver.post(page, "/trust/" + id + "/approve", digits(foreign.root())));
        assertThat(approved.body()).contains("data-state=\"TRUSTED\"", first.name(), second.name());
        assertThat(house.events("TRUST_ANCHOR_APPROVED", id)).isEqualTo(1);
        assertThat(judged(document).path("indication").asString("")).isEqualTo("TOTAL_PASSED");
        assertThat(trustClass(document)).isEqualTo("PUBLIC");
        assertThat(verdictPage(document)).contains("data-indication=\"TOTAL_PASSED\"");
        assertThat(published()).contains(hex);

        // One administrator ends it, at once and for old signatures too.
        Page ending = approver.post(approved, "/trust/" + id + "/remove", Map.of("cause", List.of("COMPROMISED")));
        assertThat(ending.body()).contains("Thôi tin", "không còn tin được");
        assertThat(trustClass(document)).isEqualTo("PUBLIC");
        assertThat(approver.stepUp(ending).body()).contains("data-state=\"REMOVED\"");
        assertThat(house.events("TRUST_ANCHOR_REMOVED", "COMPROMISED")).isPositive();
        assertThat(judged(document).path("indication").asString("")).isEqualTo("INDETERMINATE");
        assertThat(published()).doesNotContain(hex);

        // To trust again takes two again.
        Page anew = asker.stepUp(fill(asker, look(asker, foreign.root()), terms("PUBLIC")));
        assertThat(id(anew)).isNotEqualTo(id);
        assertThat(anew.body()).contains("data-state=\"ASKED\"");
        assertThat(trustClass(document)).isEmpty();
    }

    @Test
    void theDaysOfTrustAreObeyedAtTheTimeOfTheSignature() {
        ForeignAuthority foreign = foreign();
        byte[] document = foreign.signed(paper());
        Map<String, List<String>> tomorrow = terms("OFFICIAL");
        LocalDate next = today().plusDays(1);
        tomorrow.put("first", List.of(next.toString()));
        String later = trusted(foreign.root(), tomorrow);
        assertThat(judged(document).path("indication").asString(""))
                .as("signed a day before trust begins")
                .isEqualTo("INDETERMINATE");
        Browser admin = house.as(first);
        admin.stepUp(admin.post(
                admin.get("/trust/" + later), "/trust/" + later + "/remove", Map.of("cause", List.of("MISTAKE"))));
        trusted(foreign.root(), terms("OFFICIAL"));
        assertThat(trustClass(document)).isEqualTo("OFFICIAL");
    }

    @Test
    void theLastDayOfTrustIsWarnedOfOnce() {
        Map<String, List<String>> terms = terms("PUBLIC");
        terms.put("last", List.of(today().plusDays(20).toString()));
        String id = trusted(foreign().root(), terms);
        Clock later = Clock.offset(house.clock(), Duration.ofDays(15));
        ExpiryWarnings warnings = new ExpiryWarnings(
                new ExpiringCertificates(house.database(), later),
                house.bean(CurrentTrust.class),
                ExpiryPolicy.shipped(),
                house.bean(SigningEvents.class),
                house.database(),
                house.bean(PlatformTransactionManager.class),
                later);
        assertThat(house.events("CERTIFICATE_EXPIRING", id)).isZero();
        warnings.sweep();
        warnings.sweep();
        assertThat(house.events("CERTIFICATE_EXPIRING", id)).isEqualTo(1);
    }

    @Test
    void anIntermediateIsAnAnchorOnlyWhereThatIsSaid() {
        ForeignAuthority foreign = foreign();
        Browser asker = house.as(first);
        Page page = look(asker, foreign.people());
        Page refused = fill(asker, page, terms("PUBLIC"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("NOT_SELF_SIGNED", "Quyết định 01/QĐ-X");
        Map<String, List<String>> said = terms("PUBLIC");
        said.put("intermediate", List.of("true"));
        assertThat(asker.stepUp(fill(asker, refused, said)).body()).contains("data-state=\"ASKED\"");
    }

    @Test
    void whatCannotBeAnAnchorSaysWhy() {
        ForeignAuthority foreign = foreign();
        Browser asker = house.as(first);
        assertThat(look(asker, foreign.person()).body()).contains("data-obstacle=\"NOT_A_CA\"");
        assertThat(look(asker, house.bean(vn.khue.pki.ca.Hierarchy.class).root())
                        .body())
                .contains("data-obstacle=\"NAME_IS_OURS\"");
        asker.stepUp(fill(asker, look(asker, foreign.root()), terms("PUBLIC")));
        Page again = look(asker, foreign.root(), foreign.people());
        assertThat(again.body()).contains("data-obstacle=\"ALREADY_ASKED\"", "data-obstacle=\"none\"");

        Page open = look(asker, foreign().root());
        for (Map.Entry<String, String> wrong : Map.of(
                        "trustClass", "INTERNAL",
                        "label", " ",
                        "source", "",
                        "first", "2001-01-01",
                        "last", "hôm nay")
                .entrySet()) {
            Map<String, List<String>> form = terms("PUBLIC");
            form.put(wrong.getKey(), List.of(wrong.getValue()));
            Page page = fill(asker, open, form);
            assertThat(page.status()).as(wrong.getKey()).isEqualTo(422);
            assertThat(page.body()).contains("role=\"alert\"", "CA ngoài");
        }
        assertThat(fill(asker, open, terms("TEST")).body()).contains("TEST_CLASS_CLOSED");
        for (byte[] file : List.of(
                "không phải chứng thư".getBytes(StandardCharsets.UTF_8), new byte[0], new byte[64 * 1024 + 1])) {
            Page page = upload(asker, file);
            assertThat(page.status()).isEqualTo(422);
            assertThat(page.body()).contains("role=\"alert\"");
        }
        assertThat(upload(asker, new byte[1 << 20]).status()).isEqualTo(413);
    }

    @Test
    void aRefusedOneIsNotTrustedAndItsReasonIsRead() {
        ForeignAuthority foreign = foreign();
        Browser asker = house.as(first);
        String id = id(asker.stepUp(fill(asker, look(asker, foreign.root()), terms("PUBLIC"))));
        Browser other = house.as(second);
        Page page = other.get("/trust/" + id);
        assertThat(other.post(page, "/trust/" + id + "/refuse").status()).isEqualTo(422);
        assertThat(other.post(page, "/trust/" + id + "/refuse", Map.of("reason", List.of("Trang của CA ghi mã khác")))
                        .body())
                .contains("data-state=\"REFUSED\"");
        assertThat(asker.get("/trust/" + id).body()).contains("Trang của CA ghi mã khác");
        assertThat(house.events("TRUST_ANCHOR_REFUSED", id)).isEqualTo(1);
        assertThat(house.events("TRUST_ANCHOR_REFUSED", "Trang của CA")).isZero();
        assertThat(other.post(page, "/trust/" + id + "/approve", digits(foreign.root()))
                        .status())
                .as("decided already")
                .isEqualTo(409);
    }

    @Test
    void onlyPlatformAdministratorsActAndOnlyTheyAndAuditorsLook() {
        String id = asked();
        Member auditor = member("Hà Văn Toán", Position.KIEM_TOAN);
        Member caOfficer = member("Lại Văn Cấp", Position.CAN_BO_CA);
        for (Member other : List.of(
                auditor, caOfficer, house.school().principal(), house.school().schoolIt())) {
            Browser browser = house.as(other);
            boolean looks = other == auditor;
            assertThat(browser.get("/trust").status()).as(other.role()).isEqualTo(looks ? 200 : 403);
            assertThat(browser.get("/trust/" + id).status()).isEqualTo(looks ? 200 : 403);
            Page form = browser.get("/certificates");
            assertThat(browser.upload(form, "/trust/files", Part.file("file", "a.crt", new byte[] {1}))
                            .status())
                    .isEqualTo(403);
            for (String act : List.of("/approve", "/refuse")) {
                assertThat(browser.post(form, "/trust/" + id + act, Map.of("reason", List.of("x")))
                                .status())
                        .as(other.role() + act)
                        .isEqualTo(403);
            }
            assertThat(browser.get("/trust/" + id + "/remove/MISTAKE").status()).isIn(403, 409);
        }
        assertThat(house.as(first).get("/trust/" + UUID.randomUUID()).status()).isEqualTo(404);
        for (String language : List.of("vi", "en")) {
            for (String path : List.of("/trust", "/trust/" + id)) {
                assertThat(house.as(second).get(path + "?lang=" + language).body())
                        .as(path)
                        .doesNotContain("??");
            }
        }
    }

    @Test
    void theDatabaseKeepsFourEyesAndForgetsNothing() {
        String id = asked();
        for (String sql : List.of(
                "insert into trust_decision (anchor, place, decision, asked_by, decided_by, name, decided_at)"
                        + " select id, 1, 'APPROVED', asked_by, asked_by, 'x', now() from trust_anchor where id = :id",
                "insert into trust_decision (anchor, place, decision, asked_by, decided_by, name, decided_at)"
                        + " select id, 1, 'APPROVED', gen_random_uuid(), asked_by, 'x', now() from trust_anchor"
                        + " where id = :id",
                "insert into trust_decision (anchor, place, decision, asked_by, decided_by, name, decided_at, reason)"
                        + " select id, 2, 'REMOVED', asked_by, asked_by, 'x', now(), 'MISTAKE' from trust_anchor"
                        + " where id = :id",
                "update trust_anchor set trust_class = 'OFFICIAL' where id = :id",
                "delete from trust_anchor where id = :id",
                "delete from trust_decision where anchor = :id")) {
            assertThatThrownBy(() -> house.database()
                            .sql(sql)
                            .param("id", UUID.fromString(id))
                            .update())
                    .as(sql)
                    .isInstanceOf(DataAccessException.class);
        }
    }

    private static String published() {
        var answer = house.outsider().json("/pki/trust-list.json");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("max-age=300", "public");
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** One that waits for the second administrator. */
    private static String asked() {
        Browser asker = house.as(first);
        return id(asker.stepUp(fill(asker, look(asker, foreign().root()), terms("PUBLIC"))));
    }

    /** Asked for by one and approved by the other. */
    private static String trusted(X509Certificate root, Map<String, List<String>> terms) {
        Browser asker = house.as(first);
        String id = id(asker.stepUp(fill(asker, look(asker, root), terms)));
        Browser approver = house.as(second);
        approver.stepUp(approver.post(approver.get("/trust/" + id), "/trust/" + id + "/approve", digits(root)));
        return id;
    }

    private static Page look(Browser browser, X509Certificate... certificates) {
        StringBuilder pem = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            pem.append(Certificates.pem(certificate));
        }
        Page page = upload(browser, pem.toString().getBytes(StandardCharsets.US_ASCII));
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains(grouped(hex(certificates[0]))).doesNotContain("??");
        return page;
    }

    private static Page upload(Browser browser, byte[] file) {
        return browser.upload(browser.get("/trust"), "/trust/files", Part.file("file", "ca.pem", file));
    }

    /** Fills in the first form of the page. */
    private static Page fill(Browser browser, Page page, Map<String, List<String>> terms) {
        Map<String, List<String>> form = new HashMap<>(terms);
        form.put("file", List.of(page.first("name=\"file\" value=\"([0-9a-f-]{36})\"")));
        return browser.post(page, page.first("action=\"(/trust/drafts/[0-9a-f-]{36})\""), form);
    }

    private static Map<String, List<String>> terms(String trustClass) {
        return new HashMap<>(Map.of(
                "trustClass", List.of(trustClass),
                "label", List.of("CA ngoài " + MADE.incrementAndGet()),
                "source", List.of("Quyết định 01/QĐ-X ngày 05/9/2026, https://ca.example.vn"),
                "first", List.of(today().toString()),
                "last", List.of(today().plusYears(2).toString())));
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(house.clock().instant(), java.time.ZoneId.of("Asia/Ho_Chi_Minh"));
    }

    private static Map<String, List<String>> digits(X509Certificate certificate) {
        String end = hex(certificate).substring(56).toUpperCase(java.util.Locale.ROOT);
        return Map.of("digits", List.of(end.substring(0, 4) + " " + end.substring(4)));
    }

    private static String hex(X509Certificate certificate) {
        return Sha256.of(Certificates.der(certificate)).hex();
    }

    private static String grouped(String hex) {
        return hex.replaceAll("(.{4})(?=.)", "$1 ");
    }

    private static String id(Page page) {
        assertThat(page.path()).matches("/trust/[0-9a-f-]{36}");
        return page.path().substring("/trust/".length());
    }

    private static JsonNode judged(byte[] document) {
        return JSON.readTree(house.outsider()
                .api("/api/validations", "application/json", Part.file("file", "a.pdf", document))
                .body());
    }

    private static String trustClass(byte[] document) {
        return judged(document).path("signatures").path(0).path("trustClass").asString("");
    }

    private static String verdictPage(byte[] document) {
        Browser outsider = house.outsider();
        return outsider.upload(outsider.get("/verify"), "/verify", Part.file("file", "a.pdf", document))
                .body();
    }

    private static byte[] paper() {
        return Papers.decision("Về việc hợp đồng " + MADE.incrementAndGet(), List.of("GIÁM ĐỐC"), "Đoàn Thị Ngoài");
    }

    private static ForeignAuthority foreign() {
        return new ForeignAuthority("CA ngoài thử " + MADE.incrementAndGet(), house.clock());
    }

    private static Member admin(String name) {
        return member(name, Position.QT_NEN_TANG);
    }

    private static Member member(String name, Position position) {
        return School.member(house.writer(), "tin." + MADE.incrementAndGet(), name, position, School.OFFICE);
    }
}
