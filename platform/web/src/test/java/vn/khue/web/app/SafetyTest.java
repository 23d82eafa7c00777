package vn.khue.web.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.web.page.Assets;
import vn.khue.web.trial.TrialBrowser;
import vn.khue.web.trial.TrialPersons;

/** Headers, CSRF, limits, tokens, errors, files, languages: what holds on every path. */
final class SafetyTest {

    private final TrialServer server = TrialServer.get();
    private final TrialBrowser browser = server.browser();

    @ParameterizedTest
    @ValueSource(strings = {"/verify", "/", "/no-such-page", "/fail?how=fault", "/actuator/health", "/api/events"})
    void everyAnswerCarriesTheHeaders(String path) {
        var headers = browser.get(path).headers();

        assertThat(headers.firstValue("Content-Security-Policy"))
                .hasValue("default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self';"
                        + " form-action 'self' " + server.gate().issuer().replace("/realms/khue", "")
                        + "; base-uri 'none'; frame-ancestors 'none'");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("Permissions-Policy")).isPresent();
        assertThat(headers.firstValue("X-Request-Id").orElseThrow()).hasSize(36);
        assertThat(headers.allValues("Cache-Control")).containsExactly("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/fail?how=rights", "/sign", "/step-up/callback", "/acting-unit", "/logout", "/new"})
    void whatIsNotListedNeedsALogin(String path) {
        assertThat(browser.get(path).statusCode()).isEqualTo(302);
        assertThat(browser.get(path).headers().firstValue("Location").orElseThrow())
                .endsWith("/oauth2/authorization/khue");
    }

    @Test
    void aFormWithoutItsTokenIsRefusedAsAnEndedSession() {
        browser.signIn(server.gate(), TrialPersons.principal(), "/");
        HttpResponse<String> answer = browser.post("/act", Map.of("fails", "false"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("Phiên đã hết. Đăng nhập lại để làm tiếp ở trang này.", "Đăng nhập lại</a>");
    }

    @ParameterizedTest
    @CsvSource({
        "SELF/sign?batch=7&q=%3Cb%3E, /sign?batch=7&amp;q=%3Cb%3E",
        "SELF//evil.example/x, /evil.example/x",
        "http://evil.example/sign, /",
        "http://localhost:1/sign, /",
        "javascript:alert(1), /",
        "not an address, /",
    })
    void afterAnEndedSessionOneGoesOnWhereOneWasAndNowhereElse(String referer, String next) {
        HttpResponse<String> answer = form("/act", referer.replace("SELF", server.base()));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("id=\"next\" href=\"" + next + "\"");
    }

    @Test
    void whatWasSentAndRefusedCanBeSentAgainFromItsPage() {
        HttpResponse<String> page = browser.signIn(server.gate(), TrialPersons.principal(), "/");
        String token = page.body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");

        assertThat(form("/act?fails=true&_csrf=" + token, server.base() + "/?x=1")
                        .body())
                .contains("Có 501 trang", "id=\"next\" href=\"/?x=1\"", "Quay lại trang trước");
        assertThat(form("/act?fails=true&_csrf=" + token, server.base() + "/act")
                        .body())
                .as("a page that is the failure itself")
                .contains("id=\"next\" href=\"/\"", "Về trang đầu");
    }

    private HttpResponse<String> form(String path, String referer) {
        return browser.send(HttpRequest.newBuilder(URI.create(server.base() + path))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Referer", referer)
                .POST(HttpRequest.BodyPublishers.ofString("")));
    }

    @ParameterizedTest
    @CsvSource({
        "/no-such-page, 404, Không có trang này",
        "/fail?how=rights, 403, Không có quyền làm việc này",
        "/fail?how=fault, 500, Có lỗi ở phía Khuê",
        "/fail, 400, Chưa hiểu yêu cầu",
        "/fail?how=pages, 422, Quá nhiều trang",
    })
    void failuresArePagesForPeople(String path, int status, String title) {
        browser.signIn(server.gate(), TrialPersons.principal(), "/");
        HttpResponse<String> answer = browser.get(path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body())
                .contains(
                        "<h1>" + title,
                        answer.headers().firstValue("X-Request-Id").orElseThrow(),
                        "khue.css")
                .doesNotContain("secret", "Exception");
    }

    @ParameterizedTest
    @CsvSource({
        "vi, Quá nhiều trang, 'Có 501 trang, nhiều nhất 500.'",
        "en, Too many pages, '501 pages, at most 500.'",
        "'fr, en;q=0.5', Too many pages, '501 pages, at most 500.'",
        "'*;q=x!', Quá nhiều trang, 'Có 501 trang, nhiều nhất 500.'",
    })
    void failuresAreProblemJsonForPrograms(String language, String title, String detail) {
        browser.signIn(server.gate(), TrialPersons.principal(), "/");
        HttpResponse<String> answer = browser.send(HttpRequest.newBuilder(URI.create(server.base() + "/fail?how=pages"))
                .header("Accept", "application/json")
                .header("Accept-Language", language));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body())
                .isEqualTo("{\"type\":\"urn:khue:problem:trial.pages\",\"title\":\"" + title
                        + "\",\"status\":422,\"detail\":\"" + detail + "\",\"instance\":\"urn:uuid:"
                        + answer.headers().firstValue("X-Request-Id").orElseThrow() + "\"}");
    }

    @Test
    void pagesAreVietnameseUntilEnglishIsChosen() {
        HttpRequest.Builder english = HttpRequest.newBuilder(URI.create(server.base() + "/verify"))
                .header("Accept", "text/html")
                .header("Accept-Language", "en-US,en");
        assertThat(browser.send(english).body()).contains("<html lang=\"vi\">", "Trang đầu", "lang=en");

        HttpResponse<String> chosen = browser.get("/verify?lang=en&x=%3Cb%3E");
        assertThat(chosen.body())
                .contains("<html lang=\"en\">", "First page", "href=\"/verify?x=%3Cb%3E&amp;lang=vi\"");
        assertThat(browser.get("/verify").body()).contains("First page");
        assertThat(browser.get("/verify?lang=xx").body()).contains("First page");
        assertThat(browser.get("/no-such-page").statusCode()).isEqualTo(302);
    }

    @Test
    void filesAreServedByContentForAYear() {
        String path = server.bean(Assets.class).path("khue.css");
        HttpResponse<String> answer = browser.get(path);

        assertThat(path).matches("/assets/[0-9a-f]{16}/khue\\.css");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("max-age=31536000, public, immutable");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/css;charset=utf-8");
        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
        assertThat(browser.get("/assets/0000000000000000/khue.css").statusCode())
                .isEqualTo(404);
        assertThat(browser.get("/assets/..%2f/application.yaml").statusCode()).isIn(400, 404);
    }

    @Test
    void pagesHaveNoInlineScriptOrStyle() {
        String page = browser.get("/verify").body() + browser.get("/signed-out").body();

        assertThat(page).doesNotContain("<script", "style=", " onclick", "javascript:");
    }

    @Test
    void bodiesAreBoundedWhetherTheirLengthIsDeclaredOrNot() {
        assertThat(ocsp(HttpRequest.BodyPublishers.ofByteArray(new byte[1_000])).body())
                .isEqualTo("read 1000");
        assertThat(ocsp(HttpRequest.BodyPublishers.ofByteArray(new byte[1_001])).statusCode())
                .isEqualTo(413);
        HttpResponse<String> chunked =
                ocsp(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[1_001])));
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(chunked.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void aRefusedBodyIsNotReadEvenToFindTheLanguageOfTheAnswer() {
        for (String accept : List.of("application/json", "text/html")) {
            HttpResponse<String> answer = server.browser()
                    .send(HttpRequest.newBuilder(URI.create(server.base() + "/ocsp"))
                            .header("Accept", accept)
                            .header("Content-Type", "multipart/form-data; boundary=b")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "--b\r\nContent-Disposition: form-data; name=\"lang\"\r\n\r\nen\r\n--b\r\n"
                                            + "Content-Disposition: form-data; name=\"x\"; filename=\"x\"\r\n\r\n"
                                            + "x".repeat(1_500_000) + "\r\n--b--\r\n")));
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body()).contains("urn:khue:problem:too-large", "Nội dung gửi lên quá lớn");
        }
    }

    private HttpResponse<String> ocsp(HttpRequest.BodyPublisher body) {
        return server.browser()
                .send(HttpRequest.newBuilder(URI.create(server.base() + "/ocsp"))
                        .header("Content-Type", "application/octet-stream")
                        .POST(body));
    }

    @Test
    void openServicesMakeNoSession() {
        HttpResponse<String> answer = ocsp(HttpRequest.BodyPublishers.ofString("x"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
    }

    @Test
    void programsNeedATokenOfTheGateForThisAppAndThisRight() {
        Map<String, Object> right = Map.of("aud", List.of("khue-audit"), "scope", "openid events:write");
        Map<String, Object> byRole = Map.of(
                "aud",
                List.of("khue-audit"),
                "resource_access",
                Map.of("khue-audit", Map.of("roles", List.of("events:write"))));

        assertThat(events(token(right)).body()).isEqualTo("took 1");
        assertThat(events(token(byRole)).body()).isEqualTo("took 1");
        assertThat(events(token(Map.of("aud", "khue-signing", "scope", "events:write")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(events(token(Map.of("aud", "khue-audit", "scope", "events:read")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(events(token(Map.of("aud", "khue-audit", "scope", "xevents:write")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(events(token(Map.of("aud", "khue-audit", "scope", "events:write", "iss", "http://evil/realms/khue")))
                        .statusCode())
                .isEqualTo(401);
        assertThat(events(token(Map.of("aud", "khue-audit", "scope", "events:write", "exp", 1_000_000)))
                        .statusCode())
                .isEqualTo(401);
        assertThat(events("no.token.atall").statusCode()).isEqualTo(401);
        assertThat(events(unsigned(right)).statusCode()).isEqualTo(401);
    }

    @Test
    void programsAreToldWhyInProblemJson() {
        HttpResponse<String> answer = events("rubbish");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Bearer");
        assertThat(answer.body()).contains("urn:khue:problem:token-refused");
    }

    @Test
    void aBrowsersSessionIsNoKeyToPathsOfPrograms() {
        browser.signIn(server.gate(), TrialPersons.principal(), "/");

        assertThat(browser.post("/api/events", Map.of("a", "b")).statusCode()).isEqualTo(401);
    }

    private String token(Map<String, Object> claims) {
        return server.gate().accessToken(claims);
    }

    private String unsigned(Map<String, Object> claims) {
        String[] parts = token(claims).split("\\.");
        String header = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.US_ASCII));
        return header + "." + parts[1] + ".";
    }

    private HttpResponse<String> events(String token) {
        return server.browser()
                .send(HttpRequest.newBuilder(URI.create(server.base() + "/api/events"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofString("x")));
    }

    @Test
    void operationsAreForThisMachineAskingDirectly() {
        assertThat(browser.get("/actuator/health").body()).contains("UP");
        assertThat(browser.get("/actuator/health/readiness").body()).contains("\"db\"", "UP");
        assertThat(browser.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(browser.get("/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
        assertThat(browser.get("/actuator/env").statusCode()).isEqualTo(404);
        assertThat(browser.get("/actuator/prometheus", "X-Forwarded-For", "203.0.113.9")
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.get("/actuator/health", "Forwarded", "for=203.0.113.9")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void describesItsApi() {
        HttpResponse<String> answer = browser.get("/v3/api-docs", "Accept", "application/json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"openapi\":\"3.", "/api/events").doesNotContain("/acting-unit");
    }

    @Test
    void anEventLivesAndDiesWithItsAct() {
        HttpResponse<String> page = browser.signIn(server.gate(), TrialPersons.clerk(), "/");
        int before = viewed();

        assertThat(browser.post(page, "/act", Map.of("fails", "true")).statusCode())
                .isEqualTo(422);
        assertThat(viewed()).isEqualTo(before);
        assertThat(browser.post(page, "/act", Map.of("fails", "false")).body()).isEqualTo("done");
        assertThat(viewed()).isEqualTo(before + 1);
    }

    @Test
    void aDeniedActIsInTheAuditLog() {
        browser.signIn(server.gate(), TrialPersons.clerk(), "/");
        String denied = "select count(*) from audit_outbox where body like '%Access Denied%'"
                + " and body like '%GET /fail%' and body like '%22222222-2222-4222-8222-222222222222%'";
        int before = server.database().sql(denied).query(Integer.class).single();
        browser.get("/fail?how=rights");

        assertThat(server.database().sql(denied).query(Integer.class).single()).isEqualTo(before + 1);
    }

    @Test
    void whatIsRefusedBeforeAnyActIsInTheAuditLogToo() {
        long large = recorded("INPUT_REFUSED", "TOO_LARGE");
        ocsp(HttpRequest.BodyPublishers.ofByteArray(new byte[1_001]));
        assertThat(recorded("INPUT_REFUSED", "TOO_LARGE")).isEqualTo(large + 1);
        assertThat(recorded("INPUT_REFUSED", "POST /ocsp")).isPositive();
        ocsp(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[1_001])));
        assertThat(recorded("INPUT_REFUSED", "TOO_LARGE")).isEqualTo(large + 2);

        for (var each : Map.of(
                        "EXPIRED",
                        token(Map.of(
                                "aud",
                                "khue-audit",
                                "scope",
                                "events:write",
                                "iat",
                                Instant.now().getEpochSecond() - 1_200,
                                "exp",
                                Instant.now().getEpochSecond() - 600)),
                        "INVALID",
                        "rubbish",
                        "OTHER_RIGHT",
                        token(Map.of("aud", "khue-audit", "scope", "events:read")))
                .entrySet()) {
            long before = recorded("TOKEN_REFUSED", each.getKey());
            events(each.getValue());
            assertThat(recorded("TOKEN_REFUSED", each.getKey()))
                    .as(each.getKey())
                    .isEqualTo(before + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pages%00", "%1Bpages", "pa%7Fges", "%C3%28", "%FF", "pages%EF%BF%BD", "%C0%80"})
    void whatIsNoTextIsRefusedInOurWords(String how) {
        browser.signIn(server.gate(), TrialPersons.principal(), "/");
        HttpResponse<String> answer = browser.get("/fail?how=" + how);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<h1>Có ký tự không đọc được", "khue.css");
    }

    @Test
    void whoeverIsToldToComeAgainIsToldWhen() {
        browser.signIn(server.gate(), TrialPersons.principal(), "/");
        HttpResponse<String> busy = browser.get("/fail?how=busy");

        assertThat(busy.statusCode()).isEqualTo(503);
        assertThat(busy.headers().firstValue("Retry-After")).hasValue("30");
        assertThat(browser.get("/fail?how=rights").headers().firstValue("Retry-After"))
                .isEmpty();
    }

    @Test
    void lineEndsAndEveryLanguageAreText() {
        browser.signIn(server.gate(), TrialPersons.principal(), "/");
        assertThat(browser.get("/fail?how=a%0D%0A%09Ti%E1%BA%BFng%20Vi%E1%BB%87t%20e%CC%82%CC%81")
                        .statusCode())
                .as("read, and then answered with the fault that this page always has")
                .isEqualTo(500);
    }

    private long recorded(String kind, String text) {
        return server.database()
                .sql("select count(*) from audit_outbox where body like ? and body like ?")
                .params("%\"" + kind + "\"%", "%" + text + "%")
                .query(Long.class)
                .single();
    }

    private int viewed() {
        return server.database()
                .sql("select count(*) from audit_outbox where body like '%22222222-2222-4222-8222-222222222222%'"
                        + " and body like '%\"Read\"%'")
                .query(Integer.class)
                .single();
    }
}
