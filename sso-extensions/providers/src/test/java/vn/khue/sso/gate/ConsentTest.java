package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

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
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventKind;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.Person;

/** Consent by age: what reaches an app's tokens, who is asked, and that a no holds. */
@KeycloakIntegrationTest(config = GateServer.class)
class ConsentTest {
    private static final String ALL = "{\"claims\":[\"email\",\"khue_class\",\"name\"]}";

    @InjectKeycloakUrls
    KeycloakUrls urls;

    @InjectAdminClient
    Keycloak admin;

    private Surroundings around;
    private Gate gate;
    private FamilyVillage village;

    @BeforeEach
    void theGate() {
        around = Surroundings.get();
        gate = Gate.at(urls.getBase());
        village = new FamilyVillage(around.writer, gate);
    }

    @Test
    void aChildOfTenAndAMotherMustBothAgree() {
        FamilyApp app = app("both");
        Person mother = village.person("both.me", 40);
        Person child = village.person("both.con", 10);
        village.guardian(mother, child, GuardianScope.RECORDS, GuardianScope.CONSENT);

        Browser browser = gate.browser();
        Page question = app.signIn(browser, child);
        assertThat(question.id()).isEqualTo("login-khue-consent");
        assertThat(question.html())
                .contains("Thư viện số")
                .contains("Cho mượn sách điện tử")
                .contains(Village.SCHOOL_NAME)
                .contains("Cha mẹ hoặc người giám hộ")
                .contains("Họ và tên")
                .doesNotContain(" checked")
                .doesNotContain("<script");
        Tokens alone = app.tokens(says(browser, question, "yes"));
        tellsNothing(alone);

        String hers = portalToken(mother);
        JsonNode before = mine(app, hers).path("children").path(0);
        assertThat(before.path("id").asString()).isEqualTo(child.id().toString());
        assertThat(before.path("age").asString()).isEqualTo("CHILD");
        assertThat(consent(before, app).path("child").asString()).isEqualTo("GIVEN");
        assertThat(consent(before, app).path("representative").asString()).isEqualTo("MISSING");
        assertThat(consent(before, app).has("since")).isFalse();
        assertThat(app.family(hers, "PUT", path(child, app), "{\"claims\":[\"email\"],\"purpose\":\"an older text\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(app.family(hers, "PUT", path(child, app), ALL).statusCode()).isEqualTo(204);
        assertThat(consent(mine(app, hers).path("children").path(0), app)
                        .path("since")
                        .asString())
                .isNotEmpty();

        Tokens both = app.refresh(alone);
        for (JsonNode claims : List.of(
                both.idClaims(),
                both.accessClaims(),
                JsonMapper.shared().readTree(app.userinfo(both.access()).body()))) {
            assertThat(claims.path("name").asString()).isEqualTo("Hoàng Thị Con");
            assertThat(claims.path("email").asString()).isEqualTo("both.con@vidu.khue.edu.vn");
            assertThat(claims.has("khue_class")).isTrue();
        }

        assertThat(app.family(hers, "DELETE", path(child, app), "").statusCode())
                .isEqualTo(204);
        Tokens withdrawn = app.refresh(both);
        tellsNothing(withdrawn);
        JsonNode userinfo =
                JsonMapper.shared().readTree(app.userinfo(withdrawn.access()).body());
        assertThat(userinfo.has("name") || userinfo.has("email") || userinfo.has("khue_class"))
                .isFalse();
        told(mother, child, "consent_given", "REPRESENTATIVE");
        told(mother, child, "consent_refused", "REPRESENTATIVE");
        told(child, child, "consent_given", "SELF");
        assertThat(around.count("select count(*) from khue_consent where client = '" + app.client + "' and given_by = '"
                        + mother.id() + "' and given and withdrawn_at is not null"))
                .as("what was said stays, closed")
                .isEqualTo(3);
        assertThat(app.open(browser).query()).as("the child is asked once").containsKey("code");
    }

    @Test
    void underSevenTheMotherAloneAgreesAndTheChildIsNotAsked() {
        FamilyApp app = app("small");
        Person mother = village.person("small.me", 30);
        Person child = village.person("small.con", 6);
        village.guardian(mother, child, GuardianScope.CONSENT);
        assertThat(app.family(portalToken(child), "PUT", path(child, app), ALL).statusCode())
                .isEqualTo(403);
        assertThat(app.family(portalToken(mother), "PUT", path(child, app), "{\"claims\":[\"email\"]}")
                        .statusCode())
                .isEqualTo(204);

        Tokens tokens = app.tokens(app.signIn(gate.browser(), child));

        assertThat(tokens.idClaims().path("email").asString()).isEqualTo("small.con@vidu.khue.edu.vn");
        assertThat(tokens.idClaims().has("name")).isFalse();
        assertThat(tokens.idClaims().path("preferred_username").asString())
                .as("what needs no consent is told as ever")
                .isEqualTo("small.con");
    }

    @Test
    void aYouthOfSixteenIsAskedAndANoLetsInWithoutTheClaims() {
        FamilyApp app = app("youth");
        Person mother = village.person("youth.me", 45);
        Person youth = village.person("youth.con", 16);
        village.guardian(mother, youth, GuardianScope.CONSENT);
        assertThat(app.family(portalToken(mother), "PUT", path(youth, app), ALL).statusCode())
                .as("the age of own consent is reached")
                .isEqualTo(403);

        Browser browser = gate.browser();
        Page question = app.signIn(browser, youth);
        assertThat(question.id()).isEqualTo("login-khue-consent");
        assertThat(question.html()).doesNotContain("Cha mẹ hoặc người giám hộ");
        Page again =
                browser.post(question.action(), Map.of("answer", "perhaps", "purpose", question.hidden("purpose")));
        assertThat(again.id()).isEqualTo("login-khue-consent");
        Tokens tokens = app.tokens(says(browser, again, "no"));

        tellsNothing(tokens);
        told(youth, youth, "consent_refused", "SELF");
        assertThat(app.open(browser).query()).containsKey("code");
        assertThat(app.family(portalToken(youth), "PUT", path(youth, app), ALL).statusCode())
                .isEqualTo(204);
        assertThat(app.refresh(tokens).idClaims().path("name").asString()).isEqualTo("Hoàng Thị Con");
    }

    @Test
    void onlyTickedClaimsAreToldAndANewPurposeAsksAnew() {
        FamilyApp app = app("purpose");
        Person adult = village.person("purpose.lon", 30);
        Browser browser = gate.browser();
        Page question = app.signIn(browser, adult);
        Tokens tokens = app.tokens(browser.post(
                question.action(), Map.of("claim", "email", "answer", "yes", "purpose", question.hidden("purpose"))));
        assertThat(tokens.idClaims().path("email").asString()).isEqualTo("purpose.lon@vidu.khue.edu.vn");
        assertThat(tokens.idClaims().has("name")).isFalse();

        app.set(admin, "khue.app.purpose.vi", "Bán sách");

        tellsNothing(app.refresh(tokens));
        Page anew = app.open(browser);
        assertThat(anew.id()).isEqualTo("login-khue-consent");
        assertThat(anew.html()).contains("Bán sách");

        app.set(admin, "khue.app.purpose.vi", "Bán hết");
        Page changed = says(browser, anew, "yes");
        assertThat(changed.id())
                .as("a yes to a text that was changed meanwhile")
                .isEqualTo("login-khue-consent");
        assertThat(changed.html()).contains("Bán hết");
    }

    @Test
    void whoNoLongerRepresentsTheChildHasConsentedToNothing() {
        FamilyApp app = app("court");
        Person father = village.person("court.cha", 40);
        Person child = village.person("court.con", 6);
        var guardianship = village.guardian(father, child, GuardianScope.RECORDS, GuardianScope.CONSENT);
        String his = portalToken(father);
        assertThat(app.family(his, "PUT", path(child, app), ALL).statusCode()).isEqualTo(204);
        Tokens tokens = app.tokens(app.signIn(gate.browser(), child));
        assertThat(tokens.idClaims().path("name").asString()).isEqualTo("Hoàng Thị Con");

        village.court(guardianship, GuardianScope.CONSENT);

        tellsNothing(app.refresh(tokens));
        assertThat(app.family(his, "PUT", path(child, app), ALL).statusCode()).isEqualTo(403);
        assertThat(mine(app, his).path("children").path(0).path("scope").toString())
                .isEqualTo("[\"RECORDS\"]");
    }

    @Test
    void twoGuardiansWhoMayOnlyJointlyMustBothAgree() {
        FamilyApp app = app("joint");
        Person mother = village.person("joint.me", 40);
        Person father = village.person("joint.cha", 41);
        Person child = village.person("joint.con", 5);
        village.guardian(mother, child, GuardianScope.CONSENT_JOINTLY);
        village.guardian(father, child, GuardianScope.CONSENT_JOINTLY);
        assertThat(app.family(portalToken(mother), "PUT", path(child, app), ALL).statusCode())
                .isEqualTo(204);
        Tokens tokens = app.tokens(app.signIn(gate.browser(), child));
        tellsNothing(tokens);

        assertThat(app.family(portalToken(father), "PUT", path(child, app), ALL).statusCode())
                .isEqualTo(204);

        assertThat(app.refresh(tokens).idClaims().path("name").asString()).isEqualTo("Hoàng Thị Con");
    }

    @Test
    void strangersAndWrongRequestsAreRefusedAndTheLogKnows() {
        FamilyApp app = app("stranger");
        Person stranger = village.person("stranger.la", 35);
        Person former = village.person("stranger.cu", 35);
        Person child = village.person("stranger.con", 10);
        village.formerGuardian(former, child, GuardianScope.CONSENT);
        String token = portalToken(stranger);

        assertThat(app.family(token, "PUT", path(child, app), ALL).statusCode()).isEqualTo(403);
        assertThat(app.family(token, "DELETE", path(child, app), "").statusCode())
                .isEqualTo(403);
        assertThat(app.family(portalToken(former), "PUT", path(child, app), ALL).statusCode())
                .isEqualTo(403);
        String own = "consents/" + stranger.id() + "/";
        assertThat(app.family(token, "PUT", own + app.client, "{\"claims\":[\"khue_role\"]}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(app.family(token, "PUT", own + app.client, "{\"claims\":[]}").statusCode())
                .isEqualTo(400);
        assertThat(app.family(token, "PUT", own + "khue-signing", ALL).statusCode())
                .as("an app that needs no consent")
                .isEqualTo(404);
        assertThat(app.family("x", "GET", "mine", "").statusCode()).isEqualTo(401);
        Tokens ofTheApp = app.tokens(says(gate.browser(), app, stranger));
        assertThat(app.family(ofTheApp.access(), "GET", "mine", "").statusCode())
                .as("only a portal's token is taken")
                .isEqualTo(401);
        Patience.until(
                "the denials are told",
                () -> around.intake.events().stream()
                        .filter(event -> event.kind() == EventKind.ACCESS_DENIED
                                && event.actor().id().equals(stranger.id().toString()))
                        .map(event -> event.details().get("permission"))
                        .toList()
                        .containsAll(List.of("consent_give", "consent_withdraw")));
    }

    @Test
    void whileTheDirectoryIsAwayNothingThatNeedsConsentIsTold() {
        FamilyApp app = app("away");
        Person adult = village.person("away.lon", 30);
        Browser browser = gate.browser();
        Tokens before = app.tokens(says(browser, app, adult));
        assertThat(before.idClaims().path("name").asString()).isEqualTo("Hoàng Thị Lớn");
        String portal = portalToken(adult);

        around.stopDirectory();
        Tokens without;
        int mine;
        try {
            without = app.refresh(before);
            mine = app.family(portal, "GET", "mine", "").statusCode();
        } finally {
            around.startDirectory();
        }

        assertThat(without.idClaims().has("name")).isFalse();
        assertThat(without.idClaims().has("email")).isFalse();
        assertThat(mine).isEqualTo(503);
        var after = new AtomicReference<>(without);
        Patience.until(
                "the gate has asked again",
                () -> after.updateAndGet(app::refresh)
                        .idClaims()
                        .path("name")
                        .asString()
                        .equals("Hoàng Thị Lớn"));
    }

    @Test
    void anAppWithAnotherBasisIsNotTouched() {
        FamilyApp app = FamilyApp.registered(
                gate,
                admin,
                "app-task",
                Map.of("khue.app.legal-basis", "PUBLIC_TASK", "khue.app.consent-claims", "email khue_class name"));
        Person child = village.person("task.con", 10);

        Tokens tokens = app.tokens(app.signIn(gate.browser(), child));

        assertThat(tokens.idClaims().path("name").asString()).isEqualTo("Hoàng Thị Con");
        assertThat(tokens.idClaims().path("email").asString()).isEqualTo("task.con@vidu.khue.edu.vn");
    }

    private FamilyApp app(String name) {
        return FamilyApp.registered(
                gate,
                admin,
                "app-" + name,
                Map.of(
                        "khue.app.legal-basis",
                        "CONSENT",
                        "khue.app.consent-claims",
                        "email khue_class name",
                        "khue.app.purpose.vi",
                        "Cho mượn sách điện tử",
                        "khue.app.purpose.en",
                        "To lend e-books",
                        "khue.app.owner",
                        Village.SCHOOL));
    }

    private String portalToken(Person person) {
        return gate.app(gate.browser()).signIn(person.uid()).access();
    }

    private static JsonNode mine(FamilyApp app, String token) {
        var answer = app.family(token, "GET", "mine", "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static JsonNode consent(JsonNode person, FamilyApp app) {
        return person.path("consents")
                .valueStream()
                .filter(consent -> consent.path("client").asString().equals(app.client))
                .findAny()
                .orElseThrow();
    }

    private static Page says(Browser browser, FamilyApp app, Person person) {
        return says(browser, app.signIn(browser, person), "yes");
    }

    /** Answers with every claim ticked, which a "no" must not heed. */
    private static Page says(Browser browser, Page question, String answer) {
        return browser.postText(
                question.action(),
                "claim=email&claim=khue_class&claim=name&answer=" + answer + "&purpose=" + question.hidden("purpose"));
    }

    private static String path(Person person, FamilyApp app) {
        return "consents/" + person.id() + "/" + app.client;
    }

    private static void tellsNothing(Tokens tokens) {
        for (JsonNode claims : List.of(tokens.idClaims(), tokens.accessClaims())) {
            assertThat(claims.has("name")).isFalse();
            assertThat(claims.has("email")).isFalse();
            assertThat(claims.has("khue_class")).isFalse();
            assertThat(claims.path("sub").asString()).hasSize(43);
            assertThat(claims.has("khue_role")).isTrue();
        }
    }

    private void told(Person actor, Person target, String operation, String side) {
        Patience.until(
                () -> operation + " is told",
                () -> around.intake.events().stream()
                        .anyMatch(event -> event.kind() == EventKind.CONSENT_CHANGED
                                && event.actor().id().equals(actor.id().toString())
                                && targets(event, target)
                                && operation.equals(event.details().get("operation"))
                                && side.equals(event.details().get("role"))
                                && "email khue_class name"
                                        .equals(event.details().get("permission"))));
    }

    private static boolean targets(AuditEvent event, Person person) {
        return event.target()
                .filter(target -> target.id().equals(person.id().toString()))
                .isPresent();
    }
}
