package vn.khue.sso.gate;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ClientCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Debian's Chromium, with a card in its reader. */
final class CardBrowser implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final Path PICTURES = Path.of("target/pictures");
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int HEIGHT = 900;

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(PROGRAM)
                    .setHeadless(true)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")));
    private final String asking;

    /** @param asking origin at which TLS asks for a certificate */
    CardBrowser(String asking) {
        this.asking = asking;
    }

    static boolean installed() {
        return Files.isExecutable(PROGRAM);
    }

    /**
     * Where somebody stands at the end.
     *
     * @param said what is said to be wrong; empty at the app
     */
    record Seen(String url, String said) {}

    /**
     * Opens the gate for an app, follows the link to cards and waits for what comes of it. A page that says what is wrong is kept as a picture at both
     * widths, and must lead back to the password.
     */
    Seen present(String address, Optional<CardAuthority.Card> card, String picture) {
        var options = new Browser.NewContextOptions()
                .setViewportSize(1280, HEIGHT)
                .setLocale("vi-VN")
                .setTimezoneId("Asia/Ho_Chi_Minh")
                .setIgnoreHTTPSErrors(true);
        card.ifPresent(held -> options.setClientCertificates(List.of(
                new ClientCertificate(asking).setPfx(CardProxy.pfx(held)).setPassphrase(CardProxy.passphrase()))));
        try (BrowserContext desk = browser.newContext(options)) {
            desk.setDefaultTimeout(PATIENCE_MILLIS);
            desk.route(
                    Gate.SIGNING + "/**",
                    route -> route.fulfill(
                            new Route.FulfillOptions().setStatus(200).setBody("app")));
            Page page = desk.newPage();
            page.navigate(address);
            page.locator("#khue-card").click();
            page.waitForCondition(() -> page.url().startsWith(Gate.SIGNING)
                    || page.locator("[role=alert]").isVisible());
            if (page.url().startsWith(Gate.SIGNING)) {
                return new Seen(page.url(), "");
            }
            var seen = new Seen(page.url(), page.locator("[role=alert]").innerText());
            for (int width : new int[] {1280, 360}) {
                page.setViewportSize(width, HEIGHT);
                page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(picture + "-" + width + ".png")));
            }
            page.locator("a.btn.bare.fill").click();
            page.locator("#password").waitFor();
            return seen;
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
