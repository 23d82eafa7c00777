package vn.khue.audit.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.khue.web.trial.TrialPersons;

/** Debian's Chromium before the audit service, and how a page is looked at in it. */
public final class OfficerBrowser implements AutoCloseable {

    public static final Path PROGRAM = Path.of("/usr/bin/chromium");

    private static final Path PICTURES = Path.of("target/pictures");
    private static final int DESK = 1280;
    private static final int PHONE = 360;
    private static final int HEIGHT = 900;
    private static final int PATIENCE_MILLIS = 20_000;

    private final AuditServer server = AuditServer.get();
    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser;
    private final List<String> wrong = new ArrayList<>();

    public OfficerBrowser() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setHeadless(true)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking")));
    }

    /** A page of somebody with this role who has signed in, at a desk. */
    public Page page(String id, String name, String role, String path) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(DESK, HEIGHT)
                .setLocale("vi-VN")
                .setColorScheme(ColorScheme.LIGHT)
                .setTimezoneId("Asia/Ho_Chi_Minh"));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        Page page = context.newPage();
        page.onPageError(wrong::add);
        page.onConsoleMessage(said -> {
            // A page that says what is wrong with a form answers 400.
            if ("error".equals(said.type())
                    && said.location().startsWith(server.base())
                    && !said.text().contains("status of 400")) {
                wrong.add(said.text());
            }
        });
        page.navigate(server.base() + path);
        while (page.url().startsWith(server.gate().issuer())) {
            URI asked = URI.create(page.url());
            page.navigate(server.gate()
                    .answer(
                            asked,
                            server.gate()
                                    .rightClaims(
                                            asked, TrialPersons.person(id, "u" + id.hashCode(), name, role, "city")))
                    .toString());
        }
        return page;
    }

    /** What scripts and the security policy had to complain of. */
    public List<String> wrong() {
        return wrong;
    }

    /** Keeps a picture at both widths, and holds the page to what axe-core asks, by day and in the dark. */
    public static void look(Page page, String name) {
        for (int width : new int[] {PHONE, DESK}) {
            page.setViewportSize(width, HEIGHT);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PICTURES.resolve(name + "-" + width + ".png"))
                    .setFullPage(true));
            assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
                    .as("%s does not scroll sideways", name)
                    .isLessThanOrEqualTo(width);
            obeys(page, name + "-" + width, "{}");
        }
        // The dark page is the same in other colours: only what hangs on colour is asked again.
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        obeys(page, name + "-dark", "{runOnly: {type: 'rule', values: ['color-contrast']}}");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private static void obeys(Page page, String name, String options) {
        if ((Boolean) page.evaluate("() => window.axe === undefined")) {
            page.evaluate("() => {" + AxeBuilder.getAxeScript() + "}");
        }
        Map<?, ?> answer = (Map<?, ?>)
                page.evaluate("async () => { const found = await axe.run(document, {resultTypes: ['violations'], ..."
                        + options + "});"
                        + " return {judged: found.passes.length, broken: found.violations.map(each => each.id + ': ' + each.help"
                        + " + ' [' + each.nodes.map(node => node.html).join(', ') + ']')}; }");
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
