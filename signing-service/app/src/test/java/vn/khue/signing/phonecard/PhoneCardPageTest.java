package vn.khue.signing.phonecard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.khue.signing.house.HostDesk.require;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import io.nayuki.qrcodegen.QrCode;
import io.nayuki.qrcodegen.QrSegment;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.khue.ecard.CardProblem;
import vn.khue.ecard.verify.CardVerdict;
import vn.khue.signing.cardcheck.CheckBrowser;
import vn.khue.signing.cardcheck.CheckRoom;
import vn.khue.signing.house.CardDesk;
import vn.khue.signing.house.HostDesk;
import vn.khue.signing.house.Member;
import vn.khue.signing.house.SigningHouse;

/** The page on a phone: gets a card, shows it without network, a new code every 15 seconds, and says what to do where it holds no more. */
@ExtendWith(CheckRoom.class)
class PhoneCardPageTest {
    private static final int PHONE = 360;
    private static int people;

    private static SigningHouse house;
    private static HostDesk hosts;
    private static CardDesk desk;

    @BeforeAll
    static void open() {
        house = SigningHouse.get();
        hosts = new HostDesk(house);
        desk = new CardDesk(house, "Đoàn Thị Trang");
    }

    @Test
    void aPupilGetsTheCardOntoThePhoneAndShowsItWithoutNetwork(CheckBrowser chromium) {
        Member pupil = pupil("Nguyễn Hà My");
        desk.issued(pupil);
        try (BrowserContext phone = signedIn(chromium, pupil)) {
            Page page = phone.newPage();
            List<String> wrong = new ArrayList<>();
            page.onPageError(wrong::add);
            Instant start = house.clock().instant();
            page.clock().setFixedTime(start.toEpochMilli());
            page.navigate(house.base() + "/my-card");
            assertThat(page.locator("#none h1")).hasText("Chưa có thẻ trong máy này");
            CheckBrowser.look(page, "my-card-none");
            page.setViewportSize(PHONE, 900);
            page.locator("#none a").click();
            page.locator("main[data-started]").waitFor();
            CheckBrowser.look(page, "phones-first");
            page.setViewportSize(PHONE, 900);
            page.locator("form[data-card] button").focus();
            page.keyboard().press("Enter");
            page.waitForURL(house.base() + "/my-card");

            assertThat(page.locator("#name")).hasText("Nguyễn Hà My");
            assertThat(page.locator("#title")).hasText("Thẻ học sinh");
            String first = code(page, "");
            assertThat(page.locator("main")).hasAttribute("data-code", "VALID");
            assertThat(page.locator("#left")).containsText("giây");
            CheckBrowser.look(page, "my-card");
            CheckBrowser.picture(page, "my-card", 320, 640);
            assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
                    .isLessThanOrEqualTo(320);
            page.setViewportSize(PHONE, 900);

            // What a verifier says of it: the library, and the page that checks cards, from a picture of this screen.
            CardVerdict verdict = desk.judged(first, start);
            assertThat(verdict).isInstanceOf(CardVerdict.Valid.class);
            assertThat(((CardVerdict.Valid) verdict).fromPhone()).isTrue();
            assertThat(desk.problem(first, start.plusSeconds(46))).contains(CardProblem.DEVICE_PROOF_OLD);
            try (BrowserContext gate = chromium.visitor(1280)) {
                Page check = gate.newPage();
                check.clock().setFixedTime(start.toEpochMilli());
                check.navigate(house.base() + "/v");
                check.locator("main[data-started]").waitFor();
                assertThat(check.locator("#ready")).isVisible();
                page.setViewportSize(720, 1200);
                assertThat(read(check, page.locator(".qr").screenshot())).isEqualTo(first);
                page.setViewportSize(PHONE, 900);
                assertVerdict(check, first, "VALID");
                check.clock().setFixedTime(start.plusSeconds(46).toEpochMilli());
                assertVerdict(check, first, "DEVICE_PROOF_OLD");
                check.clock().setFixedTime(start.toEpochMilli());
                assertVerdict(check, otherPhones(page), "DEVICE_PROOF_FORGED");
            }
            assertThat(desk.problem(otherPhones(page), start)).contains(CardProblem.DEVICE_PROOF_FORGED);

            assertThat(page.evaluate("""
                    async () => {
                        const {openCardStore} = await import(document.querySelector('script[type=module]').src.replace('main.js', 'card-store.js'));
                        const {key} = await (await openCardStore()).get();
                        const got = await Promise.all(['jwk', 'pkcs8', 'raw'].map(form => crypto.subtle.exportKey(form, key).then(() => 'given', () => 'kept')));
                        return [key.type, key.extractable, ...got].join(' ');
                    }""")).isEqualTo("private false kept kept kept");

            page.clock().setFixedTime(start.plusSeconds(15).toEpochMilli());
            String second = code(page, first);
            assertThat(desk.problem(second, start.plusSeconds(15))).isEmpty();

            page.locator("main[data-kept=true]").waitFor();
            phone.setOffline(true);
            page.reload();
            assertThat(page.locator("#name")).hasText("Nguyễn Hà My");
            assertThat(page.locator("#network")).hasText("Đang mất mạng.");
            // A page that begins anew signs the same moment anew.
            String again = code(page, second);
            page.clock().setFixedTime(start.plusSeconds(60).toEpochMilli());
            String third = code(page, again);
            assertThat(desk.problem(third, start.plusSeconds(60))).isEmpty();
            assertThat(page.locator("main")).hasAttribute("data-code", "VALID");
            CheckBrowser.picture(page, "my-card-offline");
            assertThat(wrong).isEmpty();
        }
    }

