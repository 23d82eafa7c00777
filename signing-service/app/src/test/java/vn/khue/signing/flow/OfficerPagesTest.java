package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.khue.signing.house.HostDesk.newName;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.khue.directory.Position;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.signing.house.Browser;
import vn.khue.signing.house.Browser.Page;
import vn.khue.signing.house.HostDesk;
import vn.khue.signing.house.HostDesk.Clerk;
import vn.khue.signing.house.HostKey;
import vn.khue.signing.house.SigningHouse;

/** The pages on which officers see the authorities, deal with requests of hosts, and read and withdraw certificates. */
class OfficerPagesTest {
    private static SigningHouse house;
    private static HostDesk desk;

    @BeforeAll
    static void open() {
        house = SigningHouse.get();
        desk = new HostDesk(house);
    }

    @Test
    void theOverviewSaysWhatWaitsAndHowOldTheStatusIs() {
        desk.requested(new HostKey(), newName());
        desk.approved(new HostKey(), newName());
        Page page = desk.ca.browser().get("/authority");
        assertThat(page.status()).isEqualTo(200);
        assertThat(Integer.parseInt(page.first("data-waiting=\"hosts\" data-count=\"(\\d+)\"")))
                .isPositive();
        assertThat(Integer.parseInt(page.first("data-waiting=\"hosts-approved\" data-count=\"(\\d+)\"")))
                .isPositive();
        for (String part : List.of("keys", "clock", "answers", "log")) {
            assertThat(page.body()).contains("data-part=\"" + part + "\"");
        }
        assertThat(page.first("data-part=\"keys\" data-state=\"([a-z-]+)\"")).isEqualTo("ready");
        for (String ca : house.bean(Hierarchy.class).certificates().keySet()) {
            assertThat(page.body()).contains("data-ca=\"" + ca + "\"");
        }
        assertThat(page.first("id=\"ending\" data-count=\"(\\d+)\"")).isNotBlank();
        assertThat(page.body()).doesNotContain("Danh sách quá hạn").doesNotContain("??");
        Page guide = desk.ca.browser().get("/authority/ceremony");
        assertThat(guide.status()).isEqualTo(200);
        assertThat(guide.body()).contains("./khue ca sign").doesNotContain("??");
    }

    @Test
    void whoHasNoOfficeSeesNeitherTheOverviewNorTheList() {
        Clerk principal = desk.clerk(house.school().principal());
        for (String path :
                List.of("/authority", "/authority/ceremony", "/authority/certificates", "/hosts", "/hosts/acme")) {
            assertThat(principal.browser().get(path).status()).as(path).isEqualTo(403);
        }
        // The platform administrator sees how things stand, and no names.
        Clerk platform = desk.appointed("Đinh Văn Nền", Position.QT_NEN_TANG);
        assertThat(platform.browser().get("/authority").status()).isEqualTo(200);
        assertThat(platform.browser().get("/authority/certificates").status()).isEqualTo(403);
    }

    @Test
    void aRequestGoesItsWholeWayByPagesAlone() throws Exception {
        String name = newName();
        Browser school = desk.schoolIt.browser();
        Page form = school.get("/hosts/new");
        Page wrong = school.post(form, "/hosts/new", Map.of("names", List.of("không phải tên"), "csr", List.of("")));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("role=\"alert\"").contains("không phải tên");
        String csr = new HostKey().json(name);
        String pem = csr.substring(1, csr.length() - 1).replace("\\n", "\n");
        Page made = school.post(form, "/hosts/new", Map.of("names", List.of(""), "csr", List.of(pem)));
        assertThat(made.first("id=\"state\" data-state=\"([A-Z]+)\"")).isEqualTo("REQUESTED");
        assertThat(made.body())
                .contains(name)
                .doesNotContain("name=\"approve\"")
                .doesNotContain("??");
        String path = made.path();

        Browser registration = desk.registration.browser();
        assertThat(registration.get("/hosts").body()).contains(name);
        Page toApprove = registration.get(path);
        assertThat(toApprove.body()).contains("name=\"approve\"").doesNotContain("name=\"issue\"");
        Page approved = registration.post(toApprove, path + "/approve");
        assertThat(approved.first("id=\"state\" data-state=\"([A-Z]+)\"")).isEqualTo("APPROVED");
        assertThat(approved.body()).doesNotContain("name=\"issue\"");

        Page toIssue = desk.ca.browser().get(path);
        Page issued = desk.ca.browser().post(toIssue, path + "/issue");
        assertThat(issued.first("id=\"state\" data-state=\"([A-Z]+)\"")).isEqualTo("ISSUED");
        assertThat(issued.body()).contains(desk.registration.member().name());
        // The unit finds the certificate, its chain and its page.
        String certificate = school.get(path).first("id=\"certificate\" href=\"([^\"]+)\"");
        Page read = school.get(certificate);
        assertThat(read.first("id=\"state\" data-state=\"([A-Z]+)\"")).isEqualTo("GOOD");
        assertThat(read.body()).contains(name).doesNotContain("id=\"revoke\"");
        assertThat(school.get(school.get(path).first("id=\"chain\" href=\"([^\"]+)\""))
                        .body())
                .contains("BEGIN CERTIFICATE");
    }

