package vn.khue.web.app;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.khue.web.trial.TrialBrowser.location;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.khue.web.trial.TrialBrowser;
import vn.khue.web.trial.TrialGate;
import vn.khue.web.trial.TrialPersons;

final class LoginTest {

    private final TrialServer server = TrialServer.get();
    private final TrialBrowser browser = server.browser();

    @Test
    void leadsToTheGateAndBackToThePageFirstAskedFor() {
        HttpResponse<String> page = browser.signIn(server.gate(), TrialPersons.principal(), "/?x=1");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.uri().getQuery()).isEqualTo("x=1");
        assertThat(page.body())
                .contains("Trần Thị Mỹ Hạnh", "Hiệu trưởng", "Trường u1", "hanh.ttm", "<html lang=\"vi\">");
    }

    @Test
    void asksWithStateNonceAndPkce() {
        URI request = request("/");
        Map<String, String> asked = TrialGate.query(request);

        assertThat(request.toString()).startsWith(server.gate().issuer() + "/auth?");
        assertThat(asked)
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "khue-trial");
        assertThat(asked.get("state")).hasSizeGreaterThan(30);
        assertThat(asked.get("nonce")).hasSizeGreaterThan(30);
    }

    @Test
    void asksTheGateForTheLanguageOfThePages() {
        assertThat(TrialGate.query(request("/"))).containsEntry("ui_locales", "vi");

        browser.signIn(server.gate(), TrialPersons.principal(), "/");
        browser.get("/?lang=en");
        URI start = URI.create(server.base() + "/oauth2/authorization/khue");
        assertThat(TrialGate.query(location(browser.get(start.toString())))).containsEntry("ui_locales", "en");
    }

    @Test
    void changesTheSessionIdAtLogin() {
        browser.get("/");
        String before = session();
        browser.signIn(server.gate(), TrialPersons.principal(), "/");

        assertThat(session()).isNotEqualTo(before);
    }

    @Test
    void letsTwoTabsSignInSideBySide() {
        URI first = request("/");
        URI second = request("/verify-later");

        HttpResponse<String> firstBack = answer(first, Map.of());
        HttpResponse<String> secondBack = answer(second, Map.of());

        assertThat(firstBack.statusCode()).isEqualTo(302);
        assertThat(secondBack.statusCode()).isEqualTo(302);
        assertThat(location(secondBack).toString()).doesNotContain("error");
    }

    @Test
    void refusesAWrongNonce() {
        assertThat(answer(request("/"), Map.of("nonce", "another")).statusCode())
                .isEqualTo(401);
        assertSignedOut();
    }

    @Test
    void whoeverDidNotGetInMayAskAgainForThePageTheyWanted() {
        assertThat(answer(request("/?x=1"), Map.of("nonce", "another")).body())
                .contains("Đăng nhập lại để làm tiếp ở trang này", "id=\"next\" href=\"/?x=1\"");
    }

    @Test
    void refusesATokenForAnotherClient() {
        assertThat(answer(request("/"), Map.of("aud", "khue-other")).statusCode())
                .isEqualTo(401);
        assertSignedOut();
    }

    @Test
    void refusesAForgedSignature() {
        URI request = request("/");
        URI back = server.gate().forgedAnswer(request, server.gate().rightClaims(request, TrialPersons.principal()));

        assertThat(browser.get(back.toString()).statusCode()).isEqualTo(401);
        assertSignedOut();
    }

    @Test
    void refusesATokenThatDoesNotSayWho() {
        URI request = request("/");
        Map<String, Object> claims = server.gate().rightClaims(request, TrialPersons.principal());
        claims.remove("khue_id");

        assertThat(browser.get(server.gate().answer(request, claims).toString()).statusCode())
                .isEqualTo(401);
        assertSignedOut();
    }

    @Test
    void aLoginWhoseRightsNobodyKnowsIsNoLoginAndOneMayTryAgain() {
        URI request = request("/");
        Map<String, Object> claims = server.gate().rightClaims(request, TrialPersons.principal());
        claims.remove("khue_role");
        claims.remove("khue_unit");

        HttpResponse<String> page =
                browser.get(server.gate().answer(request, claims).toString());
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("danh bạ chưa trả lời", "id=\"next\"");
        assertSignedOut();

        assertThat(browser.signIn(server.gate(), TrialPersons.principal(), "/").body())
                .contains("Trần Thị Mỹ Hạnh");
    }

    @Test
    void refusesAnAnswerThisBrowserNeverAskedFor() {
        URI request = request("/");
        URI back = server.gate().answer(request, server.gate().rightClaims(request, TrialPersons.principal()));
        TrialBrowser victim = server.browser();
        victim.get("/");

        assertThat(victim.get(back.toString()).statusCode()).isEqualTo(401);
    }

    @Test
    void tellsProgramsThatALoginIsNeeded() {
        HttpResponse<String> answer = browser.get("/", "Accept", "application/json");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void actsInOneUnitAtATimeAndOnlyInOnesOwn() {
        HttpResponse<String> page = browser.signIn(server.gate(), TrialPersons.principal(), "/acting-unit");
        assertThat(page.body()).contains("Trường u1", "Trường u2");

        assertThat(browser.post(page, "/acting-unit", Map.of("unit", "u2")).statusCode())
                .isEqualTo(302);
        assertThat(browser.get("/").body()).contains("Trường u2").doesNotContain("Trường u1");
        assertThat(browser.post(page, "/acting-unit", Map.of("unit", "u9")).statusCode())
                .isEqualTo(403);
        assertThat(browser.get("/").body()).contains("Trường u2");
    }

    @Test
    void endsTheSessionHereAndLeadsToTheGateToEndItThere() {
        HttpResponse<String> page = browser.signIn(server.gate(), TrialPersons.principal(), "/");
        HttpResponse<String> answer = browser.post(page, "/logout", Map.of());

        assertThat(location(answer).toString())
                .startsWith(server.gate().issuer() + "/logout?id_token_hint=")
                .contains("post_logout_redirect_uri=");
        assertSignedOut();
        assertThat(browser.get("/signed-out").statusCode()).isEqualTo(200);
    }

    @Test
    void sendsASessionCookieThatScriptsAndOtherSitesCannotUse() {
        String cookie = browser.get("/").headers().firstValue("Set-Cookie").orElseThrow();

        assertThat(cookie).startsWith("khue_trial=").contains("HttpOnly", "SameSite=Lax");
    }

    private URI request(String path) {
        return location(browser.get(location(browser.get(path)).toString()));
    }

    private HttpResponse<String> answer(URI request, Map<String, Object> changed) {
        Map<String, Object> claims = new HashMap<>(server.gate().rightClaims(request, TrialPersons.principal()));
        claims.putAll(changed);
        return browser.get(server.gate().answer(request, claims).toString());
    }

    private void assertSignedOut() {
        assertThat(browser.get("/").statusCode()).isEqualTo(302);
    }

    private String session() {
        return browser.cookies().stream()
                .filter(each -> each.getName().equals("khue_trial"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }
}
