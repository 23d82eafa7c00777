package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.InjectKeycloakUrls;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.server.KeycloakUrls;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventKind;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Sex;
import vn.khue.sso.realm.DemoAccount;
import vn.khue.sso.realm.DemoAccounts;

/** Signing in by a certificate on a card, through a real Apache that asks for it: one way in, and every way that is none. */
@KeycloakIntegrationTest(config = GateServer.class)
class CardLoginTest {
    private static final Pattern LINK = Pattern.compile("id=\"khue-card\" href=\"([^\"]+)\"");
    private static CardProxy proxy;

    @InjectKeycloakUrls
    KeycloakUrls urls;

    @InjectAdminClient
    Keycloak admin;

    private Surroundings around;
    private Gate gate;
    private CardAuthority authority;

    @BeforeEach
    void aProxyThatAsksForCards() throws IOException {
        around = Surroundings.get();
        gate = Gate.at(urls.getBase());
        authority = around.cardAuthority;
        assumeThat(CardProxy.installed()).as("Apache with mod_ssl").isTrue();
        if (proxy == null) {
            proxy = CardProxy.start(around.cardProxyPort, gate.server.toString());
        }
    }

    @AfterAll
    static void noProxy() {
        if (proxy != null) {
            proxy.close();
            proxy = null;
        }
    }

    /** Somebody before a computer with a card reader. */
    private final class Desk {
        final Browser browser = gate.browser();
        final SigningApp app = gate.app(browser);

        Desk() {
            browser.present(proxy.browser(Optional.empty()));
        }

        Desk(CardAuthority.Card card) {
            browser.present(proxy.browser(Optional.of(card)));
        }

        URI link(Map<String, String> extra) {
            Page password = app.open(extra);
            assertThat(password.id()).as(password.html()).isEqualTo("login-login");
            return link(password);
        }

        URI link(Page page) {
            Matcher link = LINK.matcher(page.html());
            assertThat(link.find()).as("a link to cards on %s", page.html()).isTrue();
            return URI.create(link.group(1).replace("&amp;", "&"));
        }

        /** Follows the link on the password page, and comes back to the gate. */
        Page present(Map<String, String> extra) {
            return back(browser.get(link(extra).toString()));
        }

        Page back(Page sent) {
            assertThat(sent.address().getAuthority()).as(sent.html()).isEqualTo(gate.server.getAuthority());
            return sent.html().isEmpty() ? browser.get(sent.address().toString()) : sent;
        }

        /** As a proxy would hand on what it does not judge. */
        Page handOn(X509Certificate certificate) {
            URI link = link(Map.of());
            return browser.getWith(
                    gate.server + link.getRawPath() + "?" + link.getRawQuery(),
                    CardProxy.HEADER,
                    CardProxy.header(certificate));
        }
    }

    @Test
    void aGoodCardLetsItsPersonInWithTwoFactors() {
        Person clerk = around.village.clerk;
        var desk = new Desk(authority.card(clerk));

        Tokens tokens = desk.app.tokens(desk.present(Map.of()));

        assertThat(tokens.idClaims().path("khue_id").asString())
                .isEqualTo(clerk.id().toString());
        assertThat(tokens.idClaims().path("acr").asString()).isEqualTo("mfa");
        assertThat(tokens.idClaims().path("amr").toString()).contains("\"sc\"").contains("\"x509\"");
        assertThat(desk.app
                        .tokens(desk.app.open(Map.of("acr_values", "mfa")))
                        .idClaims()
                        .path("acr")
                        .asString())
                .as("the session goes on at the level of two factors")
                .isEqualTo("mfa");
        assertThat(desk.app.open(Map.of("acr_values", "sign")).id())
                .as("a signature asks for its own proof, and for no password before it")
                .isEqualTo("login-login-otp");
        Patience.until(
                "the login is told",
                () -> around.intake.events().stream()
                        .anyMatch(event -> event.kind() == EventKind.LOGIN
                                && event.actor().id().equals(clerk.id().toString())
                                && "card".equals(event.details().get("method"))
                                && "mfa".equals(event.details().get("acr"))));
    }

