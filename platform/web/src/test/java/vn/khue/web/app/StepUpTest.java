package vn.khue.web.app;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.khue.web.trial.TrialBrowser.location;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.khue.web.stepup.DigestList;
import vn.khue.web.stepup.Sha256;
import vn.khue.web.trial.TrialBrowser;
import vn.khue.web.trial.TrialGate;
import vn.khue.web.trial.TrialPersons;

final class StepUpTest {

    private static final Pattern ACTION = Pattern.compile("action=\"(/step-up/[0-9a-f-]{36})\"");

    private final TrialServer server = TrialServer.get();
    private final TrialBrowser browser = server.browser();

    @BeforeEach
    void signIn() {
        browser.signIn(server.gate(), TrialPersons.principal(), "/");
    }

    @Test
    void showsCountDigestAndOneButton() {
        String page = browser.get("/sign").body();

        assertThat(page)
                .contains("Ký 2 văn bản?", "Trần Thị Mỹ Hạnh", "Chưa ký, quay lại", "href=\"/sign-in-security#first\"")
                .contains(DigestList.of(Sha256.of("one"), Sha256.of("two"))
                        .summary()
                        .inFours());
        assertThat(page.split("btn go", -1)).hasSize(2);
    }

    @Test
    void asksTheGateForAFreshStrongAuthentication() {
        Map<String, String> asked = TrialGate.query(askGate());

        assertThat(asked)
                .containsEntry("acr_values", "sign")
                .as("the password was asked for at the login")
                .doesNotContainKey("max_age")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("login_hint", "hanh.ttm")
                .containsEntry("ui_locales", "vi")
                .containsEntry("redirect_uri", server.base() + "/step-up/callback");
        assertThat(asked.get("state")).hasSize(43);
        assertThat(asked.get("nonce")).hasSize(43).isNotEqualTo(asked.get("state"));
    }

    @Test
    void grantsOnceAndNeverAgain() {
        URI back = location(answer(askGate(), claims -> {}));

        assertThat(back.toString()).startsWith("/signed?batch=7&authorisation=");
        assertThat(browser.get(back.toString()).body()).isEqualTo("granted");
        assertThat(browser.get(back.toString()).body()).isEqualTo("refused already_used");
    }

    static Stream<Arguments> badTokens() {
        return Stream.of(
                bad("wrong nonce", "bad-token", claims -> claims.put("nonce", "another")),
                bad("no nonce", "bad-token", claims -> claims.remove("nonce")),
                bad("wrong issuer", "bad-token", claims -> claims.put("iss", "http://localhost:1/realms/khue")),
                bad("wrong audience", "bad-token", claims -> claims.put("aud", "khue-audit")),
                bad(
                        "expired",
                        "bad-token",
                        claims -> claims.put("exp", Instant.now().getEpochSecond() - 600)),
                bad("acr password", "too-weak", claims -> claims.put("acr", "password")),
                bad("acr mfa", "too-weak", claims -> claims.put("acr", "mfa")),
                bad("acr Sign", "too-weak", claims -> claims.put("acr", "Sign")),
                bad("no acr", "too-weak", claims -> claims.remove("acr")),
                bad(
                        "authenticated a minute ago",
                        "stale",
                        claims -> claims.put("auth_time", Instant.now().getEpochSecond() - 60)),
                bad(
                        "authenticated in the future",
                        "stale",
                        claims -> claims.put("auth_time", Instant.now().getEpochSecond() + 600)),
                bad("no auth_time", "stale", claims -> claims.remove("auth_time")),
                bad("auth_time as text", "stale", claims -> claims.put("auth_time", "now")),
                bad(
                        "other person",
                        "other-person",
                        claims -> claims.put("khue_id", "22222222-2222-4222-8222-222222222222")),
                bad("other subject", "other-person", claims -> claims.put("sub", "pairwise-other")),
                bad("nobody", "other-person", claims -> claims.remove("khue_id")));
    }