    /** No camera and no script is needed to have the code for a wallet. */
    @Test
    void theCodeForAWalletIsShownByKeyboardAlone(CheckBrowser chromium) {
        Member pupil = pupil("Phan Thị Ví");
        try (BrowserContext phone = signedIn(chromium, pupil)) {
            Page page = phone.newPage();
            page.navigate(house.base() + "/wallet");
            assertThat(page.locator("section[data-card]")).hasCount(0);
            CheckBrowser.look(page, "wallet-none");
            desk.issued(pupil);
            page.reload();
            CheckBrowser.look(page, "wallet");
            page.locator("section[data-card] button").press("Enter");
            assertThat(page.locator(".qrbox svg")).isVisible();
            assertThat(page.locator("#wallet-code")).not().isEmpty();
            assertThat(page.locator("#wallet-link"))
                    .hasAttribute("href", java.util.regex.Pattern.compile("^openid-credential-offer://"));
            CheckBrowser.look(page, "wallet-offer");
        }
    }

    @Test
    void saysWhatToDoWhereItHoldsNoMore(CheckBrowser chromium) {
        Member pupil = pupil("Lò Thị Mất");
        String card = desk.issued(pupil).text("id");
        try (BrowserContext phone = signedIn(chromium, pupil);
                BrowserContext tablet = signedIn(chromium, pupil)) {
            Page page = got(phone);
            String shown = code(page, "");
            // Suspended with the card, and back again.
            require(desk.officer.post("/api/cards/" + card + "/suspend", "{\"cause\":\"misused\"}"), 200);
            renew(page);
            assertThat(page.locator("#blocked-title")).hasText("Thẻ tạm khoá");
            assertThat(page.locator("#again")).isHidden();
            assertThat(page.locator("#qr[data-text]")).hasCount(0);
            CheckBrowser.look(page, "my-card-suspended");
            require(desk.officer.post("/api/cards/" + card + "/resume"), 200);
            renew(page);
            assertThat(page.locator("#holder")).isVisible();

            // Another device takes it over.
            Page other = tablet.newPage();
            other.clock().setFixedTime(house.clock().instant().toEpochMilli());
            other.navigate(house.base() + "/my-card/phones");
            other.locator("main[data-started]").waitFor();
            assertThat(other.locator("main"))
                    .containsText("Lấy thẻ về máy này thì thẻ trong điện thoại kia hết dùng ngay.");
            CheckBrowser.picture(other, "phones-second");
            other.locator("form[data-card] button").click();
            other.waitForURL(house.base() + "/my-card");
            code(other, "");
            renew(page);
            assertThat(page.locator("#blocked-title")).hasText("Thẻ đã chuyển sang máy khác");
            assertThat(desk.problem(shown, house.clock().instant())).contains(CardProblem.REPLACED);

            // And is lost: whoever is signed in says so on any device.
            page.locator("#again a").click();
            page.locator("main[data-started]").waitFor();
            page.locator("form[action$=lost] button").click();
            assertThat(page.locator(".note.ok")).containsText("Đã báo mất.");
            renew(other);
            assertThat(other.locator("#blocked-title")).hasText("Thẻ trong máy này đã huỷ");

            // A borrowed device forgets.
            other.locator("#tools details summary").click();
            other.locator("#forget").click();
            assertThat(other.locator("#none h1")).isVisible();
        }
    }

