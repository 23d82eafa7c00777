package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.InjectKeycloakUrls;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.server.KeycloakUrls;
import tools.jackson.databind.JsonNode;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventKind;
import vn.khue.directory.Person;
import vn.khue.sso.realm.DemoAccount;
import vn.khue.sso.realm.DemoAccounts;

/** Badges of young pupils: who gets in, and, mostly, who does not. Each test has a pupil of its own, for wrong tries are counted. */
@KeycloakIntegrationTest(config = GateServer.class)
class BadgeLoginTest {
    private static final String LOOPBACK = "127.0.0.0/8";
    private static final List<Integer> EVERY_DAY = List.of(1, 2, 3, 4, 5, 6, 7);

    @InjectKeycloakUrls
    KeycloakUrls urls;

    @InjectAdminClient
    Keycloak admin;

    private Surroundings around;
    private Gate gate;
    private BadgeVillage village;
    private BadgeConsole teacher;
    private BadgeConsole officer;

    @BeforeEach
    void aSchoolDay() {
        around = Surroundings.get();
        gate = Gate.at(urls.getBase());
        village = around.badgeVillage;
        new DemoAccounts(gate.server, Gate.administrator())
                .ensure(village.staff().stream()
                        .map(person -> new DemoAccount(person.uid(), Gate.PASSWORD, Optional.empty()))
                        .toList());
        teacher = BadgeConsole.of(gate, village.formTeacher);
        officer = BadgeConsole.of(gate, village.officer);
        assertThat(officer.networks(BadgeVillage.SCHOOL, LOOPBACK)).isEqualTo(204);
        assertThat(officer.hours(BadgeVillage.SCHOOL, EVERY_DAY)).isEqualTo(204);
        assertThat(teacher.closeWindow(BadgeVillage.CLASS)).isEqualTo(204);
    }

    @Test
    void aBadgeAndPicturesGiveTheLevelBadgeForALesson() {
        JsonNode badge = badgeWithPictures(village.pupil, 3, 7, 3);

        var child = new BadgePupil(gate);
        Tokens tokens = child.app.tokens(child.signIn(badge.path("qr").asString(), 3, 7, 3));

        assertThat(tokens.idClaims().path("acr").asString()).isEqualTo("badge");
        assertThat(tokens.idClaims().path("amr").toString())
                .contains("\"badge\"")
                .contains("\"pic\"")
                .doesNotContain("pwd");
        assertThat(tokens.idClaims().path("khue_id").asString())
                .isEqualTo(village.pupil.id().toString());
        assertThat(around.count(
                        "select count(*) from khue_badge_session where ends_at > now() + interval '60 minutes'"))
                .as("no session is longer than an hour")
                .isZero();
        assertThat(around.count(
                        "select count(*) from khue_badge_session where ends_at > now() + interval '40 minutes'"))
                .isPositive();
        Patience.until(
                "the sign-in is told",
                () -> events(EventKind.LOGIN, village.pupil).stream()
                        .anyMatch(event -> "badge".equals(event.details().get("acr"))
                                && "badge".equals(event.details().get("method"))));
        assertThat(child.app
                        .tokens(child.app.open(Map.of()))
                        .idClaims()
                        .path("acr")
                        .asString())
                .as("the session goes on at the level of the badge")
                .isEqualTo("badge");
    }

    @Test
    void noSecretStandsInTheDatabase() {
        JsonNode badge = badgeWithPictures(village.pupil, 1, 2, 3);
        String secret = badge.path("qr").asString().substring("KHUE1:".length());
        String code = badge.path("code").asString().replace("-", "");

        assertThat(secret).hasSize(26);
        for (String text : List.of(secret, code)) {
            assertThat(around.count("select count(*) from khue_badge where khue_badge::text ilike '%" + text + "%'"))
                    .isZero();
        }
        assertThat(around.count("select count(*) from khue_badge where length(secret_hash) = 64"))
                .isPositive();
        assertThat(around.count("select count(*) from khue_badge where voided_at is null and person = '"
                        + village.pupil.id() + "'"))
                .as("one badge a pupil")
                .isEqualTo(1);
    }

