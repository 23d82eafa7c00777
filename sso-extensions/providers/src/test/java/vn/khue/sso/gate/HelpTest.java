package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.InjectKeycloakUrls;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.server.KeycloakUrls;
import tools.jackson.databind.JsonNode;
import vn.khue.audit.event.EventKind;
import vn.khue.directory.Person;
import vn.khue.sso.realm.DemoAccount;
import vn.khue.sso.realm.DemoAccounts;

/** Help by teachers, school IT and parents, through the calls of the school console. */
@KeycloakIntegrationTest(config = GateServer.class)
class HelpTest {
    @InjectKeycloakUrls
    KeycloakUrls urls;

    @InjectAdminClient
    Keycloak admin;

    private Surroundings around;
    private Gate gate;
    private HelpVillage village;

    @BeforeEach
    void aSchool() {
        around = Surroundings.get();
        gate = Gate.at(urls.getBase());
        village = around.helpVillage;
        passwords(village.withPasswords());
    }

    @Test
    void aResetEndsEverySessionTellsTheAppsAndTheOldPasswordIsNoneAnyMore() throws IOException {
        passwords(List.of(village.forgetful));
        SigningApp app = gate.app(gate.browser());
        Tokens tokens = app.signIn(village.forgetful.uid());
        Tokens elsewhere = gate.app(gate.browser()).signIn(village.forgetful.uid());
        AppEar ear = AppEar.start();
        String address = backChannel(ear.url());
        try {
            HelpConsole.of(gate, village.formTeacher).slip(village.forgetful);
        } finally {
            backChannel(address);
            ear.kill();
        }

        for (Tokens old : List.of(tokens, elsewhere)) {
            assertThat(ear.about(old)).as("told once, before the answer came").hasSize(1);
        }
        for (Tokens old : List.of(tokens, elsewhere)) {
            assertThatThrownBy(() -> app.refresh(old)).isInstanceOf(AssertionError.class);
            assertThatThrownBy(() -> app.userinfo(old)).isInstanceOf(AssertionError.class);
        }
        assertThat(app.open(Map.of()).id()).as("the browser is signed out").isEqualTo("login-login");
        assertThat(app.password(app.open(Map.of()), village.forgetful.uid(), Gate.PASSWORD)
                        .id())
                .isEqualTo("login-login");
    }

    @Test
    void aWholeClassOfFortyGetsSlipsInOneCallAllOrNone() {
        HelpConsole teacher = HelpConsole.of(gate, village.formTeacher);
        var withAStranger = new ArrayList<>(village.fullClass);
        withAStranger.add(village.neighbour);
        String slips = "select count(*) from khue_slip where issued_by = '" + village.formTeacher.id() + "'";
        long before = around.count(slips);
        assertThat(teacher.slips(withAStranger).statusCode()).isEqualTo(403);
        assertThat(around.count(slips)).as("none").isEqualTo(before);

        JsonNode answer = HelpConsole.json(teacher.slips(village.fullClass));

        assertThat(answer).hasSize(40);
        var codes = new TreeSet<String>();
        for (int i = 0; i < 40; i++) {
            JsonNode slip = answer.get(i);
            assertThat(slip.path("person").asString())
                    .isEqualTo(village.fullClass.get(i).id().toString());
            assertThat(slip.path("uid").asString())
                    .isEqualTo(village.fullClass.get(i).uid());
            assertThat(slip.path("name").asString()).isEqualTo("Lý Thị Hoa");
            assertThat(slip.path("expires").asString()).endsWith("Z");
            codes.add(slip.path("code").asString());
        }
        assertThat(codes).hasSize(40).allMatch(code -> code.matches("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}"));
        Person last = village.fullClass.get(39);
        var pupil = new Newcomer(gate);
        pupil.app.tokens(
                pupil.set(pupil.present(last.uid(), answer.get(39).path("code").asString()), "một câu của riêng em"));
        Patience.until(
                "each of forty is told",
                () -> around.intake.events().stream()
                                .filter(event -> event.kind() == EventKind.CREDENTIAL_CHANGED
                                        && "password_reset"
                                                .equals(event.details().get("operation"))
                                        && village.fullClass.stream()
                                                .anyMatch(person -> person.id()
                                                        .toString()
                                                        .equals(event.target()
                                                                .orElseThrow()
                                                                .id())))
                                .count()
                        == 40);
    }

