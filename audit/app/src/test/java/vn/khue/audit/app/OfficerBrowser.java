package vn.khue.audit.app;

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
import vn.khue.web.trial.Look;
import vn.khue.web.trial.TrialPersons;

/** Debian's Chromium before the audit service, and how a page is looked at in it. */
public final class OfficerBrowser implements AutoCloseable {

    public static final Path PROGRAM = Path.of("/usr/bin/chromium");

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
                .setViewportSize(Look.DESK, HEIGHT)
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

    /** Looks at a page on a phone and at a desk, where it stays. */
    public static void look(Page page, String name) {
        Look.at(page, name, Look.PHONE, Look.DESK);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
