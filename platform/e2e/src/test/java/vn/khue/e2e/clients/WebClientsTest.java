package vn.khue.e2e.clients;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.khue.e2e.browser.Chromium;
import vn.khue.e2e.rights.KeycloakAdmin;
import vn.khue.e2e.stack.KhueStack;
import vn.khue.e2e.stack.WithKhue;
import vn.khue.launcher.district.DemoPerson;
import vn.khue.web.trial.Look;

/** Web apps behind Apache: OpenID Connect by mod_auth_openidc, SAML 2.0 by mod_auth_mellon, and an old app that reads a header. */
@ExtendWith({WithKhue.class, Chromium.Extension.class, RelyingParties.Started.class})
class WebClientsTest {
    private static final int WIDTH = 1280;

    private String web;
    private String saml;
    private String old;

    @BeforeEach
    void sites(RelyingParties parties) {
        Assumptions.assumeTrue(parties.hasApache(), "apache2, libapache2-mod-auth-openidc, libapache2-mod-auth-mellon");
        web = parties.site("https://thu-vien.example.vn");
        saml = parties.site("https://diem-danh.example.vn");
        old = parties.site("https://ho-so-cu.example.vn");
    }

    @Test
    void anOpenIdConnectAppLearnsTheClaimsItAskedForAndNoOthers(KhueStack khue, Chromium chromium) {
        DemoPerson teacher = khue.person("teacher");
        try (BrowserContext browser = chromium.visitor(WIDTH, true)) {
            At at = new At(browser.newPage(), khue);
            at.signIn(web + "/", teacher);

            assertThat(at.page()).hasURL(web + "/");
            assertThat(at.shown())
                    .contains("oidc_claim_preferred_username: " + teacher.username())
                    .contains("GV_CHU_NHIEM")
                    .doesNotContain("khue_unit", "khue_post", "khue_class", "eduperson", "khue_id", "family_name");

            at.page().navigate(web + "/gate/back?logout=" + At.encoded(web + "/bye"));
            assertThat(at.page()).hasURL(web + "/bye");
            at.isOutOf(web + "/");
        }
    }

    @Test
    void aSamlAppLearnsAPersistentNameOfItsOwn(KhueStack khue, Chromium chromium) {
        DemoPerson teacher = khue.person("teacher");
        String first;
        try (BrowserContext browser = chromium.visitor(WIDTH, true)) {
            At at = new At(browser.newPage(), khue);
            at.signIn(saml + "/", teacher);
            assertThat(at.page()).hasURL(saml + "/");
            assertThat(at.shown()).contains("x-uid: " + teacher.username()).contains("x-name: ");
            first = nameId(at.shown());
            assertThat(first).hasSize(43).doesNotContain(teacher.username());

            at.page().navigate(saml + "/mellon/logout?ReturnTo=" + At.encoded(saml + "/bye"));
            assertThat(at.page()).hasURL(saml + "/bye");
            at.isOutOf(saml + "/");
        }
        try (BrowserContext browser = chromium.visitor(WIDTH, false)) {
            // Without script a button leads on.
            At at = new At(browser.newPage(), khue);
            at.signIn(saml + "/", teacher);
            at.page().locator("main button").click();
            assertThat(at.page()).hasURL(saml + "/");
            assertThat(nameId(at.shown())).isEqualTo(first);
            // mellon looks for whom to sign out by the name alone, and would find this browser in place of another
            // test's.
            new KeycloakAdmin(khue).endLogins(teacher.username());
        }
    }

