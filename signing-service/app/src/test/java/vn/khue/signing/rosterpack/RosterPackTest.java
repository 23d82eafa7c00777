package vn.khue.signing.rosterpack;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.khue.signing.house.HostDesk.require;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.directory.Position;
import vn.khue.ecard.photo.PhotoIntake;
import vn.khue.ecard.photo.PhotoLimits;
import vn.khue.ecard.photo.PhotoResult;
import vn.khue.ecard.trust.Jwk;
import vn.khue.pki.CryptoProviders;
import vn.khue.signing.cardcheck.CheckBrowser;
import vn.khue.signing.cardcheck.CheckRoom;
import vn.khue.signing.cardoffice.PhotoStore;
import vn.khue.signing.cardoffice.SignedConsent;
import vn.khue.signing.house.Browser;
import vn.khue.signing.house.CardDesk;
import vn.khue.signing.house.HostDesk;
import vn.khue.signing.house.HostDesk.Answer;
import vn.khue.signing.house.HostDesk.Clerk;
import vn.khue.signing.house.Member;
import vn.khue.signing.house.School;
import vn.khue.signing.house.SigningHouse;

/** Class and photo beside a verdict: for whoever is named, on the browser that it was sealed for, until the day or the login ends. */
@ExtendWith(CheckRoom.class)
class RosterPackTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static int people;

    private static SigningHouse house;
    private static HostDesk hosts;
    private static CardDesk desk;

    @BeforeAll
    static void open() {
        house = SigningHouse.get();
        hosts = new HostDesk(house);
        desk = new CardDesk(house, "Đoàn Thị Danh Sách");
    }

    @Test
    void onlyWhoIsNamedGetsThePackAndOnlyTheirBrowserReadsIt() throws JOSEException, java.text.ParseException {
        Member pupil = desk.pupil("ds.hs" + ++people, "Đinh Thị Lớp", "8a3-danh-sach", "8A3");
        String card = desk.issued(pupil).text("id");
        Member member = teacher("Phan Văn Trực");
        Clerk teacher = hosts.clerk(member);
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        assertThat(load(teacher, key).problem()).isEqualTo("not-card-verifier");
        assertThat(teacher.browser().get("/card-verifiers").status()).isEqualTo(403);
        assertThat(post(teacher, member, today()).status())
                .as("nobody names oneself")
                .isEqualTo(403);

        Clerk principal = hosts.clerk(house.school().principal());
        assertThat(post(principal, house.school().otherClerk(), today()).status())
                .as("somebody of another school")
                .isEqualTo(422);
        assertThat(post(principal, member, today().minusDays(1)).status()).isEqualTo(422);
        assertThat(post(principal, member, today().plusYears(2)).status()).isEqualTo(422);
        assertThat(post(principal, member, today()).body()).contains("Phan Văn Trực");
        assertThat(house.events("CARD_VERIFIER_CHANGED", member.id().toString()))
                .isEqualTo(1);

        Answer given = require(load(teacher, key), 200);
        assertThat(given.http().body().length).isPositive();
        JsonNode pack = unsealed(given.text("pack"), key);
        JsonNode entry = entry(pack, card);
        assertThat(entry.path("class").asString("")).isEqualTo("8A3");
        assertThat(pack.toString()).doesNotContain("Đinh Thị Lớp");
        assertThat(pack.path("exp").asLong() - pack.path("iat").asLong()).isEqualTo(12 * 3600);
        assertThat(house.events("ROSTER_PACK_GIVEN", member.id().toString())).isEqualTo(1);
        ECKey other = new ECKeyGenerator(Curve.P_256).generate();
        assertThatThrownBy(() -> unsealed(given.text("pack"), other)).isInstanceOf(JOSEException.class);
        assertThat(teacher.post("/api/card-verifiers/pack", "{\"key\":{\"kty\":\"RSA\"}}")
                        .status())
                .isEqualTo(422);
        assertThat(teacher.post("/api/card-verifiers/pack", "{\"key\":\"" + "x".repeat(3000) + "\"}")
                        .status())
                .isEqualTo(413);

        // Each school its own: a verifier there learns nothing of here.
        Member there =
                School.member(house.writer(), "ds.kia" + ++people, "Ngô Thị Kia", Position.GIAO_VIEN, School.THERE);
        Clerk elsewhere = hosts.clerk(house.school().otherPrincipal());
        assertThat(post(elsewhere, there, today()).status()).isEqualTo(200);
        assertThat(unsealed(require(load(hosts.clerk(there), key), 200).text("pack"), key)
                        .toString())
                .doesNotContain(card);

        assertThat(teacher.get("/api/card-verifiers/pack").status()).isEqualTo(200);
        Browser.Page page = principal.browser().get("/card-verifiers");
        assertThat(principal
                        .browser()
                        .post(page, "/card-verifiers/" + member.id() + "/end")
                        .status())
                .isEqualTo(200);
        assertThat(teacher.get("/api/card-verifiers/pack").status()).isEqualTo(403);
        assertThat(load(teacher, key).problem()).isEqualTo("not-card-verifier");
    }

    @Test
    void aPhotoIsInThePackWhileSomebodyAgreesToIt() throws JOSEException, java.text.ParseException {
        Member pupil = desk.pupil("ds.hs" + ++people, "Giàng A Ảnh", "8a6-danh-sach", "8A6");
        String card = desk.issued(pupil).text("id");
        PhotoStore photos = house.bean(PhotoStore.class);
        Instant now = Instant.now();
        PhotoResult taken = new PhotoIntake(PhotoLimits.ordinary()).take(portrait());
        assertThat(taken).isInstanceOf(PhotoResult.Accepted.class);
        photos.keep(pupil.id(), School.HERE, ((PhotoResult.Accepted) taken).photo(), Set.of(), now, pupil.id());
        photos.consent(pupil.id(), School.HERE, signed(true), now, pupil.id());
        Member member = teacher("Lò Văn Nhìn");
        post(hosts.clerk(house.school().principal()), member, today());
        Clerk teacher = hosts.clerk(member);
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();

        JsonNode with = entry(unsealed(require(load(teacher, key), 200).text("pack"), key), card);
        assertThat(Base64.getDecoder().decode(with.path("photo").asString("")))
                .as("a small JPEG")
                .startsWith(0xff, 0xd8, 0xff)
                .hasSizeLessThan(8_000);

        photos.consent(pupil.id(), School.HERE, signed(false), now, pupil.id());
        JsonNode without = entry(unsealed(require(load(teacher, key), 200).text("pack"), key), card);
        assertThat(without.has("photo")).isFalse();
        assertThat(without.path("class").asString("")).isEqualTo("8A6");
    }

    @Test
    void twentyPacksADay() throws JOSEException {
        Member member = teacher("Tạ Văn Lặp");
        post(hosts.clerk(house.school().principal()), member, today());
        Clerk teacher = hosts.clerk(member);
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        for (int i = 0; i < 20; i++) {
            require(load(teacher, key), 200);
        }
        assertThat(load(teacher, key).problem()).isEqualTo("packs-too-often");
    }

    @Test
    void aVerifierSeesTheClassBesideTheVerdictUntilTheLoginEnds(CheckBrowser chromium) {
        Member pupil = desk.pupil("ds.hs" + ++people, "Mùa A Của", "8a4-danh-sach", "8A4");
        String text = desk.issued(pupil).text("text");
        Member member = teacher("Cao Thị Gác");
        Clerk principal = hosts.clerk(house.school().principal());
        post(principal, member, today().plusDays(30));
        Clerk verifier = hosts.clerk(member);
        try (BrowserContext gate = signedIn(chromium, verifier);
                BrowserContext head = signedIn(chromium, principal);
                BrowserContext anybody = chromium.visitor(1280)) {
            Page naming = head.newPage();
            naming.navigate(house.base() + "/card-verifiers");
            assertThat(naming.locator("main")).containsText("Cao Thị Gác");
            CheckBrowser.look(naming, "card-verifiers");

            Page page = gate.newPage();
            Instant start = house.clock().instant();
            page.clock().setFixedTime(start.toEpochMilli());
            page.navigate(house.base() + "/v");
            page.locator("main[data-started]").waitFor();
            page.locator("#roster-load").click();
            page.locator("main[data-started]").waitFor();
            page.locator("#load button").click();
            assertThat(page.locator("#held")).containsText("Máy này có danh sách của");
            CheckBrowser.look(page, "roster-loaded");
            page.navigate(house.base() + "/v");
            page.locator("main[data-started]").waitFor();
            assertThat(page.locator("#roster-state")).containsText("Trường THCS Thị Trấn 2");
            scan(page, text);
            assertThat(page.locator("#verdict[data-code=VALID]")).isVisible();
            assertThat(page.locator("[data-part=class]")).hasText("8A4");
            CheckBrowser.picture(page, "card-check-roster");

            // Anybody else is told what the card says.
            Page other = anybody.newPage();
            other.clock().setFixedTime(start.toEpochMilli());
            other.navigate(house.base() + "/v");
            other.locator("main[data-started]").waitFor();
            scan(other, text);
            assertThat(other.locator("#verdict[data-code=VALID]")).isVisible();
            assertThat(other.locator("[data-part=class]")).isHidden();

            // Without network it stays.
            assertThat(page.locator("#ready[data-ready=true]")).isVisible();
            gate.setOffline(true);
            page.reload();
            page.locator("main[data-started]").waitFor();
            scan(page, text);
            assertThat(page.locator("[data-part=class]")).hasText("8A4");

            // It goes with the login.
            gate.setOffline(false);
            signOut(verifier);
            page.evaluate("dispatchEvent(new Event('online'))");
            assertThat(page.locator("#roster-state")).containsText("Chưa có.");
            assertThat(page.locator("[data-part=class]")).isHidden();
            assertThat(stored(page)).isEqualTo("nothing");
        }
    }

    @Test
    void aPackEndsWithItsDayAndShowsPhotosThatWereInIt(CheckBrowser chromium) {
        Member pupil = desk.pupil("ds.hs" + ++people, "Sùng Thị Ảnh", "8a5-danh-sach", "8A5");
        Answer card = desk.issued(pupil);
        try (BrowserContext browser = chromium.visitor(1280)) {
            Page page = browser.newPage();
            Instant start = house.clock().instant();
            page.clock().setFixedTime(start.toEpochMilli());
            page.navigate(house.base() + "/v");
            page.locator("main[data-started]").waitFor();
            assertThat(page.locator("#ready[data-ready=true]")).isVisible();
            browser.setOffline(true);
            String jwk = (String) page.evaluate("""
                    async () => {
                        const folder = document.querySelector('script[type=module]').src.replace(/main.js$/, '');
                        const {makeSealKey, sealJwk} = await import(folder + 'jwe.js');
                        window.trialKeys = await makeSealKey();
                        return JSON.stringify(await sealJwk(window.trialKeys));
                    }""");
            long until = start.getEpochSecond() + 3600;
            String sealed = SealedRoster.of(
                    Map.of(
                            "unit",
                            "Trường THCS Thị Trấn 2",
                            "iat",
                            start.getEpochSecond(),
                            "exp",
                            until,
                            "people",
                            List.of(Map.of("card", card.text("id"), "class", "8A5", "photo", photo()))),
                    Jwk.read(JSON.readTree(jwk), CryptoProviders.fastest()));
            page.evaluate("""
                    async ({sealed, until}) => {
                        const folder = document.querySelector('script[type=module]').src.replace(/main.js$/, '');
                        const {openRosterStore} = await import(folder + 'roster-store.js');
                        await (await openRosterStore()).put({key: window.trialKeys.privateKey, pack: sealed, until});
                    }""", Map.of("sealed", sealed, "until", (double) until));
            page.reload();
            page.locator("main[data-started]").waitFor();
            scan(page, card.text("text"));
            assertThat(page.locator("[data-part=class]")).hasText("8A5");
            assertThat(page.locator("canvas[data-part=photo]")).isVisible();
            assertThat(((Number)
                                    page.evaluate(
                                            "() => document.querySelector('[data-part=photo]').getContext('2d').getImageData(60, 80, 1, 1).data[2]"))
                            .intValue())
                    .isGreaterThan(150);
            CheckBrowser.look(page, "card-check-photo");
            page.clock().setFixedTime((until + 1) * 1000L);
            assertThat(page.locator("#roster-state")).containsText("Chưa có.");
            assertThat(page.locator("canvas[data-part=photo]")).isHidden();
            assertThat(stored(page)).isEqualTo("nothing");
        }
    }

    /** As a camera gives it: larger than a card's, light behind and dark in the middle. */
    private static byte[] portrait() {
        BufferedImage image = new BufferedImage(900, 1200, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(new Color(0xe8, 0xee, 0xf2));
        pen.fillRect(0, 0, 900, 1200);
        pen.setColor(new Color(0x8a, 0x5a, 0x3c));
        pen.fillOval(270, 240, 360, 480);
        pen.setColor(new Color(0x1f, 0x3a, 0x5f));
        pen.fillOval(120, 760, 660, 700);
        pen.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String photo() {
        BufferedImage picture = new BufferedImage(120, 160, BufferedImage.TYPE_INT_RGB);
        var pen = picture.createGraphics();
        pen.setColor(new Color(40, 60, 200));
        pen.fillRect(0, 0, 120, 160);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "jpeg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(out.toByteArray());
    }

    private static Object stored(Page page) {
        return page.evaluate("""
                async () => {
                    const folder = document.querySelector('script[type=module]').src.replace(/main.js$/, '');
                    const {openRosterStore} = await import(folder + 'roster-store.js');
                    return await (await openRosterStore()).get() ? 'something' : 'nothing';
                }""");
    }

    private static void scan(Page page, String text) {
        page.locator("#text").fill(text);
        page.locator("#typed button").click();
        assertThat(page.locator("#text")).hasValue("");
    }

    private static BrowserContext signedIn(CheckBrowser chromium, Clerk person) {
        BrowserContext context = chromium.visitor(1280);
        context.addCookies(person.browser().cookies().stream()
                .map(cookie -> new Cookie(cookie.getName(), cookie.getValue()).setUrl(house.base()))
                .toList());
        return context;
    }

    private static void signOut(Clerk person) {
        person.browser()
                .send(HttpRequest.newBuilder(URI.create(house.base() + "/logout"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "_csrf=" + Browser.encode(person.page().first("name=\"_csrf\" value=\"([^\"]+)\"")))));
    }

    private static Answer load(Clerk person, ECKey key) {
        return person.post(
                "/api/card-verifiers/pack", "{\"key\":" + key.toPublicJWK().toJSONString() + "}");
    }

    private static Browser.Page post(Clerk by, Member member, LocalDate until) {
        return by.browser()
                .post(
                        by.page(),
                        "/card-verifiers",
                        Map.of("member", List.of(member.id().toString()), "until", List.of(until.toString())));
    }

    private static JsonNode unsealed(String jwe, ECKey key) throws JOSEException, java.text.ParseException {
        JWEObject sealed = JWEObject.parse(jwe);
        sealed.decrypt(new ECDHDecrypter(key));
        return JSON.readTree(sealed.getPayload().toBytes());
    }

    private static JsonNode entry(JsonNode pack, String card) {
        for (JsonNode each : pack.path("people")) {
            if (each.path("card").asString("").equals(card)) {
                return each;
            }
        }
        throw new AssertionError("card " + card + " expected in the pack, found none of it");
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(house.clock().instant(), ZoneId.of("Asia/Ho_Chi_Minh"));
    }

    private static Member teacher(String name) {
        return School.member(house.writer(), "ds.gv" + ++people, name, Position.GIAO_VIEN, School.HERE);
    }

    private static SignedConsent signed(boolean given) {
        return new SignedConsent(
                given,
                LocalDate.of(2026, 9, 5),
                SignedConsent.Medium.PAPER,
                List.of(new SignedConsent.Signer(Optional.empty(), "Lê Thị Mẹ", SignedConsent.Capacity.MOTHER)));
    }
}