    @Test
    void aTeacherOfAnotherClassHelpsNobodyHereAndTheLogKnows() {
        HelpConsole other = HelpConsole.of(gate, village.otherTeacher);

        assertThat(other.slips(List.of(village.first)).statusCode()).isEqualTo(403);
        assertThat(other.voidSlip(village.first)).isEqualTo(403);
        assertThat(other.unlock(village.first)).isEqualTo(403);
        assertThat(other.endSessions(village.first)).isEqualTo(403);
        assertThat(other.status("classes/" + HelpVillage.CLASS)).isEqualTo(403);
        assertThat(other.status("classes/" + "x".repeat(2_000))).isEqualTo(403);
        assertThat(other.status("classes/khong-co")).isEqualTo(403);
        assertThat(other.status("units/" + HelpVillage.SCHOOL + "/staff")).isEqualTo(403);
        HelpConsole subjectTeacher = HelpConsole.of(gate, village.subjectTeacher);
        assertThat(subjectTeacher.slips(List.of(village.first)).statusCode()).isEqualTo(403);
        assertThat(subjectTeacher.status("classes/" + HelpVillage.CLASS)).isEqualTo(200);
        assertThat(HelpConsole.withToken(gate, "x").status("mine")).isEqualTo(401);

        Patience.until(
                "the denials are told",
                () -> around.intake.events().stream()
                        .filter(event -> event.kind() == EventKind.ACCESS_DENIED
                                && event.actor()
                                        .id()
                                        .equals(village.otherTeacher.id().toString()))
                        .map(event -> event.details().get("permission"))
                        .toList()
                        .containsAll(List.of(
                                "password_reset",
                                "slip_void",
                                "account_unlock",
                                "sessions_end",
                                "class_list",
                                "staff_list")));
    }

    @Test
    void schoolItHelpsStaffButNeverThePrincipalTheClerkOrItself() {
        HelpConsole officer = HelpConsole.of(gate, village.officer);

        JsonNode staff = officer.get("units/" + HelpVillage.SCHOOL + "/staff");
        assertThat(names(staff.path("staff"), "uid"))
                .as("other tests bring staff of their own to this school")
                .containsSubsequence(village.formTeacher.uid(), village.librarian.uid())
                .doesNotContain(village.principal.uid(), village.clerk.uid(), village.officer.uid());
        assertThat(officer.slips(List.of(village.librarian)).statusCode()).isEqualTo(200);
        assertThat(gate.app(gate.browser())
                        .password(gate.app(gate.browser()).open(Map.of()), village.librarian.uid(), Gate.PASSWORD)
                        .query())
                .doesNotContainKey("code");
        for (Person person : List.of(village.principal, village.clerk, village.officer)) {
            assertThat(officer.slips(List.of(person)).statusCode())
                    .as(person.uid())
                    .isEqualTo(403);
            assertThat(officer.endSessions(person)).as(person.uid()).isEqualTo(403);
        }
        assertThat(officer.slips(List.of(village.neighbour)).statusCode()).isEqualTo(200);
    }

    @Test
    void aListShowsWhatHelpIsNeededInTheOrderOfNames() {
        HelpConsole teacher = HelpConsole.of(gate, village.formTeacher);
        passwords(List.of(village.locked));
        teacher.slip(village.mothers);
        teacher.badges().issue(village.mothers);
        SigningApp app = gate.app(gate.browser());
        app.signIn(village.locked.uid());
        gate.app(gate.browser()).signIn(village.locked.uid());
        SigningApp guesser = gate.app(gate.browser());
        Page page = guesser.open(Map.of());
        for (int i = 0; i < 5; i++) {
            page = guesser.password(page, village.locked.uid(), "sai " + i);
        }

        Patience.until(
                "the account is locked",
                () -> row(teacher, village.locked).path("locked").asBoolean());
        JsonNode list = teacher.get("classes/" + HelpVillage.CLASS);
        assertThat(list.path("class").asString()).isEqualTo(HelpVillage.CLASS);
        assertThat(list.path("unit").asString()).isEqualTo(HelpVillage.SCHOOL);
        assertThat(list.path("window").isNull()).isTrue();
        assertThat(names(list.path("pupils"), "givenName"))
                .containsExactly("An", "Ánh", "Ân", "Bình", "Chi", "Đạt", "Giang", "Hà", "Khôi", "Lam");
        JsonNode locked = row(teacher, village.locked);
        assertThat(locked.path("password").asBoolean()).isTrue();
        assertThat(locked.path("sessions").asInt()).isEqualTo(2);
        assertThat(locked.path("slip").isNull()).isTrue();
        JsonNode helped = row(teacher, village.mothers);
        assertThat(helped.path("password").asBoolean()).isFalse();
        assertThat(helped.path("slip").path("expires").asString()).endsWith("Z");
        assertThat(helped.path("badge").path("issued").asString()).endsWith("Z");
        assertThat(helped.path("pictures").asBoolean()).isFalse();
        assertThat(helped.path("locked").asBoolean()).isFalse();

        assertThat(teacher.unlock(village.locked)).isEqualTo(204);
        assertThat(teacher.endSessions(village.locked)).isEqualTo(204);

        JsonNode after = row(teacher, village.locked);
        assertThat(after.path("locked").asBoolean()).isFalse();
        assertThat(after.path("sessions").asInt()).isZero();
        assertThat(app.open(Map.of()).id()).isEqualTo("login-login");
        gate.app(gate.browser()).signIn(village.locked.uid());
        assertThat(teacher.badges().openWindow(HelpVillage.CLASS)).isEqualTo(204);
        assertThat(teacher.get("classes/" + HelpVillage.CLASS)
                        .path("window")
                        .path("ends")
                        .asString())
                .endsWith("Z");
        assertThat(teacher.badges().closeWindow(HelpVillage.CLASS)).isEqualTo(204);
    }

