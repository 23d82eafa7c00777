package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;

/** A child at a computer: follows the link on the password page, types the code, presses pictures. */
final class BadgePupil {
    private static final Pattern LINK = Pattern.compile("id=\"khue-badge\" href=\"([^\"]+)\"");

    final Browser browser;
    final SigningApp app;

    BadgePupil(Gate gate) {
        this(gate, gate.browser());
    }

    BadgePupil(Gate gate, Browser browser) {
        this.browser = browser;
        this.app = gate.app(browser);
    }

    /** The page that asks for the badge. */
    Page badgePage(Map<String, String> extra) {
        Page password = app.open(extra);
        var link = LINK.matcher(password.html());
        assertThat(link.find())
                .as("a link to badge login on %s", password.html())
                .isTrue();
        URI start = password.address().resolve(link.group(1).replace("&amp;", "&"));
        return browser.get(start.toString());
    }

    Page type(Page page, String code) {
        return browser.post(page.action(), Map.of("code", code));
    }

    Page press(Page page, int picture) {
        return browser.post(page.action(), Map.of("picture", Integer.toString(picture)));
    }

    /** From the password page to the end: where the browser is then. */
    Page signIn(String code, int first, int second, int third) {
        Page page = type(badgePage(Map.of()), code);
        for (int picture : new int[] {first, second, third}) {
            assertThat(page.id()).as(page.html()).isEqualTo("login-khue-badge-pictures");
            page = press(page, picture);
        }
        return page;
    }
}
