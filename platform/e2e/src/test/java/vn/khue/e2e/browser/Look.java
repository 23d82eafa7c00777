package vn.khue.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;

/** Looks at a page as a person would: keeps a picture of it, and holds it to the rules of access. */
public final class Look {
    private static final Path PICTURES = Path.of(System.getProperty("khue.root"), "platform/e2e/target/pictures");

    private Look() {}

    /** Checks the page as it stands and keeps its picture under target/pictures. */
    public static void at(Page page, String name) {
        int width = page.viewportSize().width;
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + "-" + width + ".png"))
                .setFullPage(true));
        assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
                .as("%s is %d wide and does not scroll sideways", name, width)
                .isLessThanOrEqualTo(width);
        assertThat(page.title()).as("title of %s", name).isNotBlank();
        assertThat(page.locator("html").getAttribute("lang"))
                .as("language of %s", name)
                .isIn("vi", "en");
        List<String> violations = new AxeBuilder(page)
                .analyze().getViolations().stream().map(Look::inWords).toList();
        assertThat(violations)
                .as("what axe-core finds on %s at %d", name, width)
                .isEmpty();
    }

    private static String inWords(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }
}