    @Test
    void aVoidedBadgeOpensNothingAndItsSessionsAreOver() {
        JsonNode badge = badgeWithPictures(village.lost, 1, 1, 2);
        var child = new BadgePupil(gate);
        Tokens tokens = child.app.tokens(child.signIn(badge.path("code").asString(), 1, 1, 2));

        assertThat(teacher.voidBadge(village.lost)).isEqualTo(204);

        assertThatThrownBy(() -> child.app.refresh(tokens)).isInstanceOf(AssertionError.class);
        assertThat(child.app.open(Map.of()).id())
                .as("the browser is signed out")
                .isEqualTo("login-login");
        refused(badge.path("code").asString(), 1, 1, 2);
        refused(badge.path("qr").asString(), 1, 1, 2);
        told(village.lost, "badge_voided");
        Patience.until(
                "voiding is told",
                () -> events(EventKind.CREDENTIAL_CHANGED, village.formTeacher).stream()
                        .anyMatch(event -> "badge_void".equals(event.details().get("operation"))
                                && event.target()
                                        .orElseThrow()
                                        .id()
                                        .equals(village.lost.id().toString())));
    }

    @Test
    void aSentPictureSentAgainByAnotherBrowserOpensNothing() {
        JsonNode badge = badgeWithPictures(village.pupil, 4, 5, 6);
        var child = new BadgePupil(gate);
        Page pictures = child.type(child.badgePage(Map.of()), badge.path("code").asString());
        Page last = child.press(child.press(pictures, 4), 5);
        assertThat(child.press(last, 6).query()).containsKey("code");

        Page replayed = gate.browser().post(last.action(), Map.of("picture", "6"));
        assertThat(replayed.query()).doesNotContainKey("code");
        Page again = new BadgePupil(gate, gate.browser()).browser.post(pictures.action(), Map.of("picture", "4"));
        assertThat(again.query()).doesNotContainKey("code");
    }

    @Test
    void aBadgeOfAnotherSchoolOpensNothingHere() {
        BadgeConsole otherOfficer = BadgeConsole.of(gate, village.otherOfficer);
        assertThat(otherOfficer.networks(BadgeVillage.OTHER_SCHOOL, "10.20.0.0/16"))
                .isEqualTo(204);
        assertThat(otherOfficer.hours(BadgeVillage.OTHER_SCHOOL, EVERY_DAY)).isEqualTo(204);
        BadgeConsole otherTeacher = BadgeConsole.of(gate, village.otherSchoolsTeacher);
        JsonNode badge = otherTeacher.issue(village.elsewhere);
        assertThat(otherTeacher.openWindow(BadgeVillage.OTHER_SCHOOLS_CLASS)).isEqualTo(204);

        refused(badge.path("code").asString(), 1, 2, 3);
        // Only from the second time on does the log know somebody whom Keycloak had never seen.
        refused(badge.path("code").asString(), 1, 2, 3);
        told(village.elsewhere, "other_place");
    }

    @Test
    void afterHoursABadgeOpensNothingUnlessATeacherOpensTheWindow() {
        JsonNode badge = badgeWithPictures(village.neighbour, 2, 4, 6);
        String code = badge.path("code").asString();
        assertThat(officer.hours(BadgeVillage.SCHOOL, BadgeConsole.neitherTodayNorTomorrow(village.today)))
                .isEqualTo(204);

        refused(code, 2, 4, 6);
        told(village.neighbour, "outside_hours");

        BadgeConsole subjectTeacher = BadgeConsole.of(gate, village.subjectTeacher);
        assertThat(subjectTeacher.openWindow(BadgeVillage.CLASS)).isEqualTo(204);
        getsIn(code, 2, 4, 6);

        assertThat(subjectTeacher.closeWindow(BadgeVillage.CLASS)).isEqualTo(204);
        assertThat(officer.hours(BadgeVillage.SCHOOL, List.of())).isEqualTo(204);
        refused(code, 2, 4, 6);
    }