    @Test
    void anAppThatAsksForTwoFactorsTakesACardAndOneThatSignsDoesNot() {
        CardAuthority.Card card = authority.card(around.village.deputy);
        var desk = new Desk(card);
        assertThat(desk.app
                        .tokens(desk.present(Map.of("acr_values", "mfa")))
                        .idClaims()
                        .path("acr")
                        .asString())
                .isEqualTo("mfa");

        assertThat(new Desk(card).present(Map.of("acr_values", "sign")).id()).isEqualTo("login-login");
    }

    @Test
    void aCardIsJudgedOnceAndReloadingThePageDoesNotPresentItAgain() {
        CardAuthority.Card card = authority.card(around.village.accountant);
        authority.revoke(card);
        var desk = new Desk(card);
        Page refused = desk.present(Map.of());

        Page again = desk.browser.get(refused.address().toString());

        assertThat(again.id()).isEqualTo("login-khue-card");
        assertThat(again.html()).doesNotContain("role=\"alert\"");
        assertThat(again.query()).doesNotContainKey("code");
    }

    @Test
    void aSessionEndsWithTheCardThatOpenedItAndItsAppIsTold() throws IOException {
        // The key in a file, as the card office gives it to staff.
        CardAuthority.Card card = authority.cardInFile(around.village.accountant);
        AppEar ear = AppEar.start();
        String address = backChannel(ear.url());
        try {
            var desk = new Desk(card);
            var beside = new Desk(authority.card(around.village.accountant));
            Tokens first = desk.app.tokens(desk.present(Map.of()));
            Tokens kept = beside.app.tokens(beside.present(Map.of()));
            askedAboutAgain(first);
            Tokens opened = desk.app.refresh(first);

            Instant revoked = Instant.now();
            authority.revoke(card);
            Patience.until("the app is told", () -> !ear.about(first).isEmpty());
            System.out.printf(
                    "session of a revoked card ended after %d ms%n",
                    Duration.between(revoked, Instant.now()).toMillis());

            String person = around.village.accountant.id().toString();
            Patience.until(
                    "it is told why the session ended",
                    () -> around.intake.events().stream()
                            .anyMatch(event -> event.kind() == EventKind.LOGOUT
                                    && "card_revoked".equals(event.details().get("reason"))
                                    && event.target()
                                            .filter(about -> about.id().equals(person))
                                            .isPresent()));
            assertThat(desk.app.refusedRefresh(opened)).isEqualTo("invalid_grant");
            Page asked = desk.app.open(Map.of());
            assertThat(asked.id()).as("the browser is signed out").isEqualTo("login-login");
            refused(desk.back(desk.browser.get(desk.link(asked).toString())), "card_revoked");
            beside.app.refresh(kept);
        } finally {
            backChannel(address);
            ear.kill();
        }
    }

    @Test
    void whileTheStatusServiceIsAwayOpenSessionsGoOn() {
        var desk = new Desk(authority.card(around.village.clerk));
        Tokens opened = desk.app.tokens(desk.present(Map.of()));
        authority.away(true);
        try {
            askedAboutAgain(opened);
            desk.app.refresh(opened);
        } finally {
            authority.away(false);
        }
    }

    /** The next question about it is put off by a look from now on. */
    private void askedAboutAgain(Tokens tokens) {
        Instant now = Instant.now();
        Patience.until(
                "the card of the session is asked about again",
                () -> around.count("select count(*) from khue_card_session where session_id = '"
                                + tokens.idClaims().path("sid").asString() + "' and next_at > '" + now.plusSeconds(2)
                                + "'")
                        == 1);
    }

    private String backChannel(String to) {
        var clients = admin.realm("khue").clients();
        var client = clients.findByClientId("khue-signing").get(0);
        String before = client.getAttributes().put("backchannel.logout.url", to);
        clients.get(client.getId()).update(client);
        return before;
    }