    @Test
    void theSecretOfAHostIsShownOnce() {
        String name = newName();
        String path = "/hosts/" + desk.awaitingKey(name);
        Browser school = desk.schoolIt.browser();
        Page before = school.get(path);
        assertThat(before.body()).contains("name=\"secret\"");
        Page shown = school.post(before, path + "/secret");
        String secret = shown.first("id=\"est-secret\">([^<]+)<");
        assertThat(secret).hasSizeGreaterThan(30);
        assertThat(shown.answer().headers().firstValue("Cache-Control").orElse(""))
                .contains("no-store");
        assertThat(school.get(path).body()).doesNotContain(secret);
        // Without the host's key there is nothing to issue.
        assertThat(desk.ca.browser().get(path).body()).doesNotContain("name=\"issue\"");
    }

    @Test
    void aHostIsLetFetchAloneByPagesAlone() throws Exception {
        String name = newName();
        desk.approved(new HostKey(), name);
        Browser school = desk.schoolIt.browser();
        assertThat(school.get("/hosts").body()).contains("href=\"/hosts/acme\"");
        Page form = school.get("/hosts/acme");
        assertThat(form.body()).contains("value=\"" + name + "\"").doesNotContain("??");
        Page nothing = school.post(form, "/hosts/acme");
        assertThat(nothing.status()).isEqualTo(422);
        assertThat(nothing.body()).contains("role=\"alert\"");
        assertThat(school.post(form, "/hosts/acme", Map.of("name", List.of(newName())))
                        .status())
                .as("a name of nobody")
                .isEqualTo(403);

        Page asked = school.post(form, "/hosts/acme", Map.of("name", List.of(name)));
        String row = "data-binding=\"([0-9a-f-]{36})\" data-state=\"%s\"[^>]*><span class=\"gap\"></span>"
                + "<div class=\"item\"><b class=\"code\">" + name + "<";
        String path = "/hosts/acme/" + asked.first(row.formatted("ASKED"));
        assertThat(asked.body()).doesNotContain(path + "/grant").doesNotContain(path + "/key");

        Browser ca = desk.ca.browser();
        assertThat(Integer.parseInt(ca.get("/authority").first("data-waiting=\"acme\" data-count=\"(\\d+)\"")))
                .isPositive();
        Page toGrant = ca.get("/hosts/acme");
        assertThat(toGrant.body()).contains(path + "/grant").doesNotContain("id=\"acme-form\"");
        assertThat(ca.post(toGrant, path + "/grant").first(row.formatted("GRANTED")))
                .isNotBlank();

        Page granted = school.get("/hosts/acme");
        Page key = school.post(granted, path + "/key");
        String secret = key.first("id=\"acme-hmac\">([^<]+)<");
        assertThat(secret).hasSize(43);
        assertThat(key.answer().headers().firstValue("Cache-Control").orElse(""))
                .contains("no-store");
        assertThat(school.get("/hosts/acme").body()).doesNotContain(secret);
        assertThat(school.post(granted, path + "/end").first(row.formatted("ENDED")))
                .isNotBlank();
    }

