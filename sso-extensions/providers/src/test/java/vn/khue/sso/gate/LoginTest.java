package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.InjectKeycloakUrls;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.server.KeycloakUrls;
import tools.jackson.databind.JsonNode;

/**
 * Password, step-up, and what the tokens then say of how surely the person was recognised. Nobody here needs more than two codes: the
 * third within half a minute has to be waited for.
 */
@KeycloakIntegrationTest(config = GateServer.class)
class LoginTest {
    private static final Map<String, String> SIGN = Map.of("acr_values", "sign");
    private static final Map<String, String> MFA = Map.of("acr_values", "mfa");

    @InjectKeycloakUrls
    KeycloakUrls urls;

    @InjectAdminClient
    Keycloak admin;

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
    void aSignatureAsksForACodeAloneEachTimeAndTheTokenSaysWhen() {
        Tokens first = app.signIn(village.principal.uid());
        assertThat(first.idClaims().path("acr").asString()).isEqualTo("password");
        aSecondPassesAfter(first);

        Page step = app.open(SIGN);
        assertThat(step.id()).as("no password within a session").isEqualTo("login-login-otp");
        Page refused = app.code(step, "000000");
        assertThat(refused.id()).as("a wrong code does not pass").isEqualTo("login-login-otp");
        assertThat(refused.html()).contains("Mã chưa đúng hoặc đã dùng");

        Tokens signed = app.tokens(app.rightCode(refused, gate.codes.next(village.principal)));
        assertThat(signed.idClaims().path("acr").asString()).isEqualTo("sign");
        assertThat(signed.idClaims().path("amr").toString()).contains("otp");
        assertThat(authTime(signed)).as("moment of the step-up").isGreaterThan(authTime(first));

        Page again = app.open(SIGN);
        assertThat(again.id()).as("the level is valid once").isEqualTo("login-login-otp");
        Page used = app.code(again, gate.codes.last(village.principal));
        assertThat(used.id()).as("a code works once").isEqualTo("login-login-otp");
        Tokens second = app.tokens(app.rightCode(used, gate.codes.next(village.principal)));
        assertThat(second.idClaims().path("acr").asString()).isEqualTo("sign");
    }

    @Test
    void aSignatureLeavesNothingBehindThatPassesForAnother() {
        app.signIn(village.secondDeputy.uid());
        Tokens signed = app.tokens(app.code(app.open(SIGN), gate.codes.next(village.secondDeputy)));
        aSecondPassesAfter(signed);

        Tokens silent = app.tokens(app.open(Map.of()));
        assertThat(silent.idClaims().path("acr").asString()).isEqualTo("mfa");
        assertThat(authTime(silent)).as("nobody authenticated").isEqualTo(authTime(signed));
        assertThat(app.refresh(signed).idClaims().path("acr").asString())
                .as("a refresh proves nothing new")
                .isNotEqualTo("sign");
        assertThat(app.open(Map.of("acr_values", "sign", "prompt", "none"))
                        .query()
                        .get("error"))
                .isEqualTo("login_required");
    }

    @Test
    void maxAgeZeroAsksForThePasswordAndOneCode() {
        Tokens first = app.signIn(village.clerk.uid());
        aSecondPassesAfter(first);

        Page page = app.open(Map.of("acr_values", "sign", "max_age", "0"));
        assertThat(page.id()).isEqualTo("login-login");
        page = app.password(page, village.clerk.uid(), Gate.PASSWORD);
        assertThat(page.id()).isEqualTo("login-login-otp");
        Tokens tokens = app.tokens(app.code(page, gate.codes.next(village.clerk)));
        assertThat(tokens.idClaims().path("acr").asString()).isEqualTo("sign");
    }

