package vn.khue.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;

/**
 * Looks at a page as a person would, and holds it to the rules of access. With {@code -Dkhue.pictures=true} it keeps a picture of each page
 * under target/pictures for people to look at; taking them is a third of the time that looking takes, so no run does it unasked.
 */
public final class Look {
    private static final Path PICTURES = Path.of(System.getProperty("khue.root"), "platform/e2e/target/pictures");
    private static final boolean KEPT = Boolean.getBoolean("khue.pictures");
    private static final int DESK = 1280;
    private static final int PHONE = 360;

    private Look() {}

    /** Checks the page as it stands, on a desk and on a phone; in English on a phone alone, where what is too long is seen. */
    public static void everywhere(Page page, String name) {
        if (page.locator("html").getAttribute("lang").equals("vi")) {
            page.setViewportSize(DESK, page.viewportSize().height);
            at(page, name);
        }
        page.setViewportSize(PHONE, page.viewportSize().height);
        at(page, name);
    }

    /** Checks the page as it stands, by day and in the dark. */
    public static void at(Page page, String name) {
        String language = page.locator("html").getAttribute("lang");
        assertThat(language).as("language of %s", name).isIn("vi", "en");
        String picture = name + "-" + page.viewportSize().width + "-" + language;
        // The dark page is the same in other colours: only what hangs on colour is asked again.
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        obeys(page, picture + "-dark", List.of("color-contrast"));
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        check(page, picture);
    }

    private static void check(Page page, String name) {
        int width = page.viewportSize().width;
        if (KEPT) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PICTURES.resolve(name + ".png"))
                    .setFullPage(true));
        }
        assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
                .as("%s is %d wide and does not scroll sideways", name, width)
                .isLessThanOrEqualTo(width);
        assertThat(page.title()).as("title of %s", name).isNotBlank();
        obeys(page, name, List.of());
    }

    private static void obeys(Page page, String name, List<String> rules) {
        Axe.Finding found = Axe.ask(page, rules);
        assertThat(found.judged())
                .as("rules of axe-core that %s was held to", name)
                .isPositive();
        assertThat(found.violations()).as("what axe-core finds on %s", name).isEmpty();
    }
}
