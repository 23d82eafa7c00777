package vn.khue.e2e.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.khue.e2e.browser.Chromium;
import vn.khue.e2e.stack.KhueStack;
import vn.khue.e2e.stack.WithKhue;
import vn.khue.launcher.district.DemoPerson;
import vn.khue.web.trial.Look;

/** A clerk makes two app passwords, something binds to the directory with each, and one is revoked. */
@ExtendWith({WithKhue.class, Chromium.Extension.class})
class AppPasswordJourneyTest {
    private static final int DESK = 1280;

    @Test
    void eachOpensTheDirectoryUntilItAloneIsRevoked(KhueStack khue, Chromium chromium) {
        DemoPerson clerk = khue.person("clerk");
        try (BrowserContext browser = chromium.visitor(DESK, true)) {
            Page page = browser.newPage();
            page.navigate(khue.console() + "/");
            Gate.signIn(page, clerk, khue);
            page.locator("[data-app=passwords]").click();
            assertThat(page.locator("#none")).isVisible();
            Look.everywhere(page, "app-passwords-none");
            String printer = make(page, "Máy in");
            Look.everywhere(page, "app-password");
            page.locator("#back").click();
            String mail = make(page, "Thư");
            page.locator("#back").click();
            assertThat(page.locator("[data-password]")).hasCount(2);
            Look.everywhere(page, "app-passwords");
            assertThat(bind(khue, clerk, printer)).isEqualTo(ResultCode.SUCCESS);
            assertThat(bind(khue, clerk, mail)).isEqualTo(ResultCode.SUCCESS);

            page.locator("[data-password='Máy in'] summary").press("Enter");
            page.locator("[data-password='Máy in'] button").click();
            assertThat(page.locator("#done")).isVisible();
            assertThat(page.locator("[data-password]")).hasCount(1);
            assertThat(bind(khue, clerk, printer)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
            assertThat(bind(khue, clerk, mail)).isEqualTo(ResultCode.SUCCESS);

            page.locator("[data-password] summary").press("Enter");
            page.locator("[data-password] button").click();
            assertThat(page.locator("#none")).isVisible();
        }
    }

    private static String make(Page page, String name) {
        page.locator("#name").fill(name);
        page.locator("#make button").click();
        return page.locator("#secret").textContent();
    }

    private static ResultCode bind(KhueStack khue, DemoPerson person, String secret) {
        try (LDAPConnection connection = new LDAPConnection("localhost", khue.ldapPort())) {
            return connection
                    .bind("uid=" + person.username() + ",ou=people,dc=khue,dc=edu,dc=vn", secret)
                    .getResultCode();
        } catch (LDAPException e) {
            return e.getResultCode();
        }
    }
}
