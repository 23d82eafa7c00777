package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.InjectKeycloakUrls;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.server.KeycloakUrls;

/** The pages of the gate as a browser gets them: weight, language, no script, no inline style, strict headers. */
@KeycloakIntegrationTest(config = GateServer.class)
class ThemeTest {
    private static final int LIMIT = 20 * 1024;
    private static final Pattern LINKED = Pattern.compile(
            "<link[^>]*rel=\"stylesheet\"[^>]*href=\"([^\"]+)\"|<link[^>]*href=\"([^\"]+)\"[^>]*rel=\"stylesheet\"|<script[^>]*src=\"([^\"]+)\"");

    @InjectKeycloakUrls
    KeycloakUrls urls;

    @InjectAdminClient
    Keycloak admin;

    private Gate gate;
    private SigningApp app;

    @BeforeEach
    void app() {
        gate = Gate.at(urls.getBase());
        app = gate.app(gate.browser());
    }

    @Test
    void theLoginPageAndAllItLoadsWeighAtMost20KilobytesOnTheWire() throws Exception {
        Page page = app.open(Map.of());

        Weight weight = weigh(page);

        System.out.println("login page, own theme: " + weight);
        assertThat(weight.onTheWire()).isLessThanOrEqualTo(LIMIT);
        assertThat(weight.requests()).as("page and style sheet").isEqualTo(2);
    }

    @Test
    void theStockPageIsWeighedBesideOurs() throws Exception {
        var realm = admin.realm("khue");
        var settings = realm.toRepresentation();
        settings.setLoginTheme("keycloak.v2");
        realm.update(settings);
        Weight stock;
        try {
            stock = weigh(app.open(Map.of()));
        } finally {
            settings.setLoginTheme("khue");
            realm.update(settings);
        }
        System.out.println("login page, stock theme: " + stock);
        assertThat(stock.zipped())
                .isGreaterThan(
                        7 * weigh(gate.app(gate.browser()).open(Map.of())).zipped());
    }

    @Test
    void noPageOfTheGateHasScriptOrStyleInsideAndTheHeadersForbidBoth() {
        Page page = app.open(Map.of());

        assertThat(page.html())
                .doesNotContain("<script")
                .doesNotContain("style=")
                .doesNotContain("<style");
        assertThat(page.html()).doesNotContainPattern("\\son[a-z]+=\"");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'")
                .contains("form-action 'self' http://localhost:8081")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    }

    @Test
    void vietnameseIsTheDefaultAndEnglishIsALinkAway() {
        Page vietnamese = app.open(Map.of());
        assertThat(vietnamese.html())
                .contains("<html lang=\"vi\">")
                .contains("<title>Đăng nhập – Khuê</title>")
                .contains("hreflang=\"en\">English</a>");

        Page english = app.open(Map.of("ui_locales", "en"));
        assertThat(english.html()).contains("<html lang=\"en\">").contains("<title>Sign in – Khuê</title>");
    }

    @Test
    void theStepUpPageIsTheSheetAndLinksBackWithoutConfirming() {
        Village village = Surroundings.get().village;
        app.signIn(village.principal.uid());

        Page page = app.open(Map.of("acr_values", "sign"));

        assertThat(page.html())
                .contains("class=\"sheet stack\"")
                .contains("autocomplete=\"one-time-code\"")
                .contains("Chưa xác nhận, quay lại")
                .contains("Khuê · Ký số")
                .doesNotContain("<script");
    }

