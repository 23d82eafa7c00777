package vn.khue.web.app;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.khue.web.trial.TrialBrowser.location;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khue.web.trial.TrialBrowser;
import vn.khue.web.trial.TrialGate;
import vn.khue.web.trial.TrialPersons;

/** The way to one's own password, codes and passkeys, and back. */
final class SignInSecurityTest {

    private static final String PAGE = "/sign-in-security";

    private final TrialServer server = TrialServer.get();
    private final TrialBrowser browser = server.browser();

    @Test
    void theBarLeadsThereWhoeverIsSignedIn() {
        assertThat(browser.get("/verify").body()).doesNotContain(PAGE);

        assertThat(browser.signIn(server.gate(), TrialPersons.clerk(), "/").body())
                .contains("id=\"sign-in-security\" href=\"" + PAGE + "\"", "Bảo mật đăng nhập");
    }

    @Test
    void saysWhatCanBeChangedWhatToDoWithoutAnyFactorAndHowThisSessionBegan() {
        String page = signedIn().body();

        assertThat(page)
                .contains("action=\"" + PAGE + "/passkey\"", "action=\"" + PAGE + "/code\"")
                .contains("action=\"" + PAGE + "/password\"")
                .contains("id=\"first\"", "Gặp cán bộ công nghệ thông tin")
                .contains("hanh.ttm", "mật khẩu", "mã dùng một lần");
        assertThat(page.split("btn go", -1)).as("one obvious next step").hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"passkey, webauthn-register", "code, CONFIGURE_TOTP", "password, UPDATE_PASSWORD"})
    void leadsToTheGateWhichMakesTheChange(String change, String action) {
        URI request = ask(change);

        assertThat(request.toString()).startsWith(server.gate().issuer() + "/auth?");
        assertThat(TrialGate.query(request))
                .containsEntry("kc_action", action)
                .containsEntry("login_hint", "hanh.ttm")
                .containsEntry("ui_locales", "vi")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("redirect_uri", server.base() + PAGE + "/changed");
    }

    @ParameterizedTest
    @CsvSource({
        "passkey, success, Đã thêm 1 khoá",
        "passkey, cancelled, Chưa thêm khoá nào",
        "code, success, Đã thêm 1 ứng dụng xác thực",
        "code, error, Chưa thêm ứng dụng xác thực nào",
        "password, success, Đã đổi mật khẩu",
        "password, cancelled, Mật khẩu vẫn như cũ",
    })
    void tellsOnceWhatCameOfIt(String change, String status, String words) {
        String state = TrialGate.query(ask(change)).get("state");
        HttpResponse<String> back =
                browser.get(PAGE + "/changed?code=c&kc_action_status=" + status + "&state=" + state);

        assertThat(location(back).getPath()).isEqualTo(PAGE);
        assertThat(browser.get(PAGE).body()).contains("id=\"changed\"", words);
        assertThat(browser.get(PAGE).body()).doesNotContain("id=\"changed\"");
        assertThat(server.gate().exchanges())
                .as("the code is worth nothing to us")
                .isEqualTo(exchanges);
    }

    @Test
    void tellsNothingThatThisSessionDidNotAskFor() {
        signedIn();
        browser.get(PAGE + "/changed?code=c&kc_action_status=success&state=of-somebody-else");
        assertThat(browser.get(PAGE).body()).doesNotContain("id=\"changed\"");

        browser.get(PAGE + "/changed");
        assertThat(browser.get(PAGE).body()).doesNotContain("id=\"changed\"");
    }

    @Test
    void changesNothingElseAndNothingForStrangers() {
        HttpResponse<String> page = signedIn();

        assertThat(browser.post(page, PAGE + "/delete_account", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(browser.post(PAGE + "/password", Map.of()).statusCode()).isEqualTo(403);
        assertThat(location(server.browser().get(PAGE)).toString()).endsWith("/oauth2/authorization/khue");
    }

    private int exchanges;

    private HttpResponse<String> signedIn() {
        HttpResponse<String> page = browser.signIn(server.gate(), TrialPersons.principal(), PAGE);
        exchanges = server.gate().exchanges();
        return page;
    }

    private URI ask(String change) {
        return location(browser.post(signedIn(), PAGE + "/" + change, Map.of()));
    }
}