    @Test
    void tellsAClockThatIsWrong(CheckBrowser chromium) {
        Member pupil = pupil("Giàng A Giờ");
        desk.issued(pupil);
        try (BrowserContext phone = signedIn(chromium, pupil)) {
            Page page = phone.newPage();
            page.clock().setFixedTime(Instant.now().plusSeconds(600).toEpochMilli());
            page.navigate(house.base() + "/my-card/phones");
            page.locator("form[data-card] button").click();
            assertThat(page.locator("#failure")).containsText("Giờ của máy này sai");
            assertThat(page.locator("#failure")).isFocused();
            CheckBrowser.look(page, "phones-clock");
            assertThat(house.database()
                            .sql("select count(*) from card_phone where person = :person")
                            .param("person", pupil.id())
                            .query(Long.class)
                            .single())
                    .isZero();
            page.clock().setFixedTime(house.clock().instant().toEpochMilli());
            page.locator("form[data-card] button").click();
            page.waitForURL(house.base() + "/my-card");
            code(page, "");
            page.clock().setFixedTime(Instant.now().plusSeconds(600).toEpochMilli());
            renew(page);
            assertThat(page.locator("#clock")).containsText("Giờ của máy này nhanh");
            CheckBrowser.picture(page, "my-card-clock");
            page.locator("#big").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("#school")).isHidden();
            CheckBrowser.look(page, "my-card-big");
            page.keyboard().press("Escape");
            assertThat(page.locator("#school")).isVisible();
        }
    }

    /** Module for module what another encoder draws. */
    @Test
    void drawsCodesAsAnotherEncoderDoes(CheckBrowser chromium) {
        Random random = new Random(20261127);
        List<List<String>> texts = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int digits : new int[] {1, 2, 3, 40, 100, 187, 300, 455, 600, 700, 850, 1000, 1032, 1200, 1500, 1900}) {
            String address = digits % 2 == 0 ? "https://the.edu.vn/v#" : "http://localhost:8081/v#";
            StringBuilder number = new StringBuilder();
            while (number.length() < digits) {
                number.append(random.nextInt(10));
            }
            texts.add(List.of(address, number.toString()));
            QrCode code = QrCode.encodeSegments(
                    List.of(
                            QrSegment.makeBytes(address.getBytes(StandardCharsets.UTF_8)),
                            QrSegment.makeNumeric(number)),
                    QrCode.Ecc.LOW,
                    1,
                    40,
                    -1,
                    false);
            StringBuilder rows = new StringBuilder();
            for (int y = 0; y < code.size; y++) {
                for (int x = 0; x < code.size; x++) {
                    rows.append(code.getModule(x, y) ? '#' : '.');
                }
                rows.append('\n');
            }
            expected.add(rows.toString());
        }
        try (BrowserContext browser = chromium.visitor(PHONE)) {
            Page page = browser.newPage();
            page.navigate(house.base() + "/my-card");
            Object drawn = page.evaluate("""
                    async texts => {
                        const {qrOf} = await import(document.querySelector('script[type=module]').src.replace('main.js', 'qr.js'));
                        return texts.map(([address, digits]) => qrOf(address, digits).map(row => row.map(dark => dark ? '#' : '.').join('') + '\\n').join(''));
                    }""", texts);
            assertThat((List<?>) drawn).isEqualTo(expected);
            assertThat(page.evaluate("""
                    async () => {
                        const {qrOf} = await import(document.querySelector('script[type=module]').src.replace('main.js', 'qr.js'));
                        try { qrOf('https://the.edu.vn/v#', '1'.repeat(5000)); return 'drawn'; } catch (e) { return e.name; }
                    }""")).isEqualTo("RangeError");
        }
    }

    @Test
    void thePageAsksNoSessionAndLetsNothingFromElsewhereIn(CheckBrowser chromium) {
        var outsider = house.outsider();
        var page = outsider.get("/my-card");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.answer().headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self';")
                .doesNotContain("unsafe");
        assertThat(page.answer().headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(page.body()).doesNotContain("style=").contains("<noscript>");
        assertThat(outsider.get("/my-card/sw.js").answer().headers().firstValue("Service-Worker-Allowed"))
                .contains("/my-card");
        String folder = page.first("src=\"(/my-card/files/[0-9a-f]{16}/)main.js\"");
        assertThat(outsider.get(folder + "my-card.webmanifest").body()).contains("\"start_url\": \"/my-card\"");
        assertThat(outsider.get(folder + "none.js").status()).isEqualTo(404);
        assertThat(outsider.get("/my-card/files/0123456789abcdef/main.js").status())
                .isEqualTo(404);
    }

    private static Member pupil(String name) {
        return desk.pupil("dt.trang" + ++people, name, "8a3-dien-thoai", "8A3");
    }

    /** Signed in as a person is, by the gate; the browser's own way there is not what is tried here. */
    private static BrowserContext signedIn(CheckBrowser chromium, Member member) {
        BrowserContext context = chromium.visitor(PHONE);
        context.addCookies(hosts.clerk(member).browser().cookies().stream()
                .map(cookie -> new Cookie(cookie.getName(), cookie.getValue()).setUrl(house.base()))
                .toList());
        return context;
    }

    private static Page got(BrowserContext phone) {
        Page page = phone.newPage();
        page.clock().setFixedTime(house.clock().instant().toEpochMilli());
        page.navigate(house.base() + "/my-card/phones");
        page.locator("main[data-started]").waitFor();
        page.locator("form[data-card] button").click();
        page.waitForURL(house.base() + "/my-card");
        return page;
    }

    /** The code shown, once it is another than this one. */
    private static String code(Page page, String before) {
        page.waitForFunction(
                "before => { const said = document.getElementById('qr').dataset.text; return said && said !== before; }",
                before);
        return page.locator("#qr").getAttribute("data-text");
    }

    /** As a page does that comes to the front again. */
    private static void renew(Page page) {
        page.evaluate("dispatchEvent(new Event('online'))");
    }

    /** The card of this page, vouched for by the key of another phone. */
    private static String otherPhones(Page page) {
        return (String) page.evaluate("""
                async () => {
                    const script = document.querySelector('script[type=module]').src;
                    const at = name => import(script.replace('main.js', name));
                    const [{makeKey, proofOf}, {openCardStore}, {digitsOf}] = [await at('device-card.js'), await at('card-store.js'), await at('digits.js')];
                    const {card} = await (await openCardStore()).get();
                    const {privateKey} = await makeKey();
                    return location.origin + '/v#' + digitsOf(await proofOf(card, Math.floor(Date.now() / 1000), privateKey));
                }""");
    }

    private static void assertVerdict(Page check, String text, String code) {
        check.locator("#text").fill(text);
        check.locator("#typed button").click();
        assertThat(check.locator("#verdict[data-code=" + code + "]")).isVisible();
    }

    /** What the reader of the page that checks cards sees in this picture. */
    private static String read(Page check, byte[] png) {
        BufferedImage picture;
        try {
            picture = ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] pixels = new byte[picture.getWidth() * picture.getHeight() * 4];
        for (int y = 0, at = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int colour = picture.getRGB(x, y);
                pixels[at++] = (byte) (colour >> 16);
                pixels[at++] = (byte) (colour >> 8);
                pixels[at++] = (byte) colour;
                pixels[at++] = -1;
            }
        }
        return (String) check.evaluate(
                """
                async ({pixels, width}) => {
                    const {Decoder} = await import(document.querySelector('script[type=module]').src.replace('main.js', 'decoder.js'));
                    const bytes = Uint8ClampedArray.from(atob(pixels), letter => letter.charCodeAt(0));
                    return await new Decoder().read(new ImageData(bytes, width)) ?? 'nothing';
                }""", Map.of("pixels", Base64.getEncoder().encodeToString(pixels), "width", picture.getWidth()));
    }
}
