package vn.khue.e2e.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.khue.e2e.browser.Chromium;
import vn.khue.e2e.stack.KhueStack;
import vn.khue.e2e.stack.School;
import vn.khue.e2e.stack.WithKhue;
import vn.khue.launcher.district.DemoPerson;

/** Sign, number, seal and publish without ever touching a mouse: only Tab, Enter, Space and typing. */
@ExtendWith({WithKhue.class, Chromium.Extension.class})
class KeyboardJourneyTest {
    private static final int MOST_TABS = 60;

    @Test
    void signsSealsAndPublishesByKeyboardAlone(KhueStack khue, School school, Chromium chromium) {
        DemoPerson principal = khue.person("principal");
        DemoPerson clerk = khue.person("clerk");
        String title = "Quyết định ký bằng bàn phím";
        String document = school.submit(title, Papers.decision(principal.unit(), principal.name()));
        String path = document.substring(khue.signing().length());

        try (BrowserContext browser = chromium.visitor(1280, true)) {
            Page page = browser.newPage();
            page.navigate(khue.signing() + "/inbox");
            signIn(page, principal);
            search(page, title);
            press(page, "ul.queue a.item[href='" + path + "']");
            see(page);
            press(page, "#sign-form button");
            press(page, "form[action*='/step-up/'] button");
            stepUp(page, principal, khue);
            assertThat(page.locator("#outcome")).hasAttribute("data-done", "1");
        }
        try (BrowserContext browser = chromium.visitor(1280, true)) {
            Page page = browser.newPage();
            page.navigate(khue.signing() + "/clerk");
            signIn(page, clerk);
            search(page, title);
            press(page, "ul.queue a.item[href='" + path + "']");
            press(page, "#number-form button");
            press(page, "#seal-form button");
            press(page, "form[action*='/step-up/'] button");
            stepUp(page, clerk, khue);
            assertThat(page.locator("#outcome")).hasAttribute("data-done", "1");
            page.navigate(document);
            press(page, "#publish-form button");
            assertThat(page.locator("#state")).hasAttribute("data-state", "PUBLISHED");
        }
    }

    private static void signIn(Page page, DemoPerson person) {
        type(page, "#username", person.username());
        type(page, "#password", person.password());
        press(page, "#kc-login");
    }

    private static void stepUp(Page page, DemoPerson person, KhueStack khue) {
        type(page, "#otp", khue.code(person));
        page.keyboard().press("Enter");
    }

    /** However much waits, a person finds a document by its title. */
    private static void search(Page page, String title) {
        type(page, "#q", title);
        page.keyboard().press("Enter");
        assertThat(page.locator("ul.queue a.item")).hasCount(1);
    }

    /** Nobody may sign what they have not seen: a page counts once its picture has arrived. */
    private static void see(Page page) {
        page.locator("figure.leaf img").first().waitFor();
        page.waitForFunction(
                "() => [...document.querySelectorAll('figure.leaf img')].every(i => i.complete && i.naturalWidth > 0)");
    }

    private static void type(Page page, String field, String text) {
        focus(page, field);
        page.keyboard().type(text);
    }

    private static void press(Page page, String control) {
        focus(page, control);
        page.keyboard().press("Enter");
        page.waitForLoadState();
    }

    private static void await(Page page, String control) {
        try {
            page.locator(control).waitFor();
        } catch (TimeoutError nothing) {
            throw new AssertionError(
                    "No " + control + " at " + page.url() + ", which says: " + page.innerText("body"), nothing);
        }
    }

    /** Presses Tab until the control has the focus, and makes sure that the focus can be seen there. */
    private static void focus(Page page, String control) {
        await(page, control);
        for (int i = 0; i < MOST_TABS; i++) {
            if ((Boolean) page.evaluate("q => document.activeElement === document.querySelector(q)", control)) {
                String outline = (String) page.evaluate("() => { const s = getComputedStyle(document.activeElement);"
                        + " return s.outlineStyle + ' ' + s.outlineWidth + ' ' + s.boxShadow; }");
                assertThat(outline).as("visible focus on %s", control).isNotEqualTo("none 0px none");
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError(MOST_TABS + " presses of Tab do not reach " + control + " at " + page.url());
    }
}