    @Test
    void everyBadCardGetsTheSameAnswerAndItsOwnReason() throws IOException {
        Person clerk = around.village.clerk;
        CardAuthority.Card revoked = authority.card(clerk);
        authority.revoke(revoked);
        String sentence = refused(new Desk(revoked).present(Map.of()), "card_revoked");

        var foreign = CardAuthority.found(Files.createTempDirectory("khue-foreign"));
        assertThat(refused(new Desk(foreign.card(clerk)).present(Map.of()), "card_not_trusted"))
                .isEqualTo(sentence);
        CardAuthority.Card stranger =
                authority.card(UUID.randomUUID(), "Người Không Có", "person-login", Optional.empty());
        assertThat(refused(new Desk(stranger).present(Map.of()), "card_of_nobody"))
                .isEqualTo(sentence);
        assertThat(refused(new Desk(authority.card(around.village.suspended)).present(Map.of()), "person_not_active"))
                .isEqualTo(sentence);
        assertThat(refused(new Desk().present(Map.of()), "card_missing")).isEqualTo(sentence);
        assertThat(refused(
                        new Desk()
                                .handOn(authority
                                        .card(clerk.id(), clerk.name().full(), "person-signing", Optional.empty())
                                        .certificate()),
                        "card_wrong_kind"))
                .isEqualTo(sentence);
        assertThat(refused(
                        new Desk()
                                .handOn(authority
                                        .card(
                                                clerk.id(),
                                                clerk.name().full(),
                                                "person-login",
                                                Optional.of(Instant.now().minusSeconds(3_600)))
                                        .certificate()),
                        "card_expired"))
                .isEqualTo(sentence);
    }

    /** One that has ended is not among them: Apache ends the connection by itself, and the browser shows an error of its own. */
    @Test
    void inARealBrowserACardOpensTheGateAndABadOneIsAnsweredInWords() throws IOException {
        assumeThat(CardBrowser.installed()).as("Chromium").isTrue();
        Person clerk = around.village.clerk;
        SigningApp app = gate.app(gate.browser());
        CardAuthority.Card revoked = authority.card(clerk);
        authority.revoke(revoked);
        Map<String, Optional<CardAuthority.Card>> bad = new LinkedHashMap<>();
        bad.put("card_revoked", Optional.of(revoked));
        bad.put(
                "card_not_trusted",
                Optional.of(CardAuthority.found(Files.createTempDirectory("khue-foreign"))
                        .card(clerk)));
        bad.put("card_missing", Optional.empty());
        try (var chromium = new CardBrowser("https://localhost:" + around.cardProxyPort)) {
            CardBrowser.Seen in = chromium.present(app.address(Map.of()), Optional.of(authority.card(clerk)), "card");
            assertThat(in.said()).isEmpty();
            Tokens tokens =
                    app.tokens(new Page(200, URI.create(in.url()), "", HttpHeaders.of(Map.of(), (name, value) -> true))
                            .query()
                            .get("code"));
            assertThat(tokens.idClaims().path("khue_id").asString())
                    .isEqualTo(clerk.id().toString());
            assertThat(tokens.idClaims().path("acr").asString()).isEqualTo("mfa");

            for (Map.Entry<String, Optional<CardAuthority.Card>> each : bad.entrySet()) {
                long before = count(each.getKey());
                CardBrowser.Seen seen = chromium.present(app.address(Map.of()), each.getValue(), each.getKey());

                assertThat(seen.said()).as(each.getKey()).contains("Không đăng nhập được bằng thẻ này");
                assertThat(seen.url()).startsWith(gate.realm());
                Patience.until(() -> each.getKey() + " is told", () -> count(each.getKey()) > before);
            }
        }
    }

    private long count(String reason) {
        return told().stream()
                .filter(event -> reason.equals(event.details().get("reason")))
                .count();
    }

    @Test
    void whileTheStatusServiceIsAwayNoCardOpensAndThenItDoes() {
        CardAuthority.Card card = authority.card(around.village.secondDeputy);
        authority.away(true);
        try {
            refused(new Desk(card).present(Map.of()), "card_status_unknown");
        } finally {
            authority.away(false);
        }
        var desk = new Desk(card);
        desk.app.tokens(desk.present(Map.of()));
    }

    @Test
    void somebodyDisabledAtTheGateDoesNotGetInByCard() {
        Person teacher = around.village.teacher;
        var users = admin.realm("khue").users();
        var user = users.searchByUsername(teacher.uid(), true).get(0);
        user.setEnabled(false);
        users.get(user.getId()).update(user);
        try {
            refused(new Desk(authority.card(teacher)).present(Map.of()), "person_not_active");
        } finally {
            user.setEnabled(true);
            users.get(user.getId()).update(user);
        }
    }

