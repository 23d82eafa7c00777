package vn.khue.signing.cardcheck;

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
import vn.khue.web.trial.Look;

/** Debian's Chromium, and how a page is looked at in it. */
public final class CheckBrowser implements AutoCloseable {
    public static final Path PROGRAM = Path.of("/usr/bin/chromium");

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

    /** Looks at a page at a desk and on a phone, where it stays. */
    public static void look(Page page, String name) {
        Look.at(page, name, Look.DESK, Look.PHONE);
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
        Look.picture(page, name + "-" + width);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