    @Test
    void outsideTheSchoolABadgeOpensNothingExceptOnAnEnrolledDeviceUntilItIsRevoked() {
        JsonNode badge = badgeWithPictures(village.neighbour, 6, 4, 2);
        String code = badge.path("code").asString();
        assertThat(officer.networks(BadgeVillage.SCHOOL, "10.9.0.0/16")).isEqualTo(204);
        refused(code, 6, 4, 2);
        told(village.neighbour, "other_place");

        JsonNode device = officer.enrol(BadgeVillage.SCHOOL);
        Browser machine = enrolled(device);
        var child = new BadgePupil(gate, machine);
        assertThat(child.signIn(code, 6, 4, 2).query()).containsKey("code");
        assertThat(gate.browser()
                        .post(
                                URI.create(gate.realm() + "/khue-badge/device"),
                                Map.of("code", device.path("code").asString()))
                        .status())
                .as("the code works once")
                .isEqualTo(403);

        JsonNode listed = officer.school(BadgeVillage.SCHOOL);
        assertThat(listed.path("networks").toString()).isEqualTo("[\"10.9.0.0/16\"]");
        assertThat(listed.path("hours").path(0).path("opens").asString()).isEqualTo("00:00");
        assertThat(listed.path("hours").path(0).path("closes").asString()).isEqualTo("24:00");
        assertThat(listed.path("devices").findValuesAsString("id"))
                .contains(device.path("id").asString());
        assertThat(listed.toString()).doesNotContain(device.path("code").asString());
        assertThat(teacher.call("GET", "schools/" + BadgeVillage.SCHOOL, "").statusCode())
                .isEqualTo(403);
        Browser second = enrolled(officer.enrol(BadgeVillage.SCHOOL));
        assertThat(officer.revoke(BadgeVillage.SCHOOL, device.path("id").asString()))
                .isEqualTo(204);
        assertThat(officer.school(BadgeVillage.SCHOOL).path("devices").findValuesAsString("id"))
                .doesNotContain(device.path("id").asString());
        assertThat(child.app.logout().status()).isEqualTo(200);
        var gone = new BadgePupil(gate, machine);
        teacher.voidBadge(village.neighbour);
        String anew = teacher.issue(village.neighbour).path("code").asString();
        assertThat(gone.signIn(anew, 6, 4, 2).query()).doesNotContainKey("code");
        assertThat(new BadgePupil(gate, second).signIn(anew, 6, 4, 2).query())
                .as("revoking one device leaves the other")
                .containsKey("code");
    }

    @Test
    void guessedPicturesMakeThatSourceWaitAndAtLastOnlyATeacherHelps() {
        JsonNode badge = badgeWithPictures(village.guessed, 8, 9, 10);
        String code = badge.path("code").asString();
        JsonNode others = badgeWithPictures(village.neighbour, 1, 2, 1);
        for (int i = 0; i < 3; i++) {
            refused(code, 1, 1, 1);
        }
        told(village.guessed, "pictures_wrong");

        refused(code, 8, 9, 10);
        told(village.guessed, "pictures_wait");
        getsIn(others.path("code").asString(), 1, 2, 1);
        Browser machine = enrolled(officer.enrol(BadgeVillage.SCHOOL));
        assertThat(new BadgePupil(gate, machine).signIn(code, 1, 1, 1).query())
                .as("a fourth guess, from elsewhere, is counted too")
                .doesNotContainKey("code");
        assertThat(new BadgePupil(gate, enrolled(officer.enrol(BadgeVillage.SCHOOL)))
                        .signIn(code, 8, 9, 10)
                        .query())
                .as("the pupil elsewhere does not wait")
                .containsKey("code");

        for (int i = 0; i < 10; i++) {
            time("update khue_badge_try set last_at = last_at - interval '1 hour'");
            refused(code, 1, 1, 1);
        }
        time("update khue_badge_try set last_at = last_at - interval '1 hour'");
        refused(code, 8, 9, 10);
        told(village.guessed, "pictures_stopped");

        assertThat(teacher.resetPictures(village.guessed)).isEqualTo(204);
        refused(code, 8, 9, 10);
        assertThat(teacher.openWindow(BadgeVillage.CLASS)).isEqualTo(204);
        getsIn(code, 10, 9, 8);
        assertThat(teacher.closeWindow(BadgeVillage.CLASS)).isEqualTo(204);
        getsIn(code, 10, 9, 8);
    }