    @Test
    void anErrorPageSaysSoInWords() {
        Page page = gate.browser()
                .get(gate.realm() + "/protocol/openid-connect/auth?client_id=nobody&response_type=code&redirect_uri=x");

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.html())
                .contains("<title>Lỗi: Chưa tiếp tục được – Khuê</title>")
                .contains("role=\"alert\"");
    }

    @Test
    void thePagesOnWhichPeopleSetThemselvesUpHaveNoScriptInside() {
        Page totp = required("CONFIGURE_TOTP");
        assertThat(totp.id()).isEqualTo("login-login-config-totp");
        assertThat(totp.html()).contains("src=\"data:image/png;base64,").satisfies(ThemeTest::hasNoScriptOfOurs);

        Page password = required("UPDATE_PASSWORD");
        assertThat(password.id()).isEqualTo("login-login-update-password");
        assertThat(password.html()).contains("autocomplete=\"new-password\"").satisfies(ThemeTest::hasNoScriptOfOurs);

        Page passkey = required("webauthn-register");
        assertThat(passkey.id()).isEqualTo("login-webauthn-register");
        assertThat(passkey.html())
                .contains("data-passkey=\"create\"")
                .containsPattern("<script type=\"module\" src=\"[^\"]+/js/passkey.js\"></script>")
                .containsOnlyOnce("<script");
    }

    /** Keycloak's own line, in capitals, comes after a post; the policy blocks it. */
    private static void hasNoScriptOfOurs(String html) {
        assertThat(html).doesNotContain("<script").doesNotContain("style=");
    }

    /** What a person sees after the password on whom that step is laid. */
    private Page required(String action) {
        Village village = Surroundings.get().village;
        var users = admin.realm("khue").users();
        var mother = users.searchByUsername(village.mother.uid(), true).get(0);
        mother.setRequiredActions(List.of(action));
        users.get(mother.getId()).update(mother);
        try {
            SigningApp own = gate.app(gate.browser());
            return own.password(own.open(Map.of()), village.mother.uid(), Gate.PASSWORD);
        } finally {
            mother.setRequiredActions(List.of());
            users.get(mother.getId()).update(mother);
        }
    }

    @Test
    void whoeverHasOnlyAPasskeyIsAskedForIt() {
        Village village = Surroundings.get().village;
        var users = admin.realm("khue").users();
        var pupil = users.searchByUsername(village.pupil.uid(), true).get(0);
        var passkey = new CredentialRepresentation();
        passkey.setType("webauthn");
        passkey.setUserLabel("a key");
        passkey.setSecretData("{}");
        passkey.setCredentialData(
                "{\"aaguid\":\"00000000-0000-0000-0000-000000000000\",\"credentialId\":\"AAAA\",\"counter\":0,"
                        + "\"credentialPublicKey\":\"AAAA\",\"attestationStatementFormat\":\"none\"}");
        pupil.setCredentials(List.of(passkey));
        users.get(pupil.getId()).update(pupil);
        app.signIn(village.pupil.uid());

        Page page = app.open(Map.of("acr_values", "sign"));

        assertThat(page.id()).isEqualTo("login-webauthn-authenticate");
        assertThat(page.html())
                .contains("data-passkey=\"get\"")
                .contains("data-allow=\"AAAA\"")
                .containsOnlyOnce("<script");
        Page forged = app.post(page, Map.of("error", "NotAllowedError"));
        assertThat(forged.query()).doesNotContainKey("code");
    }

    @Test
    void loggingOutAsksFirst() {
        app.signIn(Surroundings.get().village.teacher.uid());

        Page page = app.logout();

        assertThat(page.id()).isEqualTo("login-logout-confirm");
        assertThat(page.html()).contains("Đăng xuất khỏi mọi ứng dụng").doesNotContain("<script");
        app.post(page, Map.of("session_code", page.hidden("session_code"), "confirmLogout", ""));
        assertThat(app.open(Map.of()).id()).isEqualTo("login-login");
    }

    /**
     * @param html bytes of the page as sent
     * @param rest bytes of style sheets and scripts as sent; Keycloak zips them only where it is started for production
     * @param zipped bytes of all when zipped
     */
    private record Weight(int html, int rest, int zipped, int requests) {
        int onTheWire() {
            return html + rest;
        }

        @Override
        public String toString() {
            return onTheWire() + " bytes in " + requests + " requests (html " + html + ", rest " + rest
                    + "), all zipped " + zipped;
        }
    }

    private Weight weigh(Page page) throws IOException, InterruptedException {
        byte[] html = page.html().getBytes(StandardCharsets.UTF_8);
        int rest = 0;
        int zipped = zipped(html);
        int requests = 1;
        var http = HttpClient.newHttpClient();
        Matcher linked = LINKED.matcher(page.html());
        while (linked.find()) {
            String href = linked.group(1) != null
                    ? linked.group(1)
                    : linked.group(2) != null ? linked.group(2) : linked.group(3);
            var answer = http.send(
                    HttpRequest.newBuilder(page.address().resolve(URI.create(href)))
                            .header("Accept-Encoding", "gzip")
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(href).isEqualTo(200);
            rest += answer.body().length;
            zipped += zipped(answer.body());
            requests++;
        }
        return new Weight(html.length, rest, zipped, requests);
    }

    private static int zipped(byte[] bytes) throws IOException {
        var target = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(target)) {
            zip.write(bytes);
        }
        return target.size();
    }
}
