package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.Keycloak;
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