    @Test
    void anOldAppGetsTheUserFromTheProxyAndNeverFromOutside(KhueStack khue, Chromium chromium) throws Exception {
        DemoPerson teacher = khue.person("teacher");
        HttpResponse<String> stranger = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(old + "/"))
                                .header("X-Remote-User", "admin")
                                // As a browser does: whoever cannot read a page is not sent to sign in.
                                .header("Accept", "text/html")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(stranger.statusCode()).isEqualTo(302);
        assertThat(stranger.headers().firstValue("Location").orElse("")).startsWith(khue.keycloak());
        try (BrowserContext browser = chromium.visitor(WIDTH, true)) {
            At at = new At(browser.newPage(), khue);
            at.signIn(old + "/", teacher);
            assertThat(at.page()).hasURL(old + "/");
            at.page().setExtraHTTPHeaders(Map.of("X-Remote-User", "admin"));
            at.page().navigate(old + "/");

            assertThat(at.shown())
                    .contains("x-remote-user: " + teacher.username())
                    .doesNotContain("admin");
        }
    }

    @Test
    void whoMayNotUseAnAppIsToldSoWhateverItSpeaks(KhueStack khue, Chromium chromium) {
        DemoPerson student = khue.person("student");
        try (BrowserContext browser = chromium.visitor(WIDTH, true)) {
            At at = new At(browser.newPage(), khue);
            at.signIn(web + "/", student);
            isRefused(at.page(), "Thư viện số");
            Look.everywhere(at.page(), "gate-app-refused");
        }
        try (BrowserContext browser = chromium.visitor(WIDTH, true)) {
            At at = new At(browser.newPage(), khue);
            at.signIn(saml + "/", student);
            isRefused(at.page(), "Điểm danh");
        }
        try (BrowserContext browser = chromium.visitor(WIDTH, true)) {
            // A session that is there already opens it no more than a new login.
            At at = new At(browser.newPage(), khue);
            at.signIn(khue.signing() + "/documents", student);
            assertThat(at.page()).hasURL(Pattern.compile("^" + khue.signing()));
            at.page().navigate(old + "/");
            isRefused(at.page(), "Quản lý cũ");
        }
    }

    @Test
    void logoutInOneAppEndsTheOthers(KhueStack khue, Chromium chromium) {
        try (BrowserContext browser = chromium.visitor(WIDTH, true)) {
            At at = new At(browser.newPage(), khue);
            everywhere(at, khue.person("teacher"));

            at.page().navigate(web + "/gate/back?logout=" + At.encoded(web + "/bye"));
            assertThat(at.page()).hasURL(web + "/bye");

            isOutOfAll(at);
        }
    }

    @Test
    void logoutInASamlAppEndsTheOthers(KhueStack khue, Chromium chromium) {
        try (BrowserContext browser = chromium.visitor(WIDTH, true)) {
            At at = new At(browser.newPage(), khue);
            everywhere(at, khue.person("teacher"));

            at.page().navigate(saml + "/mellon/logout?ReturnTo=" + At.encoded(saml + "/bye"));
            assertThat(at.page()).hasURL(saml + "/bye");

            isOutOfAll(at);
        }
    }

    @Test
    void signingOutEverywhereEndsEveryApp(KhueStack khue, Chromium chromium) {
        DemoPerson teacher = khue.person("teacher");
        try (BrowserContext browser = chromium.visitor(WIDTH, true)) {
            At at = new At(browser.newPage(), khue);
            everywhere(at, teacher);

            new KeycloakAdmin(khue).endLogins(teacher.username());

            isOutOfAll(at);
        }
    }

    private void everywhere(At at, DemoPerson person) {
        at.signIn(web + "/", person);
        assertThat(at.page()).hasURL(web + "/");
        at.enter(saml + "/");
        at.enter(old + "/");
        at.enter(at.khue().signing() + "/documents");
    }

    private void isOutOfAll(At at) {
        at.isOutOf(web + "/");
        at.isOutOf(saml + "/");
        at.isOutOf(old + "/");
        at.isOutOf(at.khue().signing() + "/documents");
    }

    private static void isRefused(Page page, String app) {
        assertThat(page.locator("[role=alert]")).containsText("«" + app + "» không dành cho tài khoản này");
    }

    private static String nameId(String shown) {
        return shown.lines()
                .filter(line -> line.startsWith("x-name-id: "))
                .map(line -> line.substring("x-name-id: ".length()))
                .findAny()
                .orElse("");
    }
}