    @Test
    void promptLoginAsksWhoeverIsSignedInForTheirOwnPassword() {
        Tokens first = app.signIn(village.teacher.uid());
        aSecondPassesAfter(first);
        assertThat(authTime(app.tokens(app.open(Map.of()))))
                .as("the session is open")
                .isEqualTo(authTime(first));

        Page asked = app.open(Map.of("prompt", "login"));
        assertThat(asked.id()).isEqualTo("login-login");
        assertThat(authTime(app.tokens(app.open(Map.of()))))
                .as("whoever walks away has proven nothing, and goes on as before")
                .isEqualTo(authTime(first));
        Tokens again =
                app.tokens(app.password(app.open(Map.of("prompt", "login")), village.teacher.uid(), Gate.PASSWORD));
        assertThat(authTime(again)).as("moment of the password").isGreaterThan(authTime(first));
        for (String same : List.of("sub", "sid")) {
            assertThat(again.idClaims().path(same))
                    .as(same)
                    .isEqualTo(first.idClaims().path(same));
        }

        Page wrong = app.password(app.open(Map.of("prompt", "login")), village.pupil.uid(), "của người khác");
        assertThat(wrong.id()).as("somebody else's password").isEqualTo("login-login");
        Tokens named =
                app.tokens(app.password(app.open(Map.of("prompt", "login")), village.pupil.uid(), Gate.PASSWORD));
        assertThat(named.idClaims().path("sub"))
                .as("the session says who it is, not the name that is typed")
                .isEqualTo(first.idClaims().path("sub"));
    }

    @Test
    void promptLoginAsksForTheSecondFactorAnewToo() {
        Tokens first = app.signIn(village.clerk.uid());
        assertThat(first.idClaims().path("acr").asString()).isEqualTo("password");

        Page page = app.open(Map.of("acr_values", "mfa", "prompt", "login"));
        assertThat(page.id()).isEqualTo("login-login");
        page = app.password(page, village.clerk.uid(), Gate.PASSWORD);
        assertThat(page.id()).isEqualTo("login-login-otp");
        Tokens both = app.tokens(app.code(page, gate.codes.next(village.clerk)));
        assertThat(both.idClaims().path("acr").asString()).isEqualTo("mfa");

        Page anew = app.open(Map.of("acr_values", "mfa", "prompt", "login"));
        assertThat(anew.id()).isEqualTo("login-login");
        assertThat(app.password(anew, village.clerk.uid(), Gate.PASSWORD).id())
                .as("the factor of a moment ago is not taken for this login")
                .isEqualTo("login-login-otp");
    }

    @Test
    void aLoginOlderThanMaxAgeIsAskedForAgainAndAYoungerOneIsNot() {
        Tokens first = app.signIn(village.mother.uid());
        assertThat(authTime(app.tokens(app.open(Map.of("max_age", "3600"))))).isEqualTo(authTime(first));
        Patience.until("it is older than a second", () -> Instant.now().getEpochSecond() > authTime(first) + 1);

        assertThat(app.open(Map.of("max_age", "1", "prompt", "none")).query())
                .as("asked in silence the app is told")
                .containsEntry("error", "login_required");
        assertThat(authTime(app.tokens(app.open(Map.of("max_age", "3600")))))
                .as("the session is not ended by that")
                .isEqualTo(authTime(first));
        Page asked = app.open(Map.of("max_age", "1"));
        assertThat(asked.id()).isEqualTo("login-login");

        Tokens again = app.tokens(app.password(asked, village.mother.uid(), Gate.PASSWORD));
        assertThat(authTime(again)).as("moment of the password").isGreaterThan(authTime(first) + 1);
    }

    @Test
    void aSessionThatIsOverIsAskedForEverything() {
        app.signIn(village.accountant.uid());
        assertThat(app.open(SIGN).id()).isEqualTo("login-login-otp");

        int longest = longestSession(1);
        try {
            Patience.until("the session is over", () -> app.open(SIGN).id().equals("login-login"));
        } finally {
            longestSession(longest);
        }
        SigningApp anew = gate.app(gate.browser());
        Page page = anew.password(anew.open(SIGN), village.accountant.uid(), Gate.PASSWORD);
        assertThat(page.id()).isEqualTo("login-login-otp");
        assertThat(anew.tokens(anew.code(page, gate.codes.next(village.accountant)))
                        .idClaims()
                        .path("acr")
                        .asString())
                .isEqualTo("sign");
    }

