package vn.khue.e2e.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.khue.e2e.browser.Chromium;
import vn.khue.e2e.stack.KhueStack;
import vn.khue.e2e.stack.WithKhue;
import vn.khue.launcher.district.DemoPerson;
import vn.khue.web.trial.Look;

/** Pages of the gate that people see seldom: looked at in both languages, both widths, by day and in the dark. */
@ExtendWith({WithKhue.class, Chromium.Extension.class})
class GatePagesTest {
    private static final int WIDTH = 1280;

    @Test
    void changingHowOneSignsIn(KhueStack khue, Chromium chromium) {
        changingHowOneSignsIn("vi", khue, chromium);
    }

    @Test
    @Tag("slow")
    void changingHowOneSignsInInEnglish(KhueStack khue, Chromium chromium) {
        changingHowOneSignsIn("en", khue, chromium);
    }

    private static void changingHowOneSignsIn(String language, KhueStack khue, Chromium chromium) {
        DemoPerson teacher = khue.person("teacher");
        try (BrowserContext browser = chromium.visitor(WIDTH, true)) {
            Page page = browser.newPage();
            enter(page, khue, language, teacher);

            page.locator("#sign-in-security").click();
            assertThat(page.locator("#first")).isVisible();
            Look.everywhere(page, "app-sign-in-security");
            Gate.change(page, "code");
            page.locator("#otp").waitFor();
            Look.everywhere(page, "gate-code");
            page.locator("#otp").fill("000000");
            page.locator("#kc-login").click();
            assertThat(page.locator("#otp-error")).isVisible();
            Look.everywhere(page, "gate-code-wrong");
            page.locator("#otp").fill(khue.code(teacher));
            page.locator("#kc-login").click();

            page.locator("#saveTOTPBtn").waitFor();
            Look.everywhere(page, "gate-totp");
            page.locator("#mode-manual").click();
            page.locator("#kc-totp-secret-key").waitFor();
            Look.everywhere(page, "gate-totp-manual");
            page.locator("#totp").fill("000000");
            page.locator("#saveTOTPBtn").click();
            assertThat(page.locator("#totp-error")).isVisible();
            Look.everywhere(page, "gate-totp-wrong");

            page.locator("#cancelTOTPBtn").click();
            assertThat(page.locator("#changed")).hasAttribute("data-done", "false");
            Gate.change(page, "password");
            page.locator("#password-new").waitFor();
            Look.everywhere(page, "gate-new-password");
            page.locator("#password-new").fill("mot cau dai de nho");
            page.locator("#password-confirm").fill("mot cau khac han");
            page.locator("#password-confirm").press("Enter");
            assertThat(page.locator("[aria-invalid=true]").first()).isVisible();
            Look.everywhere(page, "gate-new-password-wrong");

            page.navigate(khue.keycloak() + "/realms/khue/protocol/openid-connect/logout?client_id=khue-signing");
            page.locator("#kc-logout").waitFor();
            Look.everywhere(page, "gate-logout");
            page.locator("#kc-logout").click();
            assertThat(page.locator("#kc-logout")).hasCount(0);
            Look.everywhere(page, "gate-logged-out");
        }
    }

    @Test
    void notGettingOn(KhueStack khue, Chromium chromium) {
        notGettingOn("vi", khue, chromium);
    }

    @Test
    @Tag("slow")
    void notGettingOnInEnglish(KhueStack khue, Chromium chromium) {
        notGettingOn("en", khue, chromium);
    }

    private static void notGettingOn(String language, KhueStack khue, Chromium chromium) {
        String gate = khue.keycloak() + "/realms/khue/protocol/openid-connect/auth?response_type=code&redirect_uri=x";
        try (BrowserContext browser = chromium.visitor(WIDTH, true)) {
            Page page = browser.newPage();
            enter(page, khue, language, khue.person("student"));
            page.navigate(gate + "&client_id=nobody");
            assertThat(page.locator("[role=alert]")).isVisible();
            Look.everywhere(page, "gate-error");

            // Signing needs a second factor, and a pupil has none. The way on says how to get one.
            page.navigate(Gate.level(khue, "sign"));
            assertThat(page.locator("[role=alert]")).isVisible();
            Look.everywhere(page, "gate-no-second-factor");
            page.locator("#first-factor").click();
            assertThat(page).hasURL(khue.signing() + "/sign-in-security#first");
            assertThat(page.locator("#first")).isInViewport();
            page.locator("form[action='/sign-in-security/passkey'] button").click();
            assertThat(page.locator("#first-factor")).isVisible();
        }
        try (BrowserContext browser = chromium.visitor(WIDTH, true)) {
            Page page = browser.newPage();
            login(page, khue, language);
            browser.clearCookies();
            Gate.signIn(page, khue.person("student"));
            assertThat(page.locator("[role=alert]")).isVisible();
            Look.everywhere(page, "gate-no-cookie");
        }
        expired(language, khue, chromium);
    }

    /** Whoever leaves the gate open for too long signs in once more, and is where they wanted to be. */
    private static void expired(String language, KhueStack khue, Chromium chromium) {
        try (BrowserContext browser = chromium.visitor(WIDTH, true)) {
            Page page = browser.newPage();
            login(page, khue, language);
            browser.clearCookies(
                    new BrowserContext.ClearCookiesOptions().setName(Pattern.compile("AUTH_SESSION_ID.*")));
            Gate.signIn(page, khue.person("student"));
            assertThat(page.locator(".note")).isVisible();
            Look.everywhere(page, "gate-expired");
            Gate.signIn(page, khue.person("student"));
            assertThat(page).hasURL(khue.signing() + "/documents");
        }
    }

    private static void enter(Page page, KhueStack khue, String language, DemoPerson person) {
        login(page, khue, language);
        Look.everywhere(page, "gate-login");
        Gate.signIn(page, person);
        assertThat(page).hasURL(Pattern.compile("^" + khue.signing() + "/documents"));
    }

    private static void login(Page page, KhueStack khue, String language) {
        page.navigate(khue.signing() + "/documents");
        if (language.equals("en")) {
            page.locator("a[hreflang=en]").click();
        }
        assertThat(page.locator("html")).hasAttribute("lang", language);
    }
}