    @Test
    void anOfficerFindsACertificateHoldsItEndsTheHoldAndRevokesIt() {
        String name = newName();
        String serial = desk.issued(new HostKey(), name).text("serial");
        Browser ca = desk.ca.browser();
        String path = "/certificates/services/" + serial;
        for (String asked : List.of(serial, serial.toLowerCase(Locale.ROOT), name, name.substring(0, 8))) {
            assertThat(ca.get("/authority/certificates?q=" + asked).body())
                    .as(asked)
                    .contains(path);
        }
        assertThat(ca.get("/authority/certificates").body()).contains(path);
        assertThat(ca.get("/authority/certificates?q=khong-co-gi").body()).contains("class=\"empty\"");
        assertThat(ca.get("/authority/certificates?q=%25").body()).contains("class=\"empty\"");

        Page good = ca.get(path);
        assertThat(good.body())
                .contains("name=\"suspend\"")
                .doesNotContain("name=\"resume\"")
                .doesNotContain("??");
        Page held = ca.post(good, path + "/suspend");
        assertThat(held.first("id=\"state\" data-state=\"([A-Z]+)\"")).isEqualTo("SUSPENDED");
        Page again = ca.post(held, path + "/resume");
        assertThat(again.first("id=\"state\" data-state=\"([A-Z]+)\"")).isEqualTo("GOOD");
        Page ask = ca.get(path + "/revoke");
        assertThat(ask.body())
                .contains("SUPERSEDED")
                .doesNotContain("CA_COMPROMISE")
                .doesNotContain("??");
        assertThat(ca.post(ask, path + "/revoke").status()).isEqualTo(422);
        Page revoked = ca.post(ask, path + "/revoke", Map.of("reason", List.of("SUPERSEDED")));
        assertThat(revoked.first("id=\"state\" data-state=\"([A-Z]+)\"")).isEqualTo("REVOKED");
        assertThat(revoked.body()).doesNotContain("name=\"suspend\"").doesNotContain("id=\"revoke\"");
        // Nothing is left to revoke: the question leads back.
        assertThat(ca.get(path + "/revoke").path()).endsWith(path);
        // The security officer holds and does not revoke.
        String other = "/certificates/services/"
                + desk.issued(new HostKey(), newName()).text("serial");
        assertThat(desk.security.browser().get(other).body())
                .contains("name=\"suspend\"")
                .doesNotContain("id=\"revoke\"");
    }

    @Test
    void ofKhuesOwnCertificatesNothingIsChangedByPages() {
        Hierarchy hierarchy = house.bean(Hierarchy.class);
        String serial = hierarchy
                .authority("people")
                .certificate()
                .getSerialNumber()
                .toString(16)
                .toUpperCase(Locale.ROOT);
        Page page = desk.ca.browser().get("/certificates/root/" + serial);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("name=\"suspend\"").doesNotContain("id=\"revoke\"");
        assertThat(desk.ca
                        .browser()
                        .post(page, "/certificates/root/" + serial + "/suspend")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void everyLookAtSomebodyElsesCertificateIsAnEvent() {
        UUID teacher = house.school().principal().id();
        Browser own = house.as(house.school().principal());
        Page mine = own.get("/certificates");
        if (mine.body().contains("id=\"request-own\"")) {
            own.post(mine, "/certificates/requests");
            Page requests = desk.registration.browser().get("/certificates/requests");
            String request = requests.first(
                    "data-request=\"([0-9a-f-]{36})\" data-state=\"REQUESTED\" data-holder=\"" + teacher + "\"");
            desk.registration.browser().post(requests, "/certificates/requests/" + request + "/approve");
        }
        String serial = own.get("/certificates").first("<span class=\"code small\">([0-9A-F]+)</span>");
        String path = "/certificates/people/" + serial;
        long before = house.events("CERTIFICATE_READ", teacher.toString());
        assertThat(own.get(path).status()).isEqualTo(200);
        assertThat(house.events("CERTIFICATE_READ", teacher.toString())).isEqualTo(before);
        assertThat(desk.security.browser().get(path).status()).isEqualTo(200);
        assertThat(house.events("CERTIFICATE_READ", teacher.toString())).isEqualTo(before + 1);
        assertThat(house.as(house.school().clerk()).get(path).status()).isEqualTo(403);
        assertThat(desk.security
                        .browser()
                        .get("/authority/certificates?q=" + serial)
                        .body())
                .contains(path);
    }
}
