package vn.khue.signing.cardcheck;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page as a guard uses it: opened by a card, by camera, by a hand-held scanner, without network, hour after hour. */
@ExtendWith(CheckRoom.class)
class CardCheckPageTest {
    private static final int DESK = 1280;
    private static final String CODE = "#verdict[data-code=%s]";

    @Test
    void aPhoneThatOpensACardReadsItsVerdict(CardCheckServer server, CheckBrowser chromium) {
        TrialCards cards = server.cards();
        try (BrowserContext browser = chromium.visitor(360)) {
            Page page = browser.newPage();
            List<String> asked = new ArrayList<>();
            page.onRequest(request -> asked.add(request.url()));
            List<String> wrong = new ArrayList<>();
            page.onPageError(wrong::add);
            page.onConsoleMessage(said -> {
                if ("error".equals(said.type()) && !said.text().contains("404")) {
                    wrong.add(said.text());
                }
            });
            String card = cards.text(cards.card(claims -> {}));
            page.navigate(card);
            assertThat(page.locator(CODE.formatted("VALID"))).isVisible();
            assertThat(page.locator("[data-part=title]")).hasText("Thẻ đúng");
            assertThat(page.locator("[data-part=name]")).hasText(TrialCards.NAME);
            assertThat(page.locator("[data-part=role]")).hasText("Học sinh");
            assertThat(page.locator("[data-part=school]")).hasText(TrialCards.SCHOOL);
            assertThat(page.locator("#told")).containsText("Thẻ đúng. " + TrialCards.NAME + ", Học sinh");
            // What the card says is in no request and does not stay in the address.
            assertThat(page.url()).isEqualTo(server.base() + "/v");
            String digits = card.substring(card.indexOf('#') + 1);
            assertThat(asked)
                    .noneMatch(address -> !address.startsWith(server.base() + "/v#") && address.contains(digits));
            assertThat(asked).allMatch(address -> address.startsWith(server.base() + "/"));
            assertThat(wrong).isEmpty();
            CheckBrowser.look(page, "card-check-valid");
            // The next card, in the page that is open already; the link past the bar is no card.
            page.evaluate(
                    "address => { location.href = address; }",
                    cards.samples().get("REVOKED").get(0));
            assertThat(page.locator(CODE.formatted("REVOKED"))).isVisible();
            assertThat(page).hasURL(server.base() + "/v");
            page.evaluate("() => { location.hash = 'main'; }");
            assertThat(page.locator(CODE.formatted("REVOKED"))).isVisible();
        }
    }

    @Test
    void saysWhyACardIsRefused(CardCheckServer server, CheckBrowser chromium) {
        Map<String, List<String>> samples = server.cards().samples();
        try (BrowserContext browser = chromium.visitor(DESK)) {
            Page page = open(server, browser);
            CheckBrowser.look(page, "card-check-start");
            // How old a list is hangs on the clock, see below.
            samples.remove("STATUS_LIST_STALE");
            samples.forEach((code, texts) -> {
                scan(page, texts.get(texts.size() - 1));
                assertThat(page.locator(CODE.formatted(code))).isVisible();
                // Whose signature is not right tells nothing of anybody.
                boolean told = List.of(
                                "VALID",
                                "NOT_YET_VALID",
                                "EXPIRED",
                                "NO_STATUS_LIST",
                                "STATUS_LIST_INVALID",
                                "STATUS_LIST_STALE",
                                "STATUS_OUT_OF_RANGE",
                                "REVOKED",
                                "SUSPENDED",
                                "REPLACED",
                                "DEVICE_PROOF_FORGED",
                                "DEVICE_PROOF_OLD")
                        .contains(code);
                assertThat(page.locator("[data-part=name]")).hasText(told ? TrialCards.NAME : "");
                if (code.equals("FORGED")) {
                    CheckBrowser.look(page, "card-check-forged");
                }
            });
            page.navigate(server.base() + "/v?lang=en");
            page.locator("main[data-started]").waitFor();
            scan(page, samples.get("SUSPENDED").get(0));
            assertThat(page.locator("[data-part=title]")).hasText("Card suspended");
            CheckBrowser.look(page, "card-check-suspended-en");
        }
    }

