package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.testframework.annotations.InjectKeycloakUrls;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.server.KeycloakUrls;
import tools.jackson.databind.JsonNode;

/** Password, step-up, and what the tokens then say of how surely the person was recognised. */
@KeycloakIntegrationTest(config = GateServer.class)
class LoginTest {
    private static final Map<String, String> SIGN = Map.of("acr_values", "sign");

    @InjectKeycloakUrls
    KeycloakUrls urls;

    private Gate gate;
    private SigningApp app;
    private Village village;

    @BeforeEach
    void app() {
        gate = Gate.at(urls.getBase());
        app = gate.app(gate.browser());
        village = Surroundings.get().village;
    }

    @Test
    void aPasswordGivesTheLevelPassword() {
        JsonNode claims = app.signIn(village.teacher.uid()).idClaims();

        assertThat(claims.path("acr").asString()).isEqualTo("password");
        assertThat(claims.path("amr").toString()).contains("pwd");
        assertThat(claims.path("auth_time").asLong())
                .isCloseTo(java.time.Instant.now().getEpochSecond(), org.assertj.core.api.Assertions.within(30L));
    }

    @Test
    void aSignatureAsksForACodeEachTimeAndTheTokenSaysSo() {
        Tokens first = app.signIn(village.principal.uid());
        assertThat(first.idClaims().path("acr").asString()).isEqualTo("password");

        Page step = app.open(SIGN);
        assertThat(step.id()).isEqualTo("login-login-otp");
        Page refused = app.code(step, "000000");
        assertThat(refused.id()).as("a wrong code does not pass").isEqualTo("login-login-otp");
        assertThat(refused.html()).contains("Mã chưa đúng hoặc đã dùng");

        Tokens signed = app.tokens(app.code(refused, OneTimeCode.of(Gate.TOTP, -1)));
        assertThat(signed.idClaims().path("acr").asString()).isEqualTo("sign");
        assertThat(signed.idClaims().path("amr").toString()).contains("otp");
        assertThat(signed.idClaims().path("auth_time").asLong())
                .isGreaterThanOrEqualTo(first.idClaims().path("auth_time").asLong());

        Page again = app.open(SIGN);
        assertThat(again.id()).as("the level is valid once").isEqualTo("login-login-otp");
        Page used = app.code(again, OneTimeCode.of(Gate.TOTP, -1));
        assertThat(used.id()).as("a code works once").isEqualTo("login-login-otp");
        Tokens second = app.tokens(app.code(used, OneTimeCode.of(Gate.TOTP, 0)));
        assertThat(second.idClaims().path("acr").asString()).isEqualTo("sign");
    }

    @Test
    void maxAgeZeroAsksForThePasswordAsWell() {
        app.signIn(village.clerk.uid());

        Page page = app.open(Map.of("acr_values", "sign", "max_age", "0"));
        // Zero seconds may not have passed within the second of the login; then the code alone is asked for.
        if (page.id().equals("login-login")) {
            page = app.password(page, village.clerk.uid(), Gate.PASSWORD);
        }
        assertThat(page.id()).isEqualTo("login-login-otp");
        Tokens tokens = app.tokens(app.code(page, OneTimeCode.of(Gate.TOTP, -1)));
        assertThat(tokens.idClaims().path("acr").asString()).isEqualTo("sign");
    }

    @Test
    void whoeverTakesTheLevelOutOfTheAddressGetsATokenThatSaysSo() {
        app.signIn(village.principal.uid());

        Tokens lowered = app.tokens(app.open(Map.of()));

        assertThat(lowered.idClaims().path("acr").asString()).isEqualTo("password");
    }

    @Test
    void aPersonWithoutASecondFactorCannotReachTheLevelOfSigning() {
        app.signIn(village.teacher.uid());

        Page page = app.open(SIGN);

        assertThat(page.query()).doesNotContainKey("code");
        assertThat(page.html()).contains("chưa có ứng dụng xác thực");
    }

    @Test
    void wrongPasswordAndUnknownNameGetTheSameAnswer() {
        Page wrong = app.password(app.open(Map.of()), village.pupil.uid(), "sai");
        SigningApp other = gate.app(gate.browser());
        Page unknown = other.password(other.open(Map.of()), "khong.co.ai", "sai");

        assertThat(wrong.html())
                .contains("Tên đăng nhập hoặc mật khẩu chưa đúng")
                .contains("<title>Lỗi: ");
        assertThat(stable(unknown.html(), "khong.co.ai")).isEqualTo(stable(wrong.html(), village.pupil.uid()));
    }

    @Test
    void aSuspendedPersonCannotSignIn() {
        Page page = app.password(app.open(Map.of()), village.suspended.uid(), Gate.PASSWORD);

        assertThat(page.query()).doesNotContainKey("code");
        assertThat(page.html()).contains("Tên đăng nhập hoặc mật khẩu chưa đúng");
    }

    /** What differs from login to login: codes in addresses, and the name that was typed. */
    private static String stable(String html, String username) {
        return html.replaceAll("(session_code|execution|tab_id|client_data)=[^&\"]*", "$1")
                .replace(username, "NAME");
    }
}