    @Test
    void afterManyCodesThatBelongToNobodyTypedOnesWaitAndScannedBadgesDoNot() {
        JsonNode badge = badgeWithPictures(village.neighbour, 7, 8, 7);
        refused("ZZZZ-ZZZ0", 1, 1, 1);
        time("update khue_badge_try set wrong = 60 where subject = 'codes'");
        try {
            refused(badge.path("code").asString(), 7, 8, 7);
            getsIn(badge.path("qr").asString(), 7, 8, 7);
        } finally {
            time("delete from khue_badge_try where subject = 'codes'");
        }
        getsIn(badge.path("code").asString(), 7, 8, 7);
    }

    @Test
    void aPhotographedBadgeOpensNothingWithoutTheWindowOrThePictures() {
        JsonNode badge = teacher.issue(village.photographed);
        assertThat(teacher.resetPictures(village.photographed)).isEqualTo(204);

        refused(badge.path("qr").asString(), 1, 2, 3);
        refused(badge.path("qr").asString(), 1, 2, 3);
        told(village.photographed, "no_pictures_and_no_window");

        assertThat(teacher.openWindow(BadgeVillage.CLASS)).isEqualTo(204);
        getsIn(badge.path("qr").asString(), 11, 12, 1);
        refused(badge.path("qr").asString(), 1, 2, 3);
    }

    @Test
    void aPupilWhoIsNotActiveDoesNotGetIn() {
        JsonNode badge = badgeWithPictures(village.leaving, 5, 5, 5);
        String code = badge.path("code").asString();
        var users = admin.realm("khue").users();
        var user = users.searchByUsername(village.leaving.uid(), true).get(0);
        user.setEnabled(false);
        users.get(user.getId()).update(user);
        refused(code, 5, 5, 5);
        user.setEnabled(true);
        users.get(user.getId()).update(user);
        getsIn(code, 5, 5, 5);

        village.suspend(village.leaving);
        refused(code, 5, 5, 5);
    }

    @Test
    void aForgedForwardedAddressIsNotOfTheSchool() {
        JsonNode badge = badgeWithPictures(village.neighbour, 4, 5, 6);
        String code = badge.path("code").asString();
        var elsewhere = new BadgePupil(gate, Browser.at("127.0.0.1, 10.99.0.1"));

        assertThat(elsewhere.signIn(code, 4, 5, 6).query()).doesNotContainKey("code");
        assertThat(new BadgePupil(gate, Browser.at("127.0.0.1"))
                        .signIn(code, 4, 5, 6)
                        .query())
                .containsKey("code");
    }

    @Test
    void everyFailureReadsTheSame() {
        JsonNode badge = badgeWithPictures(village.photographed, 2, 2, 2);
        String code = badge.path("code").asString();
        var answers = new TreeSet<String>();
        answers.add(stable(new BadgePupil(gate).signIn("ZZZZ-ZZZ9", 1, 2, 3)));
        answers.add(stable(new BadgePupil(gate).signIn("KHUE1:AAAAAAAAAAAAAAAAAAAAAAAAAA", 1, 2, 3)));
        answers.add(stable(new BadgePupil(gate).signIn(code, 1, 2, 3)));
        assertThat(officer.hours(BadgeVillage.SCHOOL, List.of())).isEqualTo(204);
        answers.add(stable(new BadgePupil(gate).signIn(code, 2, 2, 2)));
        assertThat(officer.networks(BadgeVillage.SCHOOL)).isEqualTo(204);
        answers.add(stable(new BadgePupil(gate).signIn(code, 2, 2, 2)));
        assertThat(teacher.voidBadge(village.photographed)).isEqualTo(204);
        answers.add(stable(new BadgePupil(gate).signIn(code, 2, 2, 2)));
        var child = new BadgePupil(gate);
        answers.add(stable(child.type(child.badgePage(Map.of()), "<không phải mã>")));

        assertThat(answers).hasSize(1);
        assertThat(answers.first())
                .contains("Chưa đăng nhập được bằng thẻ")
                .contains("<title>Lỗi: ")
                .doesNotContain("style=");
        var english = new BadgePupil(gate);
        Page page = english.type(english.badgePage(Map.of("ui_locales", "en")), "1234");
        assertThat(page.html()).contains("Not signed in with a badge");
    }

