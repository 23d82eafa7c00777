package vn.khue.e2e.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.khue.e2e.browser.Chromium;
import vn.khue.e2e.stack.KhueStack;
import vn.khue.e2e.stack.School;
import vn.khue.e2e.stack.WithKhue;
import vn.khue.web.trial.Look;

/** Pages of the apps beside the way of one document: looked at in both languages, both widths, by day and in the dark. */
@ExtendWith({WithKhue.class, Chromium.Extension.class})
class AppPagesTest {
    private static final int WIDTH = 1280;

    @Test
    void everyPageIsReadable(KhueStack khue, School school, Chromium chromium) {
        everyPageIsReadable("vi", khue, school, chromium);
    }

    @Test
    @Tag("slow")
    void everyPageIsReadableInEnglish(KhueStack khue, School school, Chromium chromium) {
        everyPageIsReadable("en", khue, school, chromium);
    }

    private static void everyPageIsReadable(String language, KhueStack khue, School school, Chromium chromium) {
        String principal = khue.person("principal").name();
        String document = school.submit(
                "Quyết định để xem trang (" + language + ")",
                Papers.decision(khue.person("principal").unit(), principal));
        Map<String, List<String>> pages = new LinkedHashMap<>();
        pages.put("other-principal", List.of("/inbox", "/inbox/signed", "/inbox/returned", "/certificates"));
        pages.put("principal", List.of("/inbox", "/certificates"));
        pages.put("clerk", List.of("/clerk", "/register", "/certificates"));
        pages.put("teacher", List.of("/documents", "/documents/new"));
        pages.put("registration-officer", List.of("/certificates/requests", "/hosts"));
        pages.put("ca-officer", List.of("/authority", "/authority/ceremony", "/authority/certificates"));
        pages.put("school-it", List.of("/hosts", "/hosts/new", "/hosts/acme"));
        pages.put("platform-admin", List.of("/authority", "/trust"));
        pages.forEach((role, paths) -> {
            try (BrowserContext browser = chromium.visitor(WIDTH, true)) {
                Page page = browser.newPage();
                for (String path : paths) {
                    open(page, khue, role, khue.signing() + path, language);
                    Look.everywhere(page, "app-" + role + path.replace('/', '-'));
                }
                if (role.equals("principal")) {
                    for (String path : List.of("", "/return", "/text")) {
                        open(page, khue, role, document + path, language);
                        Look.everywhere(page, "app-document" + path.replace('/', '-'));
                    }
                }
                if (role.equals("ca-officer")) {
                    certificate(page);
                }
                if (role.equals("platform-admin")) {
                    open(page, khue, role, khue.console() + "/second-factors", language);
                    Look.everywhere(page, "second-factors");
                }
                if (role.equals("teacher")) {
                    refused(page, principal);
                    expired(page, khue);
                }
            }
        });
    }

    /** From the list to one certificate, and to what its revocation asks; nothing is revoked. */
    private static void certificate(Page page) {
        page.locator("ul.queue a.item").first().click();
        page.locator("#state").waitFor();
        Look.everywhere(page, "app-ca-officer-certificate");
        page.locator("#revoke").click();
        page.locator("main form").first().waitFor();
        Look.everywhere(page, "app-ca-officer-revoke");
    }

    @Test
    void whatIsNotThereOrNotAllowedOrNotReadableSaysSo(KhueStack khue, Chromium chromium) {
        whatIsNotThereOrNotAllowedOrNotReadableSaysSo("vi", khue, chromium);
    }

    @Test
    @Tag("slow")
    void whatIsNotThereOrNotAllowedOrNotReadableSaysSoInEnglish(KhueStack khue, Chromium chromium) {
        whatIsNotThereOrNotAllowedOrNotReadableSaysSo("en", khue, chromium);
    }

    private static void whatIsNotThereOrNotAllowedOrNotReadableSaysSo(
            String language, KhueStack khue, Chromium chromium) {
        try (BrowserContext browser = chromium.visitor(WIDTH, true)) {
            Page page = browser.newPage();
            page.navigate(khue.signing() + "/verify?lang=" + language);
            page.locator("#file")
                    .setInputFiles(new FilePayload(
                            "van-ban.pdf", "application/pdf", "không phải PDF".getBytes(StandardCharsets.UTF_8)));
            page.locator("#verify-form button").click();
            page.locator("[role=alert], #verdict").first().waitFor();
            Look.everywhere(page, "app-verify-unreadable");
            page.navigate(khue.signing() + "/d/khong-co");
            Look.everywhere(page, "app-not-found");

            open(page, khue, "student", khue.signing() + "/inbox", language);
            Look.everywhere(page, "app-forbidden");
            page.locator("form[action$='/logout'] button").first().click();
            page.waitForURL("**/signed-out**");
            Look.everywhere(page, "app-signed-out");
        }
    }

    /** The session ends while a form is open: one press leads through the gate and back to the form. */
    private static void expired(Page page, KhueStack khue) {
        String form = khue.signing() + "/documents/new";
        page.navigate(form);
        page.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName("khue_signing"));
        page.locator("#title").fill("Gửi khi phiên đã hết");
        page.locator("#file")
                .setInputFiles(
                        new FilePayload("a.pdf", "application/pdf", "%PDF-1.7".getBytes(StandardCharsets.UTF_8)));
        page.locator("#submit-form button.go").click();
        page.locator("#next").waitFor();
        Look.everywhere(page, "app-expired");
        page.locator("#next").click();
        assertThat(page).hasURL(form);
        assertThat(page.locator("#submit-form")).isVisible();
    }

    private static void refused(Page page, String signer) {
        page.navigate(page.url().replaceAll("/documents.*", "/documents/new"));
        page.locator("#file")
                .setInputFiles(new FilePayload(
                        "hong.pdf", "application/pdf", "%PDF-1.7\nhỏng".getBytes(StandardCharsets.UTF_8)));
        page.locator("#title").fill("Tệp hỏng");
        page.locator("#submit-form label.opt", new Page.LocatorOptions().setHasText(signer))
                .click();
        page.locator("#submit-form button.go").click();
        assertThat(page.locator("#refused")).isVisible();
        Look.everywhere(page, "app-refused");
    }

    private static void open(Page page, KhueStack khue, String role, String address, String language) {
        page.navigate(address + "?lang=" + language);
        if (page.locator("#kc-login").count() > 0) {
            Gate.signIn(page, khue.person(role), khue);
        }
        page.locator("header.bar").waitFor();
    }
}
