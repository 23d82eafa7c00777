package vn.khue.e2e.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import vn.khue.e2e.stack.KhueStack;
import vn.khue.launcher.district.DemoPerson;
import vn.khue.web.trial.Look;

/** What a person types at the gate. */
final class Gate {
    private static final Set<String> TWO_FACTORS =
            Set.of("security-officer", "auditor", "registration-officer", "ca-officer", "platform-admin", "school-it");

    private Gate() {}

    /** Goes by the bar of the page at hand to one's own sign-in, and asks there for a change: passkey, code or password. */
    static void change(Page page, String what) {
        page.locator("#sign-in-security").click();
        page.locator("form[action='/sign-in-security/" + what + "'] button").click();
    }

    /** The address by which the signing app asks for a level of authentication. */
    static String level(KhueStack khue, String level) {
        return khue.keycloak() + "/realms/khue/protocol/openid-connect/auth?client_id=khue-signing&response_type=code"
                + "&scope=openid&redirect_uri=" + URLEncoder.encode(khue.signing() + "/", StandardCharsets.UTF_8)
                + "&code_challenge=" + "A".repeat(43) + "&code_challenge_method=S256&acr_values=" + level;
    }

    /** Signs in on the page that asks for it. */
    static void signIn(Page page, DemoPerson person) {
        page.locator("#username").fill(person.username());
        page.locator("#password").fill(person.password());
        page.locator("#kc-login").click();
    }

    /** Signs in on the page that asks for it, with a one-time code where the role always needs one. */
    static void signIn(Page page, DemoPerson person, KhueStack khue) {
        signIn(page, person);
        if (TWO_FACTORS.contains(person.role())) {
            page.locator("#otp").fill(khue.code(person));
            page.locator("#kc-login").click();
        }
    }

    /** Goes through the step-up that was begun: within a session the gate asks for a fresh one-time code and for nothing else. */
    static void stepUp(Page page, DemoPerson person, KhueStack khue) {
        page.locator("#password, #otp").first().waitFor();
        assertThat(page.locator("#password")).hasCount(0);
        Look.everywhere(page, "step-up-code");
        page.locator("#otp").fill(khue.code(person));
        page.locator("#kc-login").click();
    }
}