    @Test
    void aSessionIsOverWhenTheLessonIs() {
        JsonNode badge = badgeWithPictures(village.stepping, 1, 2, 3);
        var child = new BadgePupil(gate);
        Tokens tokens = child.app.tokens(child.signIn(badge.path("code").asString(), 1, 2, 3));
        var users = admin.realm("khue").users();
        String id = users.searchByUsername(village.stepping.uid(), true).get(0).getId();
        String session = tokens.accessClaims().path("sid").asString();
        assertThat(users.get(id).getUserSessions())
                .anyMatch(found -> found.getId().equals(session));
        String row = "khue_badge_session where user_id = '" + id + "'";
        assertThat(around.count("select count(*) from " + row)).isPositive();

        time("update khue_badge_session set ends_at = now() where user_id = '" + id + "'");

        // Reads all the while: whoever reads a session while it is being ended may put it back into Keycloak's memory.
        Patience.until("the lesson is over", () -> {
            refused(() -> child.app.userinfo(tokens));
            users.get(id).getUserSessions();
            return around.count("select count(*) from " + row) == 0;
        });
        assertThat(users.get(id).getUserSessions())
                .noneMatch(found -> found.getId().equals(session));
        assertThat(refused(() -> child.app.userinfo(tokens))).isTrue();
        assertThatThrownBy(() -> child.app.refresh(tokens)).isInstanceOf(AssertionError.class);
        assertThat(child.app.open(Map.of()).id()).isEqualTo("login-login");
    }

    private static boolean refused(Runnable asking) {
        try {
            asking.run();
            return false;
        } catch (AssertionError answer) {
            return true;
        }
    }

    @Test
    void anAppThatAsksForMoreGetsThePasswordPageAndNeverTheBadge() {
        JsonNode badge = badgeWithPictures(village.stepping, 3, 2, 1);
        new DemoAccounts(gate.server, Gate.administrator())
                .ensure(List.of(new DemoAccount(village.stepping.uid(), Gate.PASSWORD, Optional.empty())));
        var child = new BadgePupil(gate);
        assertThat(child.badgePage(Map.of("acr_values", "password")).id())
                .as("the way by badge does not lead to that level")
                .isEqualTo("login-login");

        child.app.tokens(child.signIn(badge.path("code").asString(), 3, 2, 1));
        Page page = child.app.open(Map.of("acr_values", "password"));
        assertThat(page.id()).isEqualTo("login-login");
        Tokens tokens = child.app.tokens(child.app.post(page, Map.of("password", Gate.PASSWORD)));
        assertThat(tokens.idClaims().path("acr").asString()).isEqualTo("password");
        assertThat(tokens.idClaims().path("khue_id").asString())
                .isEqualTo(village.stepping.id().toString());
    }

    @Test
    void aBadgeDoesNotBecomeAPassword() {
        JsonNode badge = badgeWithPictures(village.pupil, 9, 8, 7);
        var child = new BadgePupil(gate);
        child.app.tokens(child.signIn(badge.path("code").asString(), 9, 8, 7));

        Page page = child.app.open(Map.of("kc_action", "UPDATE_PASSWORD"));

        assertThat(page.id()).as(page.html()).isNotEqualTo("login-login-update-password");
        assertThat(page.query()).containsEntry("kc_action_status", "error");
    }

