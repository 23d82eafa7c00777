package vn.khue.web.app;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.khue.web.trial.TrialBrowser.location;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.khue.web.trial.TrialBrowser;
import vn.khue.web.trial.TrialPersons;

/** A session's rights are never older than an access token, and end with the login at the gate. */
final class FreshRightsTest {

    private final TrialServer server = TrialServer.get();
    private final TrialBrowser browser = server.browser();
    private final String khueId = UUID.randomUUID().toString();
    private final String sid = UUID.randomUUID().toString();

    @AfterEach
    void usual() {
        server.gate().accessLasts(300);
        server.gate().fails(false);
    }

    private HttpResponse<String> signIn() {
        Map<String, Object> person =
                new TreeMap<>(TrialPersons.person(khueId, "hanh.ttm", "Trần Thị Mỹ Hạnh", "HIEU_TRUONG", "u1"));
        person.put("sid", sid);
        return browser.signIn(server.gate(), person, "/");
    }

    @Test
    void aRoleThatWasTakenAwayIsGoneWhenTheAccessTokenIsOver() {
        server.gate().accessLasts(0);
        assertThat(signIn().body()).contains("Hiệu trưởng");
        server.gate().change(khueId, Map.of("khue_role", List.of("GIAO_VIEN")));

        HttpResponse<String> page = browser.get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Giáo viên", "Trần Thị Mỹ Hạnh").doesNotContain("Hiệu trưởng");
    }

    @Test
    void theGateIsNotAskedBeforeAndAFormIsNotLostToTheQuestion() {
        HttpResponse<String> page = signIn();
        int before = server.gate().renewals();
        browser.get("/");
        assertThat(server.gate().renewals()).isEqualTo(before);

        server.gate().accessLasts(0);
        TrialBrowser other = server.browser();
        HttpResponse<String> form = other.signIn(server.gate(), TrialPersons.clerk(), "/");
        assertThat(other.post(form, "/act", Map.of("fails", "false")).body()).isEqualTo("done");
        assertThat(page.statusCode()).isEqualTo(200);
    }

    @Test
    void aLoginThatTheGateEndedEndsHere() {
        server.gate().accessLasts(0);
        signIn();
        server.gate().end(khueId);

        assertThat(browser.get("/").statusCode()).isEqualTo(302);
        assertThat(browser.get("/").statusCode()).isEqualTo(302);
    }

    @Test
    void whileTheGateDoesNotAnswerNobodyIsSignedInAndAfterwardsTheSessionGoesOn() {
        server.gate().accessLasts(0);
        signIn();
        server.gate().fails(true);
        assertThat(browser.get("/").statusCode()).isIn(302, 503);
        assertThat(browser.get("/verify").statusCode()).as("what is public").isEqualTo(200);

        server.gate().fails(false);
        assertThat(browser.get("/").body()).contains("Trần Thị Mỹ Hạnh");
    }

    @Test
    void whileNobodyKnowsTheRightsNobodyIsSignedInAndAfterwardsTheSessionGoesOn() {
        server.gate().accessLasts(0);
        signIn();
        server.gate().keepsQuietAbout(khueId, "khue_role");
        for (int i = 0; i < 3; i++) {
            assertThat(browser.get("/").statusCode()).isEqualTo(302);
        }

        server.gate().change(khueId, Map.of());
        assertThat(browser.get("/").body()).contains("Trần Thị Mỹ Hạnh", "Hiệu trưởng");
    }

    @Test
    void tokensOfAnotherPersonEndTheSession() {
        server.gate().accessLasts(0);
        signIn();
        server.gate().change(khueId, Map.of("khue_id", UUID.randomUUID().toString()));

        assertThat(browser.get("/").statusCode()).isEqualTo(302);
    }

    @Test
    void requestsAtTheSameTimeUseARefreshTokenOnce() throws Exception {
        server.gate().accessLasts(0);
        signIn();
        var threads = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Integer>> requests = Stream.<Callable<Integer>>generate(
                            () -> () -> browser.get("/").statusCode())
                    .limit(24)
                    .collect(Collectors.toList());
            for (Future<Integer> each : threads.invokeAll(requests)) {
                assertThat(each.get()).isEqualTo(200);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void theGateEndsALoginByTheBackChannel() {
        signIn();
        assertThat(tell(server.gate().logoutToken(logout(sid))).statusCode()).isEqualTo(200);

        assertThat(browser.get("/").statusCode()).isEqualTo(302);
        assertThat(location(browser.get("/")).toString()).endsWith("/oauth2/authorization/khue");
    }

    @Test
    void nobodyElseEndsALogin() {
        signIn();
        assertThat(tell(server.gate().forgedLogoutToken(logout(sid))).statusCode())
                .isEqualTo(400);
        Map<String, Object> elsewhere = logout(sid);
        elsewhere.put("aud", List.of("khue-other"));
        assertThat(tell(server.gate().logoutToken(elsewhere)).statusCode()).isEqualTo(400);
        assertThat(tell("rubbish").statusCode()).isEqualTo(400);
        Map<String, Object> login = logout(sid);
        login.put("nonce", "of an ID token");
        assertThat(tell(server.gate().logoutToken(login)).statusCode()).isEqualTo(400);
        Map<String, Object> nameless = logout(sid);
        nameless.remove("sid");
        assertThat(tell(server.gate().logoutToken(nameless)).statusCode()).isEqualTo(400);
        assertThat(server.browser().get("/logout/connect/back-channel/khue").statusCode())
                .isEqualTo(405);
        assertThat(tell(server.gate().logoutToken(logout(UUID.randomUUID().toString())))
                        .statusCode())
                .isEqualTo(200);

        assertThat(browser.get("/").statusCode()).isEqualTo(200);
    }

    private static Map<String, Object> logout(String sid) {
        return new TreeMap<>(Map.of("aud", List.of("khue-trial"), "sub", "somebody", "sid", sid));
    }

    private HttpResponse<String> tell(String token) {
        return server.browser().post("/logout/connect/back-channel/khue", Map.of("logout_token", token));
    }
}