    @Test
    void everyoneLearnsWhereToHelpAndWithWhat() {
        JsonNode teachers = HelpConsole.of(gate, village.formTeacher).get("mine");
        assertThat(names(teachers.path("classes"), "class"))
                .containsExactlyInAnyOrder(HelpVillage.CLASS, HelpVillage.FULL_CLASS);
        JsonNode own = find(teachers.path("classes"), "class", HelpVillage.CLASS);
        assertThat(own.path("name").asString()).isEqualTo("6A");
        assertThat(own.path("unitName").asString()).isEqualTo(HelpVillage.SCHOOL_NAME);
        assertThat(own.path("pupils").asInt()).isEqualTo(10);
        assertThat(own.path("acts").toString()).contains("RESET_PASSWORD", "ISSUE_BADGE", "OPEN_WINDOW", "LIST_CLASS");
        assertThat(teachers.path("units")).isEmpty();

        JsonNode subject = HelpConsole.of(gate, village.subjectTeacher).get("mine");
        assertThat(find(subject.path("classes"), "class", HelpVillage.CLASS)
                        .path("acts")
                        .toString())
                .contains("OPEN_WINDOW")
                .doesNotContain("RESET_PASSWORD");

        JsonNode officers = HelpConsole.of(gate, village.officer).get("mine");
        assertThat(Set.copyOf(names(officers.path("classes"), "class")))
                .isEqualTo(Set.of(HelpVillage.CLASS, HelpVillage.OTHER_CLASS, HelpVillage.FULL_CLASS));
        assertThat(find(officers.path("units"), "unit", HelpVillage.SCHOOL)
                        .path("acts")
                        .toString())
                .contains("LIST_STAFF", "RESET_PASSWORD", "SET_NETWORKS");
        JsonNode mothers = HelpConsole.of(gate, village.mother).get("mine");
        assertThat(mothers.path("classes")).isEmpty();
        assertThat(mothers.path("units")).isEmpty();
    }

    @Test
    void aParentResetsThePasswordOfAChildUnderSixteenAndVoidsTheBadge() {
        HelpConsole mother = HelpConsole.of(gate, village.mother);
        JsonNode children = mother.get("children").path("children");
        assertThat(children).as("one is 17").hasSize(1);
        assertThat(children.get(0).path("person").path("id").asString())
                .isEqualTo(village.mothers.id().toString());
        assertThat(children.get(0).path("acts").toString()).contains("RESET_PASSWORD", "VOID_BADGE");
        assertThat(children.get(0).path("acts").size()).isEqualTo(2);
        assertThat(HelpConsole.of(gate, village.librarian).get("children").toString())
                .isEqualTo("{\"children\":[]}");

        assertThat(mother.slips(List.of(village.mothers)).statusCode()).isEqualTo(200);
        HelpConsole.of(gate, village.formTeacher).badges().issue(village.mothers);
        assertThat(mother.badges().voidBadge(village.mothers)).isEqualTo(204);

        assertThat(mother.slips(List.of(village.grown)).statusCode())
                .as("the child is 17")
                .isEqualTo(403);
        assertThat(mother.slips(List.of(village.first)).statusCode())
                .as("somebody else's child")
                .isEqualTo(403);
        assertThat(mother.badges().resetPictures(village.mothers)).isEqualTo(403);
        assertThat(mother.status("classes/" + HelpVillage.CLASS)).isEqualTo(403);
    }

    @Test
    void aCallOfAnotherFormIsRefused() {
        HelpConsole teacher = HelpConsole.of(gate, village.formTeacher);
        for (String body : List.of("{\"people\":[]}", "{}", "{\"people\":[null]}", "null")) {
            assertThat(teacher.call("POST", "slips", body).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        var many = new ArrayList<Person>();
        for (int i = 0; i < 101; i++) {
            many.add(village.fullClass.get(i % 40));
        }
        assertThat(teacher.slips(many).statusCode()).isEqualTo(400);
    }

    private JsonNode row(HelpConsole console, Person person) {
        return find(
                console.get("classes/" + HelpVillage.CLASS).path("pupils"),
                "id",
                person.id().toString());
    }

    private static JsonNode find(JsonNode list, String field, String value) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(node -> value.equals(node.path(field).asString()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(node -> node.path(field).asString())
                .toList();
    }

    private void passwords(List<Person> people) {
        new DemoAccounts(gate.server, Gate.administrator())
                .ensure(people.stream()
                        .map(person -> new DemoAccount(person.uid(), Gate.PASSWORD, Optional.empty()))
                        .toList());
    }

    /** Where the app hears of logouts; gives the address before. */
    private String backChannel(String address) {
        var clients = admin.realm("khue").clients();
        var client = clients.findByClientId("khue-signing").get(0);
        String before = client.getAttributes().put("backchannel.logout.url", address);
        clients.get(client.getId()).update(client);
        return before;
    }
}
