package vn.khue.console.apppassword;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khue.console.ConsoleServer;
import vn.khue.web.trial.TrialBrowser;

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
    void saysWhatToDoWhereTheLoginIsTooOld() {
        mine(false);

        assertThat(server.browser("GIAO_VIEN").get("/app-passwords").body())
                .contains("id=\"stale\"", "15 phút")
                .doesNotContain("id=\"make\"");
    }

    @ParameterizedTest
    @CsvSource({"403, 403", "409, 400", "503, 503"})
    void saysInWordsWhatTheGateSays(int status, int told) {
        mine(true);
        TrialBrowser browser = server.browser("GIAO_VIEN");
        HttpResponse<String> page = browser.get("/app-passwords");
        server.gate().answers(GATE, status, "{}");

        assertThat(browser.post(page, "/app-passwords", Map.of("name", "Thư")).statusCode())
                .isEqualTo(told);
    }

    private void mine(boolean fresh) {
        server.gate()
                .answers(
                        GATE,
                        200,
                        "{\"fresh\":" + fresh + ",\"passwords\":[{\"id\":\"" + ID
                                + "\",\"name\":\"Máy <in>\",\"made\":\"2026-11-27T03:00:00Z\"}]}");
    }
}
