package vn.khue.web.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Looks at a page as a person would: holds it to the rules of access at each width, by day and in the dark, and keeps its picture
 * under {@code target/pictures} where pictures are asked for ({@code -Dkhue.pictures=true}): taking them needs longer than all the rest.
 */
public final class Look {

    public static final int DESK = 1280;
    public static final int PHONE = 360;

    private static final Path PICTURES = Path.of("target/pictures");
    private static final boolean WANTED = Boolean.getBoolean("khue.pictures");

    /** The dark page is the same in other colours: only what hangs on colour is asked again. */
    private static final List<String> OF_COLOURS = List.of("color-contrast");

    /**
     * Into a page once, however often the page is asked; Deque's builder brings it along twice for each question and opens a further
     * page for the answer, which takes longer than the question.
     */
    private static final String AXE = "() => {" + AxeBuilder.getAxeScript() + "}";

    private static final String ASK = """
            rules => axe.run(document, {
                resultTypes: ['violations'],
                ...(rules.length ? {runOnly: {type: 'rule', values: rules}} : {})
            }).then(found => ({
                judged: found.passes.length + found.violations.length + found.incomplete.length,
                violations: found.violations.map(rule =>
                    rule.id + ': ' + rule.help + ' [' + rule.nodes.map(node => node.html).join(', ') + ']')
            }))""";

    private Look() {}

    /** At a desk and on a phone; in English on a phone alone, where what is too long is seen. It stays on the phone. */
    public static void everywhere(Page page, String name) {
        if ("vi".equals(page.locator("html").getAttribute("lang"))) {
            at(page, name, DESK, PHONE);
        } else {
            at(page, name, PHONE);
        }
    }

    /** Checks the page as it stands, at these widths, and leaves it at the last. */
    public static void at(Page page, String name, int... widths) {
        String language = page.locator("html").getAttribute("lang");
        assertThat(language).as("language of %s", name).isIn("vi", "en");
        assertThat(page.title()).as("title of %s", name).isNotBlank();
        // Pictures first: what some pages show goes by itself.
        for (int width : widths) {
            page.setViewportSize(width, page.viewportSize().height);
            picture(page, name + "-" + width + "-" + language);
        }
        for (int width : widths) {
            page.setViewportSize(width, page.viewportSize().height);
            assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
                    .as("%s is %d wide and does not scroll sideways", name, width)
                    .isLessThanOrEqualTo(width);
            obeys(page, name + " at " + width, List.of());
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        obeys(page, name + " in the dark", OF_COLOURS);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    /** Keeps a picture of the whole page as it stands, where pictures are asked for. */
    public static void picture(Page page, String name) {
        if (WANTED) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PICTURES.resolve(name + ".png"))
                    .setFullPage(true));
        }
    }

    private static void obeys(Page page, String name, List<String> rules) {
        for (Frame frame : page.frames()) {
            if ((Boolean) frame.evaluate("() => window.axe === undefined")) {
                frame.evaluate(AXE);
            }
        }
        Map<?, ?> answer = (Map<?, ?>) page.evaluate(ASK, rules);
        assertThat(((Number) answer.get("judged")).intValue())
                .as("rules of axe-core that %s was held to", name)
                .isPositive();
        assertThat((List<?>) answer.get("violations"))
                .as("what axe-core finds on %s", name)
                .isEmpty();
    }
}
