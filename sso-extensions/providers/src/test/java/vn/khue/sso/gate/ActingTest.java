package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.InjectKeycloakUrls;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.server.KeycloakUrls;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.audit.event.EventKind;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.Person;

/** A guardian acts for a child: the token says so, says little, ends soon, and mostly is not given. */
@KeycloakIntegrationTest(config = GateServer.class)
class ActingTest {
    @InjectKeycloakUrls
    KeycloakUrls urls;

    @InjectAdminClient
    Keycloak admin;

    private Surroundings around;
    private Gate gate;
    private FamilyVillage village;
    private FamilyApp app;

    @BeforeEach
    void anAppThatTakesGuardians() {
        around = Surroundings.get();
        gate = Gate.at(urls.getBase());
        village = new FamilyVillage(around.writer, gate);
        app = appOf("app-acting", Map.of("khue.app.on-behalf-scopes", "child:records child:account"));
    }

    @Test
    void theTokenNamesChildAndGuardianAndIsShortAndNarrow() {
        Person mother = village.person("act.me", 40);
        Person child = village.person("act.con", 10);
        village.guardian(mother, child, GuardianScope.RECORDS, GuardianScope.ACCOUNT, GuardianScope.CONSENT);
        String childsSubject = app.tokens(app.signIn(gate.browser(), child))
                .idClaims()
                .path("sub")
                .asString();
        String mothersSubject = app.tokens(app.signIn(gate.browser(), mother))
                .idClaims()
                .path("sub")
                .asString();

        JsonNode answer = granted(ask(portalToken(mother), child, app.client, "child:records"));

        assertThat(answer.has("refresh_token")).isFalse();
        assertThat(answer.has("id_token")).isFalse();
        assertThat(answer.path("issued_token_type").asString())
                .isEqualTo("urn:ietf:params:oauth:token-type:access_token");
        assertThat(answer.path("expires_in").asInt()).isBetween(1, 300);
        String token = answer.path("access_token").asString();
        JsonNode claims = claims(token);
        assertThat(claims.path("sub").asString()).isEqualTo(childsSubject);
        assertThat(claims.path("act").path("sub").asString()).isEqualTo(mothersSubject);
        assertThat(claims.path("scope").asString()).isEqualTo("child:records");
        assertThat(claims.path("aud").asString()).isEqualTo(app.client);
        assertThat(claims.path("azp").asString()).isEqualTo(app.client);
        assertThat(claims.path("acr").asString()).isEqualTo("password");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isBetween(1L, 300L);

        JsonNode introspected = app.introspect(token);
        assertThat(introspected.path("active").asBoolean()).isTrue();
        assertThat(introspected.path("sub").asString()).isEqualTo(childsSubject);
        assertThat(introspected.path("act").path("sub").asString()).isEqualTo(mothersSubject);
        assertThat(introspected.path("scope").asString()).isEqualTo("child:records");
        assertThat(introspected.path("acr").asString()).isEqualTo("password");
        assertThat(app.userinfo(token).statusCode())
                .as("userinfo needs the scope openid, which nobody gets for another")
                .isEqualTo(403);

        Patience.until(
                "acting is told as the mother's act on the child",
                () -> around.intake.events().stream()
                        .anyMatch(event -> event.kind() == EventKind.TOKEN_ISSUED
                                && event.actor().id().equals(mother.id().toString())
                                && event.target()
                                        .filter(target ->
                                                target.id().equals(child.id().toString()))
                                        .isPresent()
                                && (app.client + " child:records")
                                        .equals(event.details().get("permission"))));
    }

    @Test
    void onTheDayOfComingOfAgeTheChildIsNobodysAnyMore() {
        Person father = village.person("age.cha", 46);
        Person mother = village.person("age.me", 45);
        Person lastDay = village.person("age.mai", 18, -1);
        Person firstDay = village.person("age.nay", 18, 0);
        for (Person child : List.of(lastDay, firstDay)) {
            village.guardian(mother, child, GuardianScope.values());
        }
        village.guardian(father, firstDay, GuardianScope.values());

        Tokens hers = signedInOnceToldOf(mother, lastDay);
        assertThat(hers.accessClaims().path("khue_guardian_of").toString()).isEqualTo("[\"" + lastDay.id() + "\"]");
        assertThat(hers.accessClaims().path("khue_role").toString()).isEqualTo("[\"PHU_HUYNH\"]");
        granted(ask(hers.access(), lastDay, app.client, "child:records"));
        refused(ask(hers.access(), firstDay, app.client, "child:records"), 403, "access_denied");
        assertThat(app.family(hers.access(), "GET", "mine", "").body())
                .contains(lastDay.id().toString())
                .doesNotContain(firstDay.id().toString());

        // What was known of him before is older than what was known of her, so it is forgotten too.
        Tokens his = gate.app(gate.browser()).signIn(father.uid());
        assertThat(his.accessClaims().path("khue_guardian_of").toString()).isEqualTo("[]");
        assertThat(his.accessClaims().path("khue_role").toString())
                .as("who stands for nobody is no parent")
                .isEqualTo("[]");
    }

