package vn.khue.e2e.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.khue.e2e.browser.Chromium;
import vn.khue.e2e.stack.KhueStack;
import vn.khue.e2e.stack.School;
import vn.khue.e2e.stack.WithKhue;
import vn.khue.launcher.district.DemoPerson;
import vn.khue.web.trial.Look;

/**
 * One document from upload to public page, in real browsers. Each page is looked at on a desk and on a phone, and gone on from on a phone;
 * how it is gone on from on a desk stands in {@link KeyboardJourneyTest}.
 */
@ExtendWith({WithKhue.class, Chromium.Extension.class})
class SigningJourneyTest {
    /** How people look at it: which width, which language. */
    private record Visit(Chromium chromium, int width, String language) {
        BrowserContext browser() {
            return chromium.visitor(width, true);
        }

        String address(String page) {
            return page + (page.indexOf('?') < 0 ? "?" : "&") + "lang=" + language;
        }
    }

    @Test
    void fromTheTeachersHandToThePublicPage(KhueStack khue, School school, Chromium chromium) {
        travel(new Visit(chromium, 1280, "vi"), khue);
    }

    @Test
    @Tag("slow")
    void inEnglishOnAPhone(KhueStack khue, School school, Chromium chromium) {
        travel(new Visit(chromium, 360, "en"), khue);
    }

    private static void travel(Visit visit, KhueStack khue) {
        DemoPerson teacher = khue.person("teacher");
        DemoPerson principal = khue.person("principal");
        DemoPerson clerk = khue.person("clerk");
        byte[] pdf = Papers.decision(principal.unit(), principal.name());
        String title = "Quyết định kiểm thử ở khổ " + visit.width() + " " + visit.language();

        String document = handIn(visit, khue, teacher, principal, title, pdf);
        sign(visit, khue, principal, title, document);
        String publicPage = numberSealPublish(visit, khue, clerk, title, document);
        verify(visit, khue, publicPage, pdf);
        findInTheLog(visit, khue, document);
    }

    private static String handIn(
            Visit visit, KhueStack khue, DemoPerson teacher, DemoPerson principal, String title, byte[] pdf) {
        try (BrowserContext browser = visit.browser()) {
            Page page = browser.newPage();
            page.navigate(visit.address(khue.signing() + "/documents/new"));
            Gate.signIn(page, teacher);
            Look.everywhere(page, "submit");
            page.locator("#file").setInputFiles(new FilePayload("quyet-dinh.pdf", "application/pdf", pdf));
            page.locator("#title").fill(title);
            page.locator("#submit-form label.opt", new Page.LocatorOptions().setHasText(principal.name()))
                    .click();
            page.locator("#submit-form button.go").click();
            assertThat(page.locator("#state")).hasAttribute("data-state", "SUBMITTED");
            assertThat(page.locator("#sign-form")).hasCount(0);
            Look.everywhere(page, "submitted");
            return page.url();
        }
    }

    private static void sign(Visit visit, KhueStack khue, DemoPerson principal, String title, String document) {
        try (BrowserContext browser = visit.browser()) {
            Page page = browser.newPage();
            page.navigate(visit.address(khue.signing() + "/inbox"));
            Gate.signIn(page, principal);
            Look.everywhere(page, "inbox");
            search(page, title);
            Look.everywhere(page, "inbox-search");

            page.locator("ul.queue a.item[href='" + path(khue, document) + "']").click();
            page.locator("figure.leaf img").first().scrollIntoViewIfNeeded();
            page.waitForCondition(
                    () -> (Boolean)
                            page.evaluate(
                                    "[...document.querySelectorAll('figure.leaf img')].slice(0, 1).every(i => i.complete && i.naturalWidth > 0)"));
            Look.everywhere(page, "review");

            page.locator("form[action='/inbox/sign'] button:visible").first().click();
            Look.everywhere(page, "step-up-sheet");
            page.locator("form[action*='/step-up/'] button").click();
            Gate.stepUp(page, principal, khue);
            assertThat(page.locator("#outcome")).hasAttribute("data-done", "1");
            assertThat(page.locator("#outcome")).hasAttribute("data-failed", "0");
            Look.everywhere(page, "signed");

            // The authorisation was for one use: going back to its address signs nothing again and asks for nothing.
            page.reload();
            assertThat(page.locator("#outcome")).hasAttribute("data-done", "1");
        }
    }