    /** On a slow line the lists come later than the first card. */
    @Test
    void aCardThatIsScannedBeforeTheListsAreThereWaitsForThem(CardCheckServer server, CheckBrowser chromium) {
        try (BrowserContext browser = chromium.visitor(DESK)) {
            Page page = browser.newPage();
            List<Route> held = new ArrayList<>();
            page.route("**/cards/trust-list", held::add);
            page.navigate(server.base() + "/v");
            page.locator("main[data-started]").waitFor();
            page.waitForCondition(() -> !held.isEmpty());
            page.locator("#text").fill(server.cards().samples().get("VALID").get(0));
            page.locator("#typed button").click();
            assertThat(page.locator("#verdict")).isHidden();
            page.unroute("**/cards/trust-list");
            held.forEach(Route::resume);
            assertThat(page.locator(CODE.formatted("VALID"))).isVisible();
        }
    }

    @Test
    void theCameraReadsACard(CardCheckServer server, @TempDir Path folder) {
        TrialCards cards = server.cards();
        Path film = folder.resolve("card.y4m");
        CardFilm.of(cards.text(cards.card(claims -> {})), film);
        try (CheckBrowser chromium = CheckBrowser.seeing(film);
                BrowserContext browser = chromium.visitor(DESK)) {
            Page page = open(server, browser);
            page.locator("#start").click();
            assertThat(page.locator(CODE.formatted("VALID"))).isVisible();
            assertThat(page.locator("#finder")).isHidden();
            // Another card, with the camera in a gate: the same code before it is one scan, and the next ones find it
            // free.
            page.locator("#gate").click();
            assertThat(page.locator(CODE.formatted("VALID"))).isVisible();
            assertThat(page.locator("#finder")).isVisible();
            CheckBrowser.picture(page, "card-check-gate-camera");
            assertThat(page.locator("#count-ok")).hasText("1");
            page.locator("#leave").click();
            assertThat(page.locator("#finder")).isHidden();
            // One next step at a time.
            assertThat(page.locator(".btn.go:visible")).hasCount(1);
        }
    }