    @Test
    void anAppTakesGuardiansOnlyForChildrenOfItsOwn() {
        Person mother = village.person("use.me", 40);
        Person child = village.person("use.con", 10);
        village.guardian(mother, child, GuardianScope.RECORDS, GuardianScope.CONSENT);
        String hers = portalToken(mother);
        var attributes = new LinkedHashMap<>(Map.of(
                "khue.app",
                "true",
                "khue.app.on-behalf-scopes",
                "child:records",
                "khue.app.legal-basis",
                "CONSENT",
                "khue.app.consent-claims",
                "name"));

        attributes.put("khue.app.roles", "GIAO_VIEN");
        FamilyApp teachers = appOf("app-use-teachers", attributes);
        refused(ask(hers, child, teachers.client, ""), 403, "access_denied");
        attributes.put("khue.app.roles", "PHU_HUYNH");
        FamilyApp parents = appOf("app-use-parents", attributes);
        granted(ask(hers, child, parents.client, ""));
        attributes.put("khue.app.units", Village.SCHOOL);
        FamilyApp elsewhere = appOf("app-use-school", attributes);
        refused(ask(hers, child, elsewhere.client, ""), 403, "access_denied");

        village.pupil(child, Village.CLASS, Village.SCHOOL);
        Patience.until(
                "the child learns at the school of the app",
                () -> ask(hers, child, elsewhere.client, "").statusCode() == 200);

        JsonNode shown = JsonMapper.shared()
                .readTree(app.family(hers, "GET", "mine", "").body())
                .path("children")
                .path(0)
                .path("consents");
        assertThat(shown.valueStream().map(each -> each.path("client").asString()))
                .contains(parents.client, elsewhere.client)
                .doesNotContain(teachers.client);
        String path = "consents/" + child.id() + "/";
        assertThat(app.family(hers, "PUT", path + teachers.client, "{\"claims\":[\"name\"]}")
                        .statusCode())
                .as("nobody agrees to an app that is not for the child")
                .isEqualTo(404);
        assertThat(app.family(hers, "PUT", path + parents.client, "{\"claims\":[\"name\"]}")
                        .statusCode())
                .isEqualTo(204);
        Patience.until(
                "the refusal is told",
                () -> around.intake.events().stream()
                        .anyMatch(event -> event.kind() == EventKind.TOKEN_REFUSED
                                && event.actor().id().equals(mother.id().toString())
                                && "app_not_for_child".equals(event.details().get("reason"))));
    }

    @Test
    void anActingTokenOpensNothingElse() {
        Person mother = village.person("more.me", 40);
        Person child = village.person("more.con", 10);
        village.guardian(mother, child, GuardianScope.RECORDS);
        app.set(admin, "khue.app.on-behalf-scopes", "child:records");
        String token = granted(ask(portalToken(mother), child, app.client, ""))
                .path("access_token")
                .asString();

        refused(ask(token, child, app.client, ""), 403, "unauthorized_client");
        assertThat(app.family(token, "GET", "mine", "").statusCode()).isEqualTo(401);
        HttpResponse<String> refresh = app.token(Map.of("grant_type", "refresh_token", "refresh_token", token));
        assertThat(refresh.statusCode()).isEqualTo(400);
    }

    @Test
    void whatConsentIsMissingForIsMissingHereToo() {
        FamilyApp asking = appOf(
                "app-acting-consent",
                Map.of(
                        "khue.app.on-behalf-scopes",
                        "child:records",
                        "khue.app.legal-basis",
                        "CONSENT",
                        "khue.app.consent-claims",
                        "name email"));
        Person mother = village.person("hidden.me", 40);
        Person child = village.person("hidden.con", 10);
        village.guardian(mother, child, GuardianScope.RECORDS);

        JsonNode claims = claims(granted(ask(portalToken(mother), child, asking.client, ""))
                .path("access_token")
                .asString());

        assertThat(claims.has("name")).isFalse();
        assertThat(claims.has("email")).isFalse();
        assertThat(claims.path("act").path("sub").asString()).hasSize(43);
    }

