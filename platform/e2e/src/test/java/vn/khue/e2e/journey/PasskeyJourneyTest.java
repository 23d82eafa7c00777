package vn.khue.e2e.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.khue.e2e.browser.Chromium;
import vn.khue.e2e.browser.Passkeys;
import vn.khue.e2e.stack.KhueStack;
import vn.khue.e2e.stack.School;
import vn.khue.e2e.stack.WithKhue;
import vn.khue.launcher.district.DemoPerson;
import vn.khue.web.trial.Look;

/** A passkey is made at the gate, fails where its owner is not recognised, and then signs in place of the one-time code. */
@ExtendWith({WithKhue.class, Chromium.Extension.class})
class PasskeyJourneyTest {
    private static final int DESK = 1280;

    @Test
    void aPasskeyIsMadeAndSigns(KhueStack khue, School school, Chromium chromium) {
        DemoPerson principal = khue.person("principal");
        String title = "Quyết định ký bằng khoá";
        String document = school.submit(title, Papers.decision(principal.unit(), principal.name()));
        try (BrowserContext browser = chromium.visitor(DESK, true)) {
            Page page = browser.newPage();
            Passkeys device = Passkeys.of(page);
            page.navigate(khue.signing() + "/inbox");
            Gate.signIn(page, principal);
            assertThat(page).hasURL(Pattern.compile("/inbox$"));

            make(page, khue, principal, device);
            sign(page, device, document);
            tell(khue, chromium);
        }
    }

    /** Whoever has a second factor proves it before a further one is made. */
    private static void make(Page page, KhueStack khue, DemoPerson principal, Passkeys device) {
        Gate.change(page, "passkey");
        page.locator("#otp").fill(khue.code(principal));
        page.locator("#kc-login").click();

        page.locator("#registerWebAuthn").waitFor();
        Look.everywhere(page, "passkey-new");
        device.recognisesItsOwner(false);
        page.locator("#registerWebAuthn").click();
        page.locator("#kc-try-again").waitFor();
        Look.everywhere(page, "passkey-new-failed");

        device.recognisesItsOwner(true);
        page.locator("#kc-try-again").click();
        page.locator("#registerWebAuthn").click();
        assertThat(page.locator("#changed")).hasAttribute("data-done", "true");
        Look.everywhere(page, "passkey-added");
        assertThat(device.count()).isOne();
    }

    private static void sign(Page page, Passkeys device, String document) {
        page.navigate(document);
        page.locator("form[action='/inbox/sign'] button:visible").first().click();
        page.locator("form[action*='/step-up/'] button").click();
        page.locator("#otp").waitFor();
        Look.everywhere(page, "step-up-code-or-passkey");
        page.locator("#try-another-way").click();
        page.locator("#kc-select-credential-form").waitFor();
        Look.everywhere(page, "step-up-choice");
        page.locator("#kc-select-credential-form button")
                .filter(new Locator.FilterOptions().setHasText("Khoá trên thiết bị"))
                .click();

        page.locator("#authenticateWebAuthnButton").waitFor();
        Look.everywhere(page, "passkey-use");
        device.recognisesItsOwner(false);
        page.locator("#authenticateWebAuthnButton").click();
        page.locator("#kc-try-again").waitFor();
        Look.everywhere(page, "passkey-use-failed");

        device.recognisesItsOwner(true);
        page.locator("#kc-try-again").click();
        page.locator("#authenticateWebAuthnButton").click();
        // The app does this only for a token whose acr is sign, and whose nonce and auth_time are this request's.
        assertThat(page.locator("#outcome")).hasAttribute("data-done", "1");
        assertThat(page.locator("#outcome")).hasAttribute("data-failed", "0");
    }

    private static void tell(KhueStack khue, Chromium chromium) {
        try (BrowserContext browser = chromium.visitor(DESK, true)) {
            Page page = browser.newPage();
            page.navigate(khue.audit() + "/events?kind=STEP_UP");
            Gate.signIn(page, khue.person("security-officer"), khue);
            assertThat(page).hasURL(Pattern.compile("^" + khue.audit() + "/events"));
            // The officer's own code at the login is a step-up too, and later.
            page.waitForCondition(() -> told(page, khue, 0) || told(page, khue, 1));
        }
    }

    private static boolean told(Page page, KhueStack khue, int row) {
        page.navigate(khue.audit() + "/events?kind=STEP_UP");
        if (page.locator("tbody tr td.lead a").count() <= row) {
            return false;
        }
        page.locator("tbody tr td.lead a").nth(row).click();
        String told = page.locator("main").innerText();
        return told.contains("sign") && told.contains("hwk");
    }
}