    /** No hand on the keyboard but the scanner's; the verdict goes by itself; who comes twice is told. */
    @Test
    void aGateTakesCardAfterCard(CardCheckServer server, CheckBrowser chromium) {
        Map<String, List<String>> samples = server.cards().samples();
        try (BrowserContext browser = chromium.visitor(DESK)) {
            browser.clock().install();
            Page page = open(server, browser);
            page.clock().pauseAt(System.currentTimeMillis() + 1000);
            page.locator("#gate").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("#leave")).isVisible();
            assertThat(page.locator("header.bar")).isHidden();
            page.locator("#leave").blur();
            scanner(page, samples.get("VALID").get(0));
            assertThat(page.locator(CODE.formatted("VALID"))).isVisible();
            assertThat(page.locator("[data-part=repeat]")).isHidden();
            scanner(page, samples.get("REVOKED").get(0));
            assertThat(page.locator(CODE.formatted("REVOKED"))).isVisible();
            assertThat(page.locator("#count-ok")).hasText("1");
            assertThat(page.locator("#count-bad")).hasText("1");
            scanner(page, samples.get("VALID").get(0));
            assertThat(page.locator("[data-part=hint]")).containsText("Thẻ này vừa quét ở máy này");
            page.clock().resume();
            CheckBrowser.look(page, "card-check-gate-repeated");
            page.clock().fastForward(7000);
            assertThat(page.locator("#verdict")).isHidden();
            page.locator("#leave").click();
            assertThat(page.locator("header.bar")).isVisible();
        }
    }

    @Test
    void warnsOfAnOldListAndConcludesNothingFromOneThatIsTooOld(CardCheckServer server, CheckBrowser chromium) {
        TrialCards cards = server.cards();
        String card = cards.text(cards.card(claims -> {}));
        try (BrowserContext browser = chromium.visitor(DESK)) {
            Page page = browser.newPage();
            page.clock().setFixedTime((cards.now + 26 * 3600) * 1000L);
            page.navigate(server.base() + "/v");
            page.locator("main[data-started]").waitFor();
            scan(page, card);
            assertThat(page.locator("#verdict.warn [data-part=title]")).hasText("Thẻ đúng, danh sách đã cũ");
            assertThat(page.locator("[data-part=advice]")).containsText("26 giờ");
            page.clock().setFixedTime((cards.now + 80 * 3600) * 1000L);
            scan(page, card);
            assertThat(page.locator(CODE.formatted("STATUS_LIST_STALE"))).isVisible();
            assertThat(page.locator("[data-part=advice]")).containsText("3 ngày");
            // A clock that is a day behind takes no list for right.
            page.clock().setFixedTime((cards.now - 7200) * 1000L);
            scan(page, card);
            assertThat(page.locator(CODE.formatted("STATUS_LIST_INVALID"))).isVisible();
        }
    }

    /** Nothing of the server is there any more; the page is loaded anew, in either language, by a card and by hand. */
    @Test
    void worksWithoutServerOnceOpened(CheckBrowser chromium) {
        try (BrowserContext browser = chromium.visitor(DESK)) {
            Page page;
            String card;
            String revoked;
            try (CardCheckServer server = new CardCheckServer()) {
                page = open(server, browser);
                assertThat(page.locator("#ready[data-ready=true]")).hasText("Sẵn sàng dùng khi mất mạng");
                card = server.cards().text(server.cards().card(claims -> {}));
                revoked = server.cards().samples().get("REVOKED").get(0);
            }
            browser.setOffline(true);
            page.navigate("about:blank");
            page.navigate(card);
            assertThat(page.locator(CODE.formatted("VALID"))).isVisible();
            assertThat(page.locator("[data-part=name]")).hasText(TrialCards.NAME);
            assertThat(page.locator("#network")).hasText("Máy đang mất mạng.");
            assertThat(page.locator("#ready[data-ready=true]")).isVisible();
            scan(page, revoked);
            assertThat(page.locator(CODE.formatted("REVOKED"))).isVisible();
            // The reader of codes is there too.
            assertThat(page.evaluate("""
                    async () => {
                        const folder = document.querySelector('script[type=module]').src.replace(/main.js$/, '');
                        const {Decoder} = await import(folder + 'decoder.js');
                        return await new Decoder().read(new ImageData(200, 200)) ?? 'nothing';
                    }""")).isEqualTo("nothing");
            page.locator("footer a").click();
            page.locator("html[lang=en]").waitFor();
            page.reload();
            assertThat(page.locator("html")).hasAttribute("lang", "en");
            // Other pages are none of the worker's.
            assertThat(page.evaluate("() => fetch('/verify').then(() => 'kept', () => 'gone')"))
                    .isEqualTo("gone");
            assertThat(kept(page)).doesNotContain(TrialCards.NAME, card.substring(card.length() - 60));
        }
    }

    /** Law 91/2025/QH15 article 31: what is kept is the lists and the page, and whether sound is on. */
    @Test
    void keepsNoScan(CardCheckServer server, CheckBrowser chromium) {
        try (BrowserContext browser = chromium.visitor(DESK)) {
            Page page = open(server, browser);
            List<String> sent = new ArrayList<>();
            String card = server.cards().samples().get("VALID").get(0);
            browser.onRequest(request -> sent.add(request.method() + request.url()));
            scan(page, card);
            assertThat(page.locator(CODE.formatted("VALID"))).isVisible();
            assertThat(page.locator("#text")).hasValue("");
            assertThat(page.locator("#ready[data-ready=true]")).isVisible();
            assertThat(sent).noneMatch(each -> each.startsWith("POST"));
            String kept = kept(page);
            assertThat(kept).contains("/cards/trust-list", "/cards/status/0", "khue-card-sound");
            assertThat(kept).doesNotContain(TrialCards.NAME, "0102030405060708", card.substring(card.length() - 60));
        }
    }

    @Test
    void aNewerPageIsTakenAsAWhole(CardCheckServer server, CheckBrowser chromium) {
        try (BrowserContext browser = chromium.visitor(DESK)) {
            Page page = open(server, browser);
            assertThat(page.locator("#ready[data-ready=true]")).isVisible();
            String before = page.locator("script[type=module]").getAttribute("src");
            server.pin(server.cards().stranger);
            page.evaluate("async () => { await (await navigator.serviceWorker.getRegistration('/v')).update(); }");
            assertThat(page.locator("#newer")).isVisible();
            CheckBrowser.look(page, "card-check-newer");
            page.locator("#change").click();
            page.waitForFunction(
                    "before => document.querySelector('script[type=module]')?.getAttribute('src') !== before", before);
            page.locator("main[data-started]").waitFor();
            // Lists by another key than the one that the page has now are no lists.
            scan(page, server.cards().samples().get("VALID").get(0));
            assertThat(page.locator(CODE.formatted("NO_TRUST_LIST"))).isVisible();
        } finally {
            server.pin(server.cards().trustKey);
        }
    }

    /** What a browser shows of it where scripts are off; the rest of the page is hidden until a script shows it. */
    @Test
    void saysWhatItNeedsWithoutScript(CardCheckServer server) throws Exception {
        assertThat(get(server, "/v").body())
                .containsPattern("(?s)<noscript>.*Hãy bật JavaScript.*</noscript>")
                .contains("<div id=\"tools\" class=\"stack\" hidden>");
    }

    @Test
    void onlyThisPageMayRunWebAssemblyAndUseTheCamera(CardCheckServer server) throws Exception {
        HttpResponse<String> page = get(server, "/v");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Security-Policy"))
                .contains("script-src 'self' 'wasm-unsafe-eval'", "default-src 'none'", "worker-src 'self'")
                .doesNotContain("unsafe-inline");
        assertThat(header(page, "Permissions-Policy")).contains("camera=(self)");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
        String folder = page.body().replaceAll("(?s).*src=\"(/v/[0-9a-f]{16}/)main.js\".*", "$1");
        HttpResponse<String> reader = get(server, folder + "zxing_reader.wasm");
        assertThat(header(reader, "Content-Type")).isEqualTo("application/wasm");
        assertThat(header(reader, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(reader, "Cache-Control")).contains("immutable");
        assertThat(header(get(server, folder + "decoder-worker.js"), "Content-Security-Policy"))
                .contains("wasm-unsafe-eval");
        assertThat(header(get(server, "/v/sw.js"), "Service-Worker-Allowed")).isEqualTo("/v");
        assertThat(get(server, "/v/0123456789abcdef/main.js").statusCode()).isEqualTo(404);
        assertThat(get(server, folder + "..%2fcard-check.json").statusCode()).isIn(400, 404);
        assertThat(get(server, folder + "none.js").statusCode()).isEqualTo(404);
        HttpResponse<String> other = get(server, "/cards/trust-list");
        assertThat(header(other, "Content-Security-Policy")).doesNotContain("wasm");
        assertThat(header(other, "Permissions-Policy")).contains("camera=()");
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static HttpResponse<String> get(CardCheckServer server, String path)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.base() + path))
                                .header("Accept-Encoding", path.endsWith(".wasm") ? "gzip" : "identity")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static Page open(CardCheckServer server, BrowserContext browser) {
        Page page = browser.newPage();
        page.navigate(server.base() + "/v");
        page.locator("main[data-started]").waitFor();
        return page;
    }

    /** As a hand-held scanner types: key after key into the page, and Enter. */
    private static void scanner(Page page, String text) {
        page.evaluate("""
                text => {
                    for (const key of [...text, 'Enter']) {
                        document.body.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
                    }
                }""", text);
    }

    private static void scan(Page page, String text) {
        page.locator("#text").fill(text);
        page.locator("#typed button").click();
        // Cleared once it was judged.
        assertThat(page.locator("#text")).hasValue("");
    }

    /** All that a browser keeps of the page, as text. */
    private static String kept(Page page) {
        return (String) page.evaluate("""
                async () => {
                    const said = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
                    for (const {name} of await indexedDB.databases()) {
                        const database = await new Promise(done => {
                            const request = indexedDB.open(name);
                            request.onsuccess = () => done(request.result);
                        });
                        for (const shelf of database.objectStoreNames) {
                            const store = database.transaction(shelf).objectStore(shelf);
                            const all = request => new Promise(done => { request.onsuccess = () => done(request.result); });
                            const [keys, values] = await Promise.all([all(store.getAllKeys()), all(store.getAll())]);
                            said.push(keys.join(' '));
                            for (const value of values) said.push(new TextDecoder().decode(value));
                        }
                        database.close();
                    }
                    for (const name of await caches.keys()) {
                        for (const request of await (await caches.open(name)).keys()) said.push(request.url);
                    }
                    return said.join('\\n');
                }""");
    }
}