    @Test
    void everybodyElseIsRefusedAndTheLogKnowsWhy() {
        Person mother = village.person("no.me", 40);
        Person stranger = village.person("no.la", 40);
        Person child = village.person("no.con", 10);
        Person youth = village.person("no.tre", 16);
        Person grown = village.person("no.lon", 18);
        Person former = village.person("no.cu", 10);
        Person limited = village.person("no.toa", 10);
        Person suspended = village.person("no.khoa", 10);
        village.guardian(mother, child, GuardianScope.RECORDS);
        village.guardian(mother, youth, GuardianScope.RECORDS, GuardianScope.ACCOUNT);
        village.guardian(mother, grown, GuardianScope.RECORDS);
        village.formerGuardian(mother, former, GuardianScope.RECORDS);
        village.court(village.guardian(mother, limited, GuardianScope.RECORDS), GuardianScope.RECORDS);
        village.guardian(mother, suspended, GuardianScope.RECORDS);
        village.suspend(suspended);
        String hers = portalToken(mother);

        refused(ask(hers, child, app.client, "child:account"), 400, "invalid_scope");
        refused(ask(hers, child, app.client, "child:records offline_access"), 400, "invalid_scope");
        refused(ask(hers, youth, app.client, "child:account"), 400, "invalid_scope");
        granted(ask(hers, youth, app.client, "child:records"));
        refused(ask(hers, grown, app.client, ""), 403, "access_denied");
        refused(ask(hers, former, app.client, ""), 403, "access_denied");
        refused(ask(hers, limited, app.client, ""), 403, "access_denied");
        refused(ask(hers, suspended, app.client, ""), 403, "access_denied");
        refused(ask(hers, mother, app.client, ""), 403, "access_denied");
        refused(ask(portalToken(stranger), child, app.client, ""), 403, "access_denied");
        refused(ask(portalToken(child), child, app.client, ""), 403, "access_denied");
        refused(ask(hers, child, "khue-audit", ""), 403, "access_denied");
        refused(ask(hers, child, "nowhere", ""), 403, "access_denied");
        var elsewhere = new LinkedHashMap<>(form(hers, child.id().toString(), app.client, ""));
        elsewhere.put("resource", "https://elsewhere.example");
        refused(app.token("khue-signing", around.secret("client-signing"), elsewhere), 400, "invalid_request");
        refused(ask("x", child, app.client, ""), 400, "invalid_request");
        refused(
                app.token(app.client, FamilyApp.SECRET, form(hers, child.id().toString(), app.client, "")),
                403,
                "unauthorized_client");
        refused(
                app.token("khue-signing", around.secret("client-signing"), form(hers, "nobody", app.client, "")),
                400,
                "invalid_request");
        for (String reason : new String[] {
            "child_of_age",
            "no_guardianship",
            "child_not_active",
            "app_takes_no_guardians",
            "scope_not_granted",
            "no_such_app"
        }) {
            Patience.until(
                    () -> reason + " is told",
                    () -> around.intake.events().stream()
                            .anyMatch(event -> event.kind() == EventKind.TOKEN_REFUSED
                                    && event.actor().id().equals(mother.id().toString())
                                    && event.target().isPresent()
                                    && reason.equals(event.details().get("reason"))));
        }
    }

    /**
     * The gate asked who somebody is when it took the first password, before the guardianships were written, and remembers the answer for a
     * second.
     */
    private Tokens signedInOnceToldOf(Person guardian, Person child) {
        SigningApp portal = gate.app(gate.browser());
        var tokens = new AtomicReference<>(portal.signIn(guardian.uid()));
        Patience.until(
                () -> "the guardianship is told, found " + tokens.get().accessClaims(),
                () -> tokens.updateAndGet(portal::refresh)
                        .accessClaims()
                        .path("khue_guardian_of")
                        .toString()
                        .contains(child.id().toString()));
        return tokens.get();
    }

    private FamilyApp appOf(String client, Map<String, String> attributes) {
        var clients = admin.realm("khue").clients();
        clients.findByClientId(client).forEach(old -> clients.get(old.getId()).remove());
        return FamilyApp.registered(gate, admin, client, attributes);
    }

    private HttpResponse<String> ask(String subjectToken, Person child, String audience, String scope) {
        return app.token(
                "khue-signing",
                around.secret("client-signing"),
                form(subjectToken, child.id().toString(), audience, scope));
    }

    private static Map<String, String> form(String subjectToken, String child, String audience, String scope) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
        form.put("subject_token", subjectToken);
        form.put("subject_token_type", "urn:ietf:params:oauth:token-type:access_token");
        form.put("requested_subject", child);
        form.put("audience", audience);
        if (!scope.isEmpty()) {
            form.put("scope", scope);
        }
        return form;
    }

    private String portalToken(Person person) {
        return gate.app(gate.browser()).signIn(person.uid()).access();
    }

    private static JsonNode granted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static void refused(HttpResponse<String> answer, int status, String error) {
        assertThat(answer.body()).contains("\"" + error + "\"");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private static JsonNode claims(String token) {
        return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }
}
