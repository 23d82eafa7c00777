package vn.khue.audit.app.incident;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import vn.khue.audit.app.AuditServer;
import vn.khue.audit.app.OfficerBrowser;
import vn.khue.audit.app.triage.AlertPages;

/** The form for what somebody told, by keyboard, as people see it at a desk and on a phone. */
class IncidentByHandBrowserTest extends AlertPages {

    @Test
    void isFilledInByKeyboardAndPutRightWhereItWasWrong() {
        Assumptions.assumeTrue(
                Files.isExecutable(OfficerBrowser.PROGRAM),
                "needs " + OfficerBrowser.PROGRAM + "; ./khue test installs it");
        try (OfficerBrowser browser = new OfficerBrowser()) {
            Page page = browser.page(AuditServer.id("AN_NINH"), "Ngô Thanh Lan", "AN_NINH", "/incidents");
            page.locator("#by-hand").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("#new-incident")).isVisible();
            page.locator("#title").focus();
            page.keyboard().type("Mất máy tính " + unit);
            page.keyboard().press("Tab");
            page.keyboard().press("Tab");
            page.keyboard().press("Space");
            assertThat(page.locator("input[name=kinds][value=DATA_BREACH]")).isChecked();
            page.locator("#affected").fill("nhiều");
            page.locator("input[name=data][value=LOCATION]").check();
            page.locator("#account").fill("Máy có danh sách xe đưa đón, chưa mã hoá.");
            page.locator("#account").press("Tab");
            page.keyboard().press("Enter");
            assertThat(page.locator("[data-failed=affected]")).isVisible();
            assertThat(page.locator("#affected")).hasAttribute("aria-invalid", "true");
            assertThat(page.locator("#account")).hasValue("Máy có danh sách xe đưa đón, chưa mã hoá.");
            OfficerBrowser.look(page, "incident-new-wrong");
            page.locator("#affected").fill("40");
            page.locator("#new-incident button").click();
            assertThat(page.locator("[data-done='incident.OPENED']")).isVisible();
            assertThat(page.locator("[data-report=subjects]")).isVisible();
            OfficerBrowser.look(page, "incident-by-hand");
            page.navigate(server.base() + "/cases");
            page.locator("li a", new Page.LocatorOptions().setHasText(unit)).click();
            assertThat(page.locator("#by-hand")).isVisible();
            assertThat(browser.wrong()).isEmpty();
        }
    }
}