    private static Arguments bad(String name, String reason, Consumer<Map<String, Object>> change) {
        return Arguments.of(name, reason, change);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("badTokens")
    void refusesATokenThatDoesNotProveIt(String name, String reason, Consumer<Map<String, Object>> change) {
        URI request = askGate();
        HttpResponse<String> answer = answer(request, change);

        assertThat(location(answer).toString()).isEqualTo("/signed?batch=7&refused=" + reason);
        assertThat(state(idOfLast())).isEqualTo("REFUSED");
        assertThat(server.database()
                        .sql("select count(*) from audit_outbox where body like ? and body like '%Step Up%'"
                                + " and body like '%Failure%'")
                        .param("%" + idOfLast() + "%")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void refusesAForgedSignature() {
        URI request = askGate();
        URI back = server.gate().forgedAnswer(request, server.gate().rightClaims(request, TrialPersons.principal()));

        assertThat(location(browser.get(back.toString())).toString()).endsWith("refused=bad-token");
    }

    @Test
    void refusesAnAnswerTwice() {
        URI request = askGate();
        URI back = server.gate().answer(request, server.gate().rightClaims(request, TrialPersons.principal()));
        browser.get(back.toString());
        int exchanged = server.gate().exchanges();

        long before = replays();
        assertThat(browser.get(back.toString()).statusCode()).isEqualTo(409);
        assertThat(server.gate().exchanges()).isEqualTo(exchanged);
        assertThat(replays()).isEqualTo(before + 1);
    }

    private long replays() {
        return server.database()
                .sql("select count(*) from audit_outbox where body like '%STEP_UP_FAILED%'"
                        + " and body like '%strange_answer%' and body like '%GET /step-up/callback%'")
                .query(Long.class)
                .single();
    }

    @Test
    void refusesAnAnswerInAnotherBrowser() {
        URI request = askGate();
        URI back = server.gate().answer(request, server.gate().rightClaims(request, TrialPersons.principal()));
        TrialBrowser other = server.browser();
        other.signIn(server.gate(), TrialPersons.principal(), "/");

        assertThat(other.get(back.toString()).statusCode()).isEqualTo(409);
        assertThat(state(idOfLast())).isEqualTo("PENDING");
    }

    @Test
    void refusesWhatTheLoginAskedForAsAnswerToAStepUp() {
        TrialBrowser other = server.browser();
        URI login = location(other.get(location(other.get("/")).toString()));
        URI answer = server.gate().answer(login, server.gate().rightClaims(login, TrialPersons.principal()));

        HttpResponse<String> mixed = browser.get("/step-up/callback?" + answer.getRawQuery());

        assertThat(mixed.statusCode()).isEqualTo(409);
    }

    @Test
    void lettingItBeLeavesItPendingForAnotherTry() {
        URI request = askGate();
        String state = TrialGate.query(request).get("state");
        HttpResponse<String> answer = browser.get("/step-up/callback?error=access_denied&state=" + state);

        assertThat(location(answer).toString()).endsWith("refused=cancelled");
        assertThat(state(idOfLast())).isEqualTo("PENDING");
    }

    @Test
    void belongsToOnePerson() {
        HttpResponse<String> page = browser.get("/sign");
        TrialBrowser clerk = server.browser();
        HttpResponse<String> clerksPage = clerk.signIn(server.gate(), TrialPersons.clerk(), "/sign");

        assertThat(clerk.post(clerksPage, action(page), Map.of()).statusCode()).isEqualTo(409);

        URI authorised = location(answer(askGate(), claims -> {}));
        assertThat(clerk.get(authorised.toString()).body()).isEqualTo("refused unknown");
        assertThat(browser.get(authorised.toString()).body()).isEqualTo("granted");
    }

    @Test
    void coversExactlyTheDocumentsShownInTheirOrder() {
        for (String others : new String[] {"one", "two,one", "one,two,three", "one,two,two", "one,twO"}) {
            URI authorised = location(answer(askGate(), claims -> {}));

            assertThat(browser.get(authorised + "&of=" + others).body()).isEqualTo("refused other_documents");
            assertThat(browser.get(authorised.toString()).body()).isEqualTo("refused already_used");
        }
    }

    @Test
    void servesOnePurpose() {
        URI authorised = location(answer(askGate(), claims -> {}));

        assertThat(browser.get(authorised + "&purpose=seal").body()).isEqualTo("refused other_purpose");
        assertThat(browser.get(authorised.toString()).body()).isEqualTo("refused already_used");
    }

    @Test
    void cannotBeUsedBeforeTheAuthentication() {
        String id = action(browser.get("/sign")).substring("/step-up/".length());

        assertThat(browser.get("/signed?authorisation=" + id).body()).isEqualTo("refused not_authorised");
    }

    @Test
    void endsWithItsTime() {
        URI authorised = location(answer(askGate(), claims -> {}));
        server.database()
                .sql("update step_up_authorisation set expires_at = now() - interval '1 second' where id = ?::uuid")
                .param(idOfLast())
                .update();

        assertThat(browser.get(authorised.toString()).body()).isEqualTo("refused expired");
    }

    @Test
    void theWayToTheGateEndsWithItsTimeToo() {
        HttpResponse<String> page = browser.get("/sign");
        server.database()
                .sql("update step_up_authorisation set expires_at = now() - interval '1 second' where id = ?::uuid")
                .param(action(page).substring("/step-up/".length()))
                .update();

        HttpResponse<String> late = browser.post(page, action(page), Map.of());

        assertThat(location(late).toString())
                .as("the app's own page shows a new sheet and says why")
                .isEqualTo("/signed?batch=7&refused=expired");
    }

    @Test
    void anAnswerThatComesTooLateLeadsBackToTheSheet() {
        URI request = askGate();
        server.database()
                .sql("update step_up_authorisation set expires_at = now() - interval '1 second' where id = ?::uuid")
                .param(idOfLast())
                .update();

        assertThat(location(answer(request, claims -> {})).toString()).isEqualTo("/signed?batch=7&refused=expired");
    }

    @Test
    void aSheetThatIsPressedAgainAfterItsUseLeadsToANewOne() {
        HttpResponse<String> page = browser.get("/sign");
        URI request = location(browser.post(page, action(page), Map.of()));
        browser.get(location(answer(request, claims -> {})).toString());

        assertThat(location(browser.post(page, action(page), Map.of())).toString())
                .isEqualTo("/signed?batch=7&refused=already-used");
    }

    @Test
    void grantsOnlyOneOfManyAtOnce() {
        URI authorised = location(answer(askGate(), claims -> {}));

        long granted = Stream.generate(() -> authorised.toString())
                .limit(16)
                .parallel()
                .filter(address -> browser.get(address).body().equals("granted"))
                .count();

        assertThat(granted).isEqualTo(1);
    }

    @Test
    void writesTheStepUpIntoTheAuditLog() {
        answer(askGate(), claims -> {});

        String event = server.database()
                .sql("select body from audit_outbox where body like ?")
                .param("%" + idOfLast() + "%")
                .query(String.class)
                .single();
        assertThat(event)
                .contains("Step Up", "11111111-1111-4111-8111-111111111111", "127.0.0.1", "Success")
                .doesNotContain("Hạnh", "hanh.ttm");
    }

    private URI askGate() {
        HttpResponse<String> page = browser.get("/sign");
        return location(browser.post(page, action(page), Map.of()));
    }

    private HttpResponse<String> answer(URI request, Consumer<Map<String, Object>> change) {
        Map<String, Object> claims = new HashMap<>(server.gate().rightClaims(request, TrialPersons.principal()));
        change.accept(claims);
        return browser.get(server.gate().answer(request, claims).toString());
    }

    private static String action(HttpResponse<String> page) {
        Matcher action = ACTION.matcher(page.body());
        assertThat(action.find()).isTrue();
        return action.group(1);
    }

    private String idOfLast() {
        return server.database()
                .sql("select id::text from step_up_authorisation order by begun_at desc limit 1")
                .query(String.class)
                .single();
    }

    private String state(String id) {
        return server.database()
                .sql("select state from step_up_authorisation where id = ?::uuid")
                .param(id)
                .query(String.class)
                .single();
    }
}