    @Test
    void aTeacherOfAnotherClassOpensNoWindowAndIssuesNoBadgeAndTheLogKnows() {
        BadgeConsole other = BadgeConsole.of(gate, village.otherTeacher);

        assertThat(other.openWindow(BadgeVillage.CLASS)).isEqualTo(403);
        assertThat(other.voidBadge(village.pupil)).isEqualTo(403);
        assertThat(other.resetPictures(village.pupil)).isEqualTo(403);
        assertThat(other.call("POST", "badges", "{\"pupils\":[\"" + village.pupil.id() + "\"]}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(BadgeConsole.of(gate, village.subjectTeacher).voidBadge(village.pupil))
                .isEqualTo(403);
        assertThat(BadgeConsole.of(gate, village.otherOfficer).networks(BadgeVillage.SCHOOL, "0.0.0.0/0"))
                .as("a network of everybody is no network")
                .isEqualTo(400);
        assertThat(BadgeConsole.of(gate, village.otherOfficer).networks(BadgeVillage.SCHOOL, LOOPBACK))
                .isEqualTo(403);
        assertThat(teacher.networks(BadgeVillage.SCHOOL, LOOPBACK)).isEqualTo(403);
        assertThat(BadgeConsole.withToken(gate, "x").openWindow(BadgeVillage.CLASS))
                .isEqualTo(401);

        assertThat(around.count(
                        "select count(*) from khue_badge_window where class_group = '" + BadgeVillage.CLASS + "'"))
                .isZero();
        Patience.until(
                "the denials are told",
                () -> events(EventKind.ACCESS_DENIED, village.otherTeacher).stream()
                        .map(event -> event.details().get("permission"))
                        .toList()
                        .containsAll(
                                List.of("badge_open_window", "badge_void", "badge_reset_pictures", "badge_issue")));
    }

    /** A badge of that pupil whose pictures are chosen, as in a window of the form teacher. */
    private JsonNode badgeWithPictures(Person pupil, int first, int second, int third) {
        JsonNode badge = teacher.issue(pupil);
        assertThat(teacher.resetPictures(pupil)).isEqualTo(204);
        assertThat(teacher.openWindow(BadgeVillage.CLASS)).isEqualTo(204);
        getsIn(badge.path("code").asString(), first, second, third);
        assertThat(teacher.closeWindow(BadgeVillage.CLASS)).isEqualTo(204);
        return badge;
    }

    private void getsIn(String code, int first, int second, int third) {
        Page page = new BadgePupil(gate).signIn(code, first, second, third);
        assertThat(page.query()).as(page.html()).containsKey("code");
    }

    private void refused(String code, int first, int second, int third) {
        Page page = new BadgePupil(gate).signIn(code, first, second, third);
        assertThat(page.query()).doesNotContainKey("code");
        assertThat(page.id()).isEqualTo("login-khue-badge");
        assertThat(page.html()).contains("Chưa đăng nhập được bằng thẻ");
    }

    private Browser enrolled(JsonNode device) {
        Browser machine = gate.browser();
        Page answer = machine.post(
                URI.create(gate.realm() + "/khue-badge/device"),
                Map.of("code", device.path("code").asString()));
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly")
                .contains("Secure")
                .contains("SameSite=Lax");
        return machine;
    }

    private void told(Person pupil, String reason) {
        Patience.until(
                () -> reason + " is told, found " + events(EventKind.LOGIN_FAILED, pupil),
                () -> events(EventKind.LOGIN_FAILED, pupil).stream()
                        .anyMatch(event -> reason.equals(event.details().get("reason"))
                                && "badge".equals(event.details().get("method"))));
    }

    private List<AuditEvent> events(EventKind kind, Person actor) {
        return around.intake.events().stream()
                .filter(event -> event.kind() == kind
                        && event.actor().id().equals(actor.id().toString()))
                .toList();
    }

    private void time(String sql) {
        try (var connection = around.database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String stable(Page page) {
        return page.html().replaceAll("(session_code|execution|tab_id|client_data)=[^&\"]*", "$1");
    }
}
