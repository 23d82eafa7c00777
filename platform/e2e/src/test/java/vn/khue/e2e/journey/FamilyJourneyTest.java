package vn.khue.e2e.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.khue.e2e.browser.Chromium;
import vn.khue.e2e.stack.KhueStack;
import vn.khue.e2e.stack.WithKhue;
import vn.khue.web.trial.Look;

/** An app asks to know something about a child of 7 to 15: child and parent both say yes, then the parent takes it back. */
@ExtendWith({WithKhue.class, Chromium.Extension.class})
class FamilyJourneyTest {
    private static final int DESK = 1280;
    private static final String CLIENT = "anh-lop";
    private static final String APP = """
            {
              "client": "anh-lop",
              "kind": "SPA",
              "name": {"vi": "Ảnh của lớp", "en": "Class photos"},
              "purpose": {"vi": "Gửi ảnh hoạt động của lớp cho gia đình", "en": "Sends photos of the class to families"},
              "owner": "so-gddt",
              "legalBasis": "CONSENT",
              "claims": ["name", "khue_class"],
              "mayUse": {},
              "url": "http://localhost:9/",
              "redirects": ["http://localhost:9/back"],
              "logout": {"after": ["http://localhost:9/"]}
            }
            """;

    @Test
    void childAndParentAgreeAndTheParentTakesItBack(KhueStack khue, Chromium chromium) throws IOException {
        Path file = khue.state().resolve("apps").resolve("anh-lop.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, APP);
        try {
            khue.applyRealm();
            childAndParentAgree(khue, chromium);
        } finally {
            Files.delete(file);
        }
    }

    private static void childAndParentAgree(KhueStack khue, Chromium chromium) {
        try (BrowserContext home = chromium.visitor(DESK, false);
                BrowserContext school = chromium.visitor(DESK, true)) {
            Page parent = home.newPage();
            parent.navigate(khue.console() + "/");
            Gate.signIn(parent, khue.person("parent"), khue);
            parent.locator("[data-app=family]").click();
            assertThat(parent.locator("#waiting")).isVisible();
            says(child(parent), "representative", "MISSING");
            answer(child(parent));
            assertThat(parent.locator("#give")).isVisible();
            parent.locator("#give").click();
            assertThat(parent.locator("[role=alert]")).isVisible();
            parent.locator("input[name=claim]").all().forEach(Locator::check);
            parent.locator("#give").click();
            assertThat(parent.locator("#said")).hasAttribute("data-said", "given");
            says(child(parent), "representative", "GIVEN");
            says(child(parent), "child", "MISSING");

            Page pupil = school.newPage();
            pupil.navigate(khue.console() + "/");
            Gate.signIn(pupil, khue.person("student"), khue);
            asksAtTheGate(pupil, khue);
            pupil.navigate(khue.console() + "/");
            pupil.locator("#family").click();
            Look.everywhere(pupil, "family-pupil");
            answer(pupil.locator("main"));
            Look.everywhere(pupil, "consent-pupil");
            // By keyboard alone: the boxes, then the button.
            pupil.locator("input[name=claim]").all().forEach(box -> box.press("Space"));
            pupil.locator("#give").press("Enter");
            assertThat(pupil.locator("#said")).hasAttribute("data-said", "given");

            looked(khue, chromium);
            parent.reload();
            says(child(parent), "child", "GIVEN");
            assertThat(child(parent).locator(".chip.ok")).hasCount(3);
            answer(child(parent));
            parent.locator("#withdraw button").click();
            assertThat(parent.locator("#said")).hasAttribute("data-said", "withdrawn");
            says(child(parent), "representative", "REFUSED");
            assertThat(child(parent).locator(".chip.ok")).hasCount(1);
        }
    }

    /** The same question between login and app, from the gate itself. */
    private static void asksAtTheGate(Page page, KhueStack khue) {
        page.navigate(Gate.level(khue, "password")
                .replace("client_id=khue-signing", "client_id=" + CLIENT)
                .replaceAll("redirect_uri=[^&]*", "redirect_uri=http%3A%2F%2Flocalhost%3A9%2Fback"));
        page.locator("#kc-consent-form").waitFor();
        Look.everywhere(page, "gate-consent");
    }

    /** What script would not show: the parent's pages in a browser that can be asked by axe-core. */
    private static void looked(KhueStack khue, Chromium chromium) {
        try (BrowserContext browser = chromium.visitor(DESK, true)) {
            Page parent = browser.newPage();
            for (String language : new String[] {"vi", "en"}) {
                parent.navigate(khue.console() + "/family?lang=" + language);
                if (parent.locator("#kc-login").count() > 0) {
                    Gate.signIn(parent, khue.person("parent"), khue);
                }
                parent.locator("header.bar").waitFor();
                Look.everywhere(parent, "family");
                parent.locator("[data-help] [data-act=RESET_PASSWORD]").first().click();
                Look.everywhere(parent, "family-help");
                parent.locator("#review a.closer").click();
                answer(child(parent));
                Look.everywhere(parent, "consent");
            }
        }
    }

    private static Locator child(Page parent) {
        return parent.locator("section[data-member]").first().locator("[data-app=" + CLIENT + "]");
    }

    private static void answer(Locator place) {
        place.locator("a[href*='" + CLIENT + "']").click();
    }

    private static void says(Locator app, String side, String word) {
        assertThat(app.locator("[data-side=" + side + "]")).hasAttribute("data-word", word);
    }
}