    @Test
    void aHeaderIsTakenFromTheProxyAloneAndTheProxyTakesItFromNobody() throws IOException {
        String forged =
                CardProxy.header(authority.card(around.village.principal).certificate());
        var direct = new Desk();
        URI link = direct.link(Map.of());
        String answer = CardProxy.fromElsewhere(
                gate.server.getPort(), link.getRawPath() + "?" + link.getRawQuery(), direct.browser.cookies(), forged);
        Matcher location = Pattern.compile("(?i)\r\nlocation: ([^\r]+)").matcher(answer);
        assertThat(location.find()).as(answer).isTrue();
        refused(direct.browser.get(location.group(1)), "card_missing");

        var throughProxy = new Desk();
        refused(
                throughProxy.back(
                        throughProxy.browser.getWith(throughProxy.link(Map.of()).toString(), CardProxy.HEADER, forged)),
                "card_missing");
    }

    @Test
    void whoWaitsBecauseOfWrongPasswordsWaitsWithACardToo() {
        Person person = staff();
        var wrong = gate.app(Browser.at("10.77.0.9"));
        Page page = wrong.open(Map.of());
        for (int i = 0; i < 5; i++) {
            page = wrong.password(page, person.uid(), "sai rồi " + i);
        }
        var desk = new Desk(authority.card(person));
        desk.browser.moveTo("10.77.0.9");
        // The proxy tells the address; here the header comes from the browser, which is the proxy's part in these
        // tests.
        refused(desk.handOn(authority.card(person).certificate()), "card_waits");

        var elsewhere = new Desk(authority.card(person));
        elsewhere.app.tokens(elsewhere.present(Map.of()));
    }

    @Test
    void somebodyElsesCardDoesNotTakeOverASession() {
        var desk = new Desk(authority.card(around.village.deputy));
        desk.app.tokens(desk.present(Map.of()));
        desk.browser.present(proxy.browser(Optional.of(authority.card(around.village.clerk))));

        Page asked = desk.app.open(Map.of("prompt", "login"));
        Page end = desk.back(desk.browser.get(desk.link(asked).toString()));
        assertThat(end.id()).as("Keycloak's own page of errors").isEqualTo("login-error");
        assertThat(end.query()).doesNotContainKey("code");
    }

    @Test
    void thePageIsLightLabelledAndWithoutScript() {
        Page page = new Desk().present(Map.of());

        assertThat(page.html().getBytes(StandardCharsets.UTF_8).length).isLessThan(8 * 1024);
        assertThat(page.html()).doesNotContain("<script").doesNotContain("style=");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
        assertThat(page.html()).contains("Không đăng nhập được bằng thẻ này");
    }

    @Test
    void theLinkStaysAfterAWrongPassword() {
        var desk = new Desk();
        Page wrong = desk.app.password(desk.app.open(Map.of()), "khong.co.ai", "sai");
        assertThat(desk.link(wrong).getPort()).isEqualTo(around.cardProxyPort);
    }

    private Person staff() {
        UUID id = UUID.randomUUID();
        var person = new Person(
                id,
                "the." + id.toString().substring(0, 8),
                PersonName.of("Lâm Thị Thẻ"),
                Optional.empty(),
                Sex.UNKNOWN,
                Optional.empty(),
                PersonStatus.ACTIVE);
        around.writer.add(person);
        new DemoAccounts(gate.server, Gate.administrator())
                .ensure(List.of(new DemoAccount(person.uid(), Gate.PASSWORD, Optional.empty())));
        return person;
    }

    /** The page without what differs from login to login. */
    private String refused(Page page, String reason) {
        assertThat(page.id()).as(page.html()).isEqualTo("login-khue-card");
        assertThat(page.query()).doesNotContainKey("code");
        assertThat(page.html()).contains("Không đăng nhập được bằng thẻ này");
        Patience.until(
                () -> reason + " is told, found " + told(),
                () -> told().stream()
                        .anyMatch(event -> reason.equals(event.details().get("reason"))));
        return page.html().replaceAll("(session_code|execution|tab_id|client_data)=[^&\"]*", "$1");
    }

    private List<AuditEvent> told() {
        return around.intake.events().stream()
                .filter(event -> event.kind() == EventKind.LOGIN_FAILED
                        && "card".equals(event.details().get("method")))
                .toList();
    }
}
