package vn.khue.e2e.journey;

import com.microsoft.playwright.Page;
import vn.khue.e2e.browser.Look;
import vn.khue.e2e.stack.KhueStack;
import vn.khue.launcher.district.DemoPerson;

/** What a person types at the gate. */
final class Gate {
    private Gate() {}

    /** Signs in on the page that asks for it. */
    static void signIn(Page page, DemoPerson person) {
        page.locator("#username").fill(person.username());
        page.locator("#password").fill(person.password());
        page.locator("#kc-login").click();
    }

    /** Goes through the step-up that was begun: the password again where the gate asks, then a fresh one-time code. */
    static void stepUp(Page page, DemoPerson person, KhueStack khue) {
        page.locator("#password, #otp").first().waitFor();
        if (page.locator("#password").count() > 0) {
            page.locator("#password").fill(person.password());
            page.locator("#kc-login").click();
        }
        page.locator("#otp").waitFor();
        Look.at(page, "step-up-code");
        page.locator("#otp").fill(khue.code(person));
        page.locator("#kc-login").click();
    }
}
