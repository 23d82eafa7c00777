package vn.khue.e2e.clients;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import vn.khue.e2e.stack.KhueStack;
import vn.khue.launcher.district.DemoPerson;

/** What somebody does at a browser with apps of others. */
record At(Page page, KhueStack khue) {

    /** Opens an app and signs in where the gate asks. */
    void signIn(String address, DemoPerson person) {
        page.navigate(address);
        page.waitForURL(at -> at.startsWith(khue.keycloak() + "/"));
        page.locator("#username").fill(person.username());
        page.locator("#password").fill(person.password());
        page.locator("#kc-login").click();
    }

    /** Opens an app and comes in without being asked anything. */
    void enter(String address) {
        page.navigate(address);
        page.waitForURL(at -> at.startsWith(address));
    }

    /** What the app behind shows: the headers that it got. */
    String shown() {
        return page.locator("body").innerText();
    }

    /** The app asks the gate again, and the gate asks for the password: nothing is left of the session. */
    void isOutOf(String address) {
        page.navigate(address);
        page.waitForURL(at -> at.startsWith(khue.keycloak() + "/"));
        assertThat(page.locator("#password")).isVisible();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