    @Test
    void theLevelMfaAsksForACodeOnceInASessionAndStandsBetweenPasswordAndSign() {
        Tokens password = app.signIn(village.deputy.uid());
        assertThat(password.idClaims().path("acr").asString()).isEqualTo("password");

        Page step = app.open(MFA);
        assertThat(step.id()).isEqualTo("login-login-otp");
        Tokens mfa = app.tokens(app.code(step, gate.codes.next(village.deputy)));
        assertThat(mfa.idClaims().path("acr").asString()).isEqualTo("mfa");
        assertThat(mfa.idClaims().path("amr").toString()).contains("pwd").contains("otp");
        assertThat(authTime(mfa)).isGreaterThanOrEqualTo(authTime(password));

        Tokens remembered = app.tokens(app.open(MFA));
        assertThat(remembered.idClaims().path("acr").asString()).isEqualTo("mfa");
        assertThat(remembered.idClaims().path("amr").toString()).contains("otp");
        for (String lower : List.of("badge", "password")) {
            assertThat(app.tokens(app.open(Map.of("acr_values", lower)))
                            .idClaims()
                            .path("acr")
                            .asString())
                    .as("whoever asks for less gets it without a question, and the token says no more")
                    .isEqualTo(lower);
        }

        Page sign = app.open(SIGN);
        assertThat(sign.id()).as("a remembered factor signs nothing").isEqualTo("login-login-otp");
        Tokens signed = app.tokens(app.code(sign, gate.codes.next(village.deputy)));
        assertThat(signed.idClaims().path("acr").asString()).isEqualTo("sign");
    }

    @Test
    void withoutTheConditionTheGateAsksTwiceInsteadOfNotAtAll() {
        var flows = admin.realm("khue").flows();
        var condition = flows.getExecutions("khue-browser").stream()
                .filter(step -> "conditional-sub-flow-executed".equals(step.getProviderId()))
                .findAny()
                .orElseThrow();
        condition.setRequirement("DISABLED");
        flows.updateExecutions("khue-browser", condition);
        try {
            app.signIn(village.secondDeputy.uid());
            Page first = app.open(SIGN);
            Page second = app.code(first, gate.codes.next(village.secondDeputy));
            assertThat(second.id()).isEqualTo("login-login-otp");
            assertThat(second.query()).doesNotContainKey("code");
        } finally {
            condition.setRequirement("REQUIRED");
            flows.updateExecutions("khue-browser", condition);
        }
    }

    @Test
    void withoutASecondFactorNeitherMfaNorAFirstFactorOfOnesOwnIsReached() {
        app.signIn(village.teacher.uid());

        for (Map<String, String> asked :
                List.of(MFA, Map.of("kc_action", "CONFIGURE_TOTP"), Map.of("kc_action", "webauthn-register"))) {
            Page page = app.open(asked);

            assertThat(page.query()).as("%s", asked).doesNotContainKey("code");
            assertThat(page.html()).as("%s", asked).contains("chưa có ứng dụng xác thực");
        }
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

    private static long authTime(Tokens tokens) {
        return tokens.idClaims().path("auth_time").asLong();
    }

    /** Tokens count whole seconds: only after one can the moment of what follows be told from this. */
    private static void aSecondPassesAfter(Tokens tokens) {
        Patience.until("a second passes", () -> Instant.now().getEpochSecond() > authTime(tokens));
    }

    /** Sets how long a session may last, in seconds; gives what it was. */
    private int longestSession(int seconds) {
        var settings = admin.realm("khue").toRepresentation();
        int before = settings.getSsoSessionMaxLifespan();
        settings.setSsoSessionMaxLifespan(seconds);
        admin.realm("khue").update(settings);
        return before;
    }

    /** What differs from login to login: codes in addresses, and the name that was typed. */
    private static String stable(String html, String username) {
        return html.replaceAll("(session_code|execution|tab_id|client_data)=[^&\"]*", "$1")
                .replace(username, "NAME");
    }
}
