package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;

/** Somebody with a slip at a computer: follows the link on the password page, types name and code, sets a password. */
final class Newcomer {
    private static final Pattern LINK = Pattern.compile("id=\"khue-activation\" href=\"([^\"]+)\"");

    final Browser browser;
    final SigningApp app;

    Newcomer(Gate gate) {
        this(gate.browser(), gate);
    }

    Newcomer(Browser browser, Gate gate) {
        this.browser = browser;
        this.app = gate.app(browser);
    }

    /** The page for slips. */
    Page slipPage(Map<String, String> extra) {
        Page password = app.open(extra);
        var link = LINK.matcher(password.html());
        assertThat(link.find()).as("a link to slips on %s", password.html()).isTrue();
        return browser.get(
                password.address().resolve(link.group(1).replace("&amp;", "&")).toString());
    }

    Page type(Page page, String name, String code) {
        return browser.post(page.action(), Map.of("username", name, "code", code));
    }

    /** From the password page to what follows the slip. */
    Page present(String name, String code) {
        return type(slipPage(Map.of()), name, code);
    }

    Page set(Page page, String password) {
        assertThat(page.id()).as(page.html()).isEqualTo("login-login-update-password");
        return browser.post(page.action(), Map.of("password-new", password, "password-confirm", password));
    }
}
