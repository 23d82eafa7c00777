package vn.khue.console.apppassword;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khue.console.ConsoleServer;
import vn.khue.web.trial.TrialBrowser;
import vn.khue.web.trial.TrialGate;

/** What the page of app passwords makes of what the gate says, and what it asks of it. */
final class AppPasswordPagesTest {

    private static final String GATE = "/khue-app-passwords";
    private static final String ID = "abc-DEF_ghi";

    private final ConsoleServer server = ConsoleServer.get();

    @Test
    void listsThemByNameAndRevokesOne() {
        mine(true);
        TrialBrowser browser = server.browser("GIAO_VIEN");
        HttpResponse<String> page = browser.get("/app-passwords");
        assertThat(page.body())
                .contains("Máy &lt;in&gt;", "10:00, 27/11/2026", "id=\"make\"")
                .doesNotContain("??", "style=", "id=\"stale\"");
        server.gate().answers(GATE + "/" + ID, 204, "");
        server.gate().asked();

        browser.post(page, "/app-passwords/revoke", Map.of("id", ID));

        assertThat(server.gate().asked()).containsExactly("DELETE " + GATE + "/" + ID + " ");
        assertThat(browser.get("/app-passwords").body()).contains("Đã thu hồi mật khẩu ứng dụng.");
    }

    @Test
    void showsANewOneOnce() {
        mine(true);
        TrialBrowser browser = server.browser("GIAO_VIEN");
        HttpResponse<String> page = browser.get("/app-passwords");
        server.gate()
                .answers(
                        GATE,
                        200,
                        "{\"id\":\"x\",\"name\":\"Thư\",\"made\":\"2026-11-27T03:00:00Z\",\"secret\":\"abcd-efgh\"}");
        server.gate().asked();

        HttpResponse<String> made = browser.post(page, "/app-passwords", Map.of("name", " Thư "));

        assertThat(made.body()).contains("abcd-efgh", "hoa.bt", "Cho: Thư").doesNotContain("??", "style=");
        assertThat(made.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(server.gate().asked()).containsExactly("POST " + GATE + " {\"name\":\"Thư\"}");
        mine(true);
        assertThat(browser.get("/app-passwords").body()).doesNotContain("abcd-efgh");
    }

    @Test
    void whereTheLoginIsTooOldANewOneComesFirstAndTheNameStays() {
        mine(false);
        TrialBrowser browser = server.browser("GIAO_VIEN");
        HttpResponse<String> page = browser.get("/app-passwords");
        assertThat(page.body()).contains("id=\"stale\"", "15 phút", "id=\"make\"");
        server.gate().wantsNewerLogin(GATE);

        HttpResponse<String> sent = browser.post(page, "/app-passwords", Map.of("name", "Thư <nhà>"));

        assertThat(sent.statusCode()).isEqualTo(302);
        URI gate = TrialBrowser.location(browser.get(TrialBrowser.location(sent).toString()));
        assertThat(TrialGate.query(gate)).containsEntry("prompt", "login");
        assertThat(gate.toString()).doesNotContain("nh%C3%A0", "name=");
        HttpResponse<String> back = browser.get(server.gate()
                .answer(gate, server.gate().rightClaims(gate, browser.person()))
                .toString());
        assertThat(TrialBrowser.location(back).getPath()).isEqualTo("/app-passwords");
        mine(true);
        assertThat(browser.get("/app-passwords").body())
                .contains("value=\"Thư &lt;nhà&gt;\"", "id=\"kept\"")
                .doesNotContain("id=\"stale\"");
        assertThat(browser.get("/app-passwords").body()).as("once").doesNotContain("Thư &lt;nhà&gt;\"", "id=\"kept\"");
        assertThat(TrialGate.query(TrialBrowser.location(browser.get("/oauth2/authorization/khue"))))
                .as("only the login that was asked for")
                .doesNotContainKey("prompt");
    }

    @Test
    void anotherPersonWhoSignsInGetsNothingOfWhatWasTyped() {
        mine(false);
        TrialBrowser browser = server.browser("GIAO_VIEN");
        HttpResponse<String> page = browser.get("/app-passwords");
        server.gate().wantsNewerLogin(GATE);
        URI gate = TrialBrowser.location(
                browser.get(TrialBrowser.location(browser.post(page, "/app-passwords", Map.of("name", "Máy in")))
                        .toString()));
        browser.get(server.gate()
                .answer(gate, server.gate().rightClaims(gate, server.person("GIAO_VIEN")))
                .toString());
        mine(true);

        assertThat(browser.get("/app-passwords").body()).doesNotContain("value=\"Máy in\"", "id=\"kept\"");
    }

    @Test
    void whoIsNotOfAgeIsToldWhy() {
        server.gate()
                .answers(
                        GATE, 200, "{\"fresh\":true,\"ofAge\":false,\"used\":\"\",\"staleDays\":180,\"passwords\":[]}");

        assertThat(server.browser("HOC_SINH").get("/app-passwords").body())
                .contains("id=\"not-of-age\"", "18 tuổi")
                .doesNotContain("id=\"make\"", "??");
    }

    @ParameterizedTest
    @CsvSource({"403, 403", "503, 503"})
    void saysInWordsWhatTheGateSays(int status, int told) {
        mine(true);
        TrialBrowser browser = server.browser("GIAO_VIEN");
        HttpResponse<String> page = browser.get("/app-passwords");
        server.gate().answers(GATE, status, "{}");

        assertThat(browser.post(page, "/app-passwords", Map.of("name", "Thư")).statusCode())
                .isEqualTo(told);
    }

    @Test
    void saysWhenTheyWereLastUsedAndWhichToThinkOfRevoking() {
        TrialBrowser browser = server.browser("GIAO_VIEN");
        mine(true);
        assertThat(browser.get("/app-passwords").body())
                .contains("Chưa thấy mật khẩu nào ở đây được dùng")
                .doesNotContain("không thấy dùng");

        mine(true, "2026-03-02", true);

        assertThat(browser.get("/app-passwords").body())
                .contains("Lần dùng gần nhất: 02/03/2026", "Hơn 180 ngày không thấy dùng")
                .doesNotContain("??");
    }

    private void mine(boolean fresh) {
        mine(fresh, "", false);
    }

    private void mine(boolean fresh, String used, boolean stale) {
        server.gate()
                .answers(
                        GATE,
                        200,
                        "{\"fresh\":" + fresh + ",\"ofAge\":true,\"used\":\"" + used
                                + "\",\"staleDays\":180,\"passwords\":[{\"id\":\"" + ID
                                + "\",\"name\":\"Máy <in>\",\"made\":\"2026-11-27T03:00:00Z\",\"stale\":" + stale
                                + "}]}");
    }
}