    private static String numberSealPublish(
            Visit visit, KhueStack khue, DemoPerson clerk, String title, String document) {
        try (BrowserContext browser = visit.browser()) {
            Page page = browser.newPage();
            page.navigate(visit.address(khue.signing() + "/clerk"));
            Gate.signIn(page, clerk);
            Look.everywhere(page, "clerk");
            page.navigate(khue.signing() + "/clerk?step=SIGNED&all=true");
            Look.everywhere(page, "clerk-step");
            page.navigate(khue.signing() + "/clerk");
            search(page, title);
            page.locator("ul.queue a.item[href='" + path(khue, document) + "']").click();
            page.locator("#number-form button").click();
            assertThat(page.locator("#notation")).hasText(Pattern.compile("^[0-9]+/QĐ"));
            page.locator("#seal-form button").click();
            assertThat(page.locator(".sheet .closer")).hasText(Pattern.compile("^(Chưa đóng dấu|Do not seal), "));
            Look.everywhere(page, "seal-sheet");
            page.locator("form[action*='/step-up/'] button").click();
            Gate.stepUp(page, clerk, khue);
            assertThat(page.locator("#outcome")).hasAttribute("data-done", "1");
            page.navigate(document);
            page.locator("#publish-form button").click();
            assertThat(page.locator("#state")).hasAttribute("data-state", "PUBLISHED");
            Look.everywhere(page, "published");
            page.navigate(khue.signing() + "/register");
            Look.everywhere(page, "register");
            page.navigate(document);
            return page.locator("#public-link").getAttribute("href");
        }
    }

    private static void verify(Visit visit, KhueStack khue, String publicPage, byte[] unsigned) {
        try (BrowserContext browser = visit.browser()) {
            Page page = browser.newPage();
            page.navigate(visit.address(khue.signing() + publicPage));
            assertThat(page.locator("#verdict")).hasAttribute("data-indication", "TOTAL_PASSED");
            Look.everywhere(page, "public");
            byte[] signed =
                    browser.request().get(khue.signing() + publicPage + "/file").body();

            page.navigate(visit.address(khue.signing() + "/verify"));
            Look.everywhere(page, "verify");
            judge(page, khue, signed, "TOTAL_PASSED");
            Look.everywhere(page, "verify-valid");
            judge(page, khue, unsigned, "NOT_SIGNED");
            Look.everywhere(page, "verify-not-signed");
            byte[] forged = signed.clone();
            forged[unsigned.length / 2] ^= 1;
            judge(page, khue, forged, "TOTAL_FAILED");
            Look.everywhere(page, "verify-invalid");
        }
    }

    private static void judge(Page page, KhueStack khue, byte[] pdf, String expected) {
        page.navigate(khue.signing() + "/verify");
        page.locator("#file").setInputFiles(new FilePayload("van-ban.pdf", "application/pdf", pdf));
        page.locator("#verify-form button").click();
        assertThat(page.locator("#verdict")).hasAttribute("data-indication", expected);
    }

    private static void findInTheLog(Visit visit, KhueStack khue, String document) {
        String id = document.substring(document.lastIndexOf('/') + 1);
        String list = visit.address(khue.audit() + "/events?kind=DOCUMENT_PUBLISHED");
        try (BrowserContext browser = visit.browser()) {
            Page page = browser.newPage();
            page.navigate(list);
            Gate.signIn(page, khue.person("security-officer"), khue);
            assertThat(page).hasURL(Pattern.compile("^" + khue.audit() + "/events"));
            page.waitForCondition(() -> {
                page.navigate(list);
                page.locator("tbody tr td.lead a").first().click();
                return page.locator("main").innerText().contains(id);
            });
            Look.everywhere(page, "event");
            page.goBack();
            Look.everywhere(page, "events");
            page.goForward();
            page.locator("a[href$='/proof']").first().click();
            page.waitForCondition(() -> {
                page.reload();
                return page.locator("section.panel.ok[role=status]").count() == 1;
            });
            Look.everywhere(page, "proof");
            page.navigate(khue.audit() + "/ledger");
            Look.everywhere(page, "ledger");
            assertThat(page.locator(".note.bad").count()).isZero();
        }
    }

    /** However much waits, a person finds a document by its title. */
    private static void search(Page page, String title) {
        page.locator("#q").fill(title);
        page.locator("form[role=search] button").click();
        assertThat(page.locator("ul.queue a.item")).hasCount(1);
    }

    private static String path(KhueStack khue, String address) {
        return address.substring(khue.signing().length());
    }
}
