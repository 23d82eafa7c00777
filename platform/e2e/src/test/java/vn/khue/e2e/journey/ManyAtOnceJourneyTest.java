package vn.khue.e2e.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.khue.e2e.browser.Chromium;
import vn.khue.e2e.stack.Books;
import vn.khue.e2e.stack.KhueStack;
import vn.khue.e2e.stack.School;
import vn.khue.e2e.stack.WithKhue;
import vn.khue.launcher.demo.Member;
import vn.khue.launcher.district.DemoPerson;
import vn.khue.web.trial.Look;

/** A principal signs all that waits with one confirmation, leaves it for a while, and sees it come to its end. */
@ExtendWith({WithKhue.class, Chromium.Extension.class})
class ManyAtOnceJourneyTest {
    private static final int MANY = 12;

    @Test
    void allAreSignedByOneConfirmationWithAPauseBetween(KhueStack khue, School school, Chromium chromium) {
        DemoPerson principal = khue.person("principal");
        String batch = "Thông báo đợt " + UUID.randomUUID();
        handIn(school, principal, batch);
        try (BrowserContext browser = chromium.visitor(360, true)) {
            Page page = browser.newPage();
            page.navigate(khue.signing() + "/inbox?lang=vi");
            Gate.signIn(page, principal);
            page.locator("#q").fill(batch);
            page.locator("form[role=search] button").click();
            page.getByText("Chọn cả " + MANY + " văn bản").click();
            Look.everywhere(page, "inbox-all");
            page.locator("#sign").click();
            assertThat(page.locator(".sheet h2, .sheet h1").first()).hasText("Ký " + MANY + " văn bản?");
            // Paused before the first signature, so that the picture is the same each time.
            set(khue, page, "paused = true");
            page.locator("form[action*='/step-up/'] button").click();
            Gate.stepUp(page, principal, khue);
            assertThat(page.locator("#outcome")).hasAttribute("data-carrying", "PAUSED");
            Look.everywhere(page, "run-paused");

            page.navigate(khue.signing() + "/inbox");
            page.getByText("Xem tiến độ").first().click();
            // As another node would carry it out: it goes on by itself on this page, nobody loads it again.
            set(khue, page, "paused = false, carried_from = now()");
            page.reload();
            assertThat(page.locator("#outcome")).hasAttribute("data-carrying", "RUNNING");
            Look.everywhere(page, "run-running");
            page.locator("#pause").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("#resume")).hasText("Ký tiếp " + MANY + " văn bản");
            page.locator("#resume").click();
            assertThat(page.locator("#outcome")).hasAttribute("data-done", Integer.toString(MANY));
            assertThat(page.locator("#outcome")).hasAttribute("data-failed", "0");
            assertThat(page.locator("#outcome[data-carrying]")).hasCount(0);
            Look.everywhere(page, "run-signed");
        }
    }

    /** Twelve documents, each of which the principal has read. */
    private static void handIn(School school, DemoPerson principal, String batch) {
        Member reader = school.member("principal");
        List<String> documents = IntStream.range(0, MANY)
                .mapToObj(n -> school.submit(batch + " " + n, Papers.decision(principal.unit(), principal.name())))
                .toList();
        documents.forEach(address -> reader.open(address + "/text").ok());
    }

    private static void set(KhueStack khue, Page page, String what) {
        String id = page.url().replaceAll("^.*/authorisations/([0-9a-f-]{36}).*$", "$1");
        new Books(khue).column("signing", "update authorisation set " + what + " where id = ?::uuid returning id", id);
    }
}
