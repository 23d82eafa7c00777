package vn.khue.signing.cardcheck;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Debian's Chromium, and how a page is looked at in it. */
public final class CheckBrowser implements AutoCloseable {
    public static final Path PROGRAM = Path.of("/usr/bin/chromium");

    private static final Path PICTURES = Path.of("target/pictures");
    /** Pictures judge nothing and take longer than what does: kept for whoever wants to look at them. */
    private static final boolean KEPT = Boolean.getBoolean("khue.pictures");

    private static final int PATIENCE_MILLIS = 20_000;

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser;

    public CheckBrowser(String... more) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        List<String> arguments = new ArrayList<>(List.of(
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking"));
        arguments.addAll(List.of(more));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setHeadless(true)
                        .setArgs(arguments));
    }

    /** A camera that sees this film (YUV4MPEG2), and whose user lets pages use it. */
    static CheckBrowser seeing(Path film) {
        return new CheckBrowser(
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                "--use-file-for-fake-video-capture=" + film.toAbsolutePath());
    }

    public BrowserContext visitor(int width) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setLocale("vi-VN")
                .setColorScheme(ColorScheme.LIGHT)
                .setTimezoneId("Asia/Ho_Chi_Minh"));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        return context;
    }

    /** Holds the page to what axe-core asks, at both widths, by day and in the dark; keeps pictures where they are wanted. */
    public static void look(Page page, String name) {
        // Pictures first: what a gate shows goes by itself.
        picture(page, name);
        for (int width : new int[] {1280, 360}) {
            page.setViewportSize(width, 900);
            assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
                    .as("%s does not scroll sideways", name)
                    .isLessThanOrEqualTo(width);
            obeys(page, name, "{}");
        }
        // The dark page is the same in other colours: only what hangs on colour is asked again.
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        obeys(page, name + "-dark", "{runOnly: {type: 'rule', values: ['color-contrast']}}");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    /** Keeps a picture at both widths where {@code -Dkhue.pictures=true} asks for it. */
    public static void picture(Page page, String name) {
        for (int width : new int[] {360, 1280}) {
            picture(page, name, width, 900);
        }
    }

    /** Has the page in this size, and keeps a picture where pictures are wanted. */
    public static void picture(Page page, String name, int width, int height) {
        page.setViewportSize(width, height);
        if (KEPT) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PICTURES.resolve(name + "-" + width + ".png"))
                    .setFullPage(true));
        }
    }

    private static void obeys(Page page, String name, String options) {
        if ((Boolean) page.evaluate("() => window.axe === undefined")) {
            page.evaluate("() => {" + AxeBuilder.getAxeScript() + "}");
        }
        Object found =
                page.evaluate("async () => { const found = await axe.run(document, {resultTypes: ['violations'], ..."
                        + options + "});"
                        + " return {judged: found.passes.length, broken: found.violations.map(each => each.id + ': ' + each.help"
                        + " + ' [' + each.nodes.map(node => node.html).join(', ') + ']')}; }");
        Map<?, ?> answer = (Map<?, ?>) found;
        assertThat(((Number) answer.get("judged")).intValue()).isPositive();
        assertThat((List<?>) answer.get("broken"))
                .as("what axe-core finds on %s", name)
                .isEmpty();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
