package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.testframework.annotations.InjectKeycloakUrls;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.server.KeycloakUrls;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventKind;
import vn.khue.directory.Appointment;
import vn.khue.directory.AppointmentKind;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Position;
import vn.khue.directory.Sex;
import vn.khue.directory.Validity;
import vn.khue.sso.realm.DemoAccount;
import vn.khue.sso.realm.DemoAccounts;

/** The first login by a printed slip: who gets in, and, mostly, who does not. Each test has a pupil of its own. */
@KeycloakIntegrationTest(config = GateServer.class)
class SlipLoginTest {
    private static final String OWN = "mưa rơi trên mái ngói cũ";
    private static final String HOME = "10.90.0.7";

    @InjectKeycloakUrls
    KeycloakUrls urls;

    private Surroundings around;
    private Gate gate;
    private HelpVillage village;
    private HelpConsole teacher;

    @BeforeEach
    void aTeacherWhoHelps() {
        around = Surroundings.get();
        gate = Gate.at(urls.getBase());
        village = around.helpVillage;
        new DemoAccounts(gate.server, Gate.administrator())
                .ensure(List.of(new DemoAccount(village.formTeacher.uid(), Gate.PASSWORD, Optional.empty())));
        teacher = HelpConsole.of(gate, village.formTeacher);
        sql("delete from khue_slip_try");
    }

    @Test
    void aSlipLetsItsOwnerSetAPasswordOnce() {
        String code = teacher.slip(village.first);
        var pupil = new Newcomer(gate);

        Page page = pupil.present(" EM.ANH ", code.replace("-", "").toLowerCase(java.util.Locale.ROOT));
        Page weak = pupil.set(page, "ngắn");
        assertThat(weak.id()).as("the policy of the realm holds").isEqualTo("login-login-update-password");
        assertThat(used(village.first))
                .as("nothing was set, so the slip is not used")
                .isZero();
        Tokens tokens = pupil.app.tokens(pupil.set(weak, OWN));

        assertThat(tokens.idClaims().path("acr").asString()).isEqualTo("password");
        assertThat(tokens.idClaims().path("amr").toString()).contains("\"slip\"");
        assertThat(tokens.idClaims().path("khue_id").asString())
                .isEqualTo(village.first.id().toString());
        assertThat(used(village.first)).isEqualTo(1);
        assertThat(pupil.app
                        .tokens(pupil.app.open(Map.of("acr_values", "password")))
                        .idClaims()
                        .path("acr")
                        .asString())
                .as("the session goes on at the level of the password")
                .isEqualTo("password");
        refused(village.first, code);
        told(village.first, "slip_used");
        SigningApp another = gate.app(gate.browser());
        another.tokens(another.password(another.open(Map.of()), village.first.uid(), OWN));
        changed(village.formTeacher, village.first, "password_reset");
        changed(village.first, village.first, "slip_use");
    }

    @Test
    void whoeverWalksAwayBeforeSettingAPasswordIsNotSignedInAndComesAgainWithTheSameSlip() {
        String code = teacher.slip(village.second);
        var away = new Newcomer(gate);
        assertThat(away.present(village.second.uid(), code).id()).isEqualTo("login-login-update-password");

        assertThat(away.app.open(Map.of("prompt", "none")).query().get("error"))
                .as("there is no session")
                .isEqualTo("login_required");

        var back = new Newcomer(gate);
        back.app.tokens(back.set(back.present(village.second.uid(), code), OWN));
    }

    @Test
    void ofTwoBrowsersWithOneSlipOneSetsThePassword() {
        String code = teacher.slip(village.twice);
        var one = new Newcomer(gate);
        var other = new Newcomer(gate);
        Page ones = one.present(village.twice.uid(), code);
        Page others = other.present(village.twice.uid(), code);

        one.app.tokens(one.set(ones, OWN));
        Page late = other.set(others, "mật khẩu của kẻ khác");

        assertThat(late.query()).doesNotContainKey("code");
        assertThat(late.html()).contains("phiếu hết dùng");
        told(village.twice, "slip_used");
        SigningApp app = gate.app(gate.browser());
        assertThat(app.password(app.open(Map.of()), village.twice.uid(), "mật khẩu của kẻ khác")
                        .id())
                .isEqualTo("login-login");
        app.tokens(app.password(app.open(Map.of()), village.twice.uid(), OWN));
    }

    @Test
    void aSlipThatWasVoidedWhileItsOwnerChoseAPasswordSetsNone() {
        String code = teacher.slip(village.hasty);
        var pupil = new Newcomer(gate);
        Page page = pupil.present(village.hasty.uid(), code);

        assertThat(teacher.voidSlip(village.hasty)).isEqualTo(204);

        assertThat(pupil.set(page, OWN).query()).doesNotContainKey("code");
        told(village.hasty, "slip_voided");
        SigningApp app = gate.app(gate.browser());
        assertThat(app.password(app.open(Map.of()), village.hasty.uid(), OWN).id())
                .isEqualTo("login-login");
        changed(village.formTeacher, village.hasty, "slip_void");
    }

    @Test
    void anExpiredAReplacedAndAVoidedSlipOpenNothingAndEveryFailureReadsTheSame() {
        var answers = new TreeSet<String>();
        String replaced = teacher.slip(village.late);
        String expired = teacher.slip(village.late);
        answers.add(refused(village.late, replaced));
        told(village.late, "slip_voided");
        sql("update khue_slip set expires_at = now() where person = '" + village.late.id() + "'");
        answers.add(refused(village.late, expired));
        told(village.late, "slip_expired");
        String voided = teacher.slip(village.late);
        assertThat(teacher.voidSlip(village.late)).isEqualTo(204);
        answers.add(refused(village.late, voided));
        answers.add(refused(village.late, "0000-0000-00"));
        told(village.late, "slip_unknown");
        answers.add(refused(village.late, "<không phải mã>"));
        var nobody = new Newcomer(gate);
        answers.add(stable(nobody.present("khong.co.ai", "0000-0000-00")).replace("khong.co.ai", village.late.uid()));

        assertThat(answers).hasSize(1);
        assertThat(answers.first())
                .contains("<title>Lỗi: Dùng phiếu kích hoạt – Khuê</title>")
                .contains("role=\"alert\"")
                .doesNotContain("<script")
                .doesNotContain("style=");
        var english = new Newcomer(gate);
        assertThat(english.type(english.slipPage(Map.of("ui_locales", "en")), "x", "y")
                        .html())
                .contains("Wrong login name or code");
    }

    @Test
    void aSlipIsGoodForItsOwnersNameAlone() {
        String code = teacher.slip(village.guessed);

        refused(village.first, code);
        refused(village.formTeacher, code);

        assertThat(new Newcomer(gate).present(village.guessed.uid(), code).id())
                .isEqualTo("login-login-update-password");
    }

    @Test
    void guessesMakeThatNameWaitWhoeverItIsAndManyFromOnePlaceMakeThatPlaceWait() {
        String code = teacher.slip(village.guessed);
        String others = teacher.slip(village.late);
        for (int i = 0; i < 10; i++) {
            refused(village.guessed, "0000-0000-0" + i);
        }

        refused(village.guessed, code);
        told(village.guessed, "slips_wait");
        assertThat(new Newcomer(gate).present(village.late.uid(), others).id())
                .as("another name goes on")
                .isEqualTo("login-login-update-password");
        sql("update khue_slip_try set last_at = last_at - interval '1 hour'");
        assertThat(new Newcomer(gate).present(village.guessed.uid(), code).id())
                .as("the wait is over")
                .isEqualTo("login-login-update-password");

        sql("delete from khue_slip_try");
        refused("khong.co.ai", "0000-0000-00");
        sql("update khue_slip_try set wrong = 60");
        refused(village.late, others);
        told(village.late, "slips_wait");
        sql("delete from khue_slip_try");
    }

    @Test
    void ofManyWhoIssueForOnePersonAtOnceAllAreAnsweredAndOneSlipIsOpen() {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            var asked = IntStream.range(0, 6)
                    .mapToObj(number -> CompletableFuture.supplyAsync(() -> teacher.slip(village.late), threads))
                    .toList();
            assertThat(asked.stream().map(CompletableFuture::join)).hasSize(6).doesNotHaveDuplicates();
        } finally {
            threads.shutdownNow();
        }

        assertThat(around.count(
                        "select count(*) from khue_slip where voided_at is null and used_at is null and person = '"
                                + village.late.id() + "'"))
                .isEqualTo(1);
    }

    @Test
    void noSecretStandsInTheDatabase() {
        String code = teacher.slip(village.late).replace("-", "");

        assertThat(around.count("select count(*) from khue_slip where khue_slip::text ilike '%" + code + "%'"))
                .isZero();
        assertThat(around.count("select count(*) from khue_slip where length(slip_hash) = 64"))
                .isPositive();
        assertThat(around.count(
                        "select count(*) from khue_slip where voided_at is null and used_at is null and person = '"
                                + village.late.id() + "'"))
                .as("one open slip a person")
                .isEqualTo(1);
        refused("mat.khau.cua.toi", "0000-0000-00");
        assertThat(around.count("select count(*) from khue_slip_try where khue_slip_try::text like '%mat.khau%'"))
                .isZero();
    }

    @Test
    void aSlipReplacesALostPasswordAndNeverTheSecondFactor() {
        Person teacherAtHome = staff();
        new DemoAccounts(gate.server, Gate.administrator())
                .ensure(List.of(new DemoAccount(teacherAtHome.uid(), Gate.PASSWORD, Optional.of(Gate.TOTP))));
        String code = schoolIt().slip(teacherAtHome);
        var home = new Newcomer(Browser.at(HOME), gate);

        Page asked = home.present(teacherAtHome.uid(), code);
        assertThat(asked.id()).as(asked.html()).isEqualTo("login-login-otp");
        Page wrong = home.app.code(asked, "000000");
        assertThat(wrong.id()).isEqualTo("login-login-otp");
        assertThat(used(teacherAtHome)).isZero();

        Page page = home.app.rightCode(wrong, gate.codes.next(teacherAtHome));
        Tokens tokens = home.app.tokens(home.set(page, OWN));
        assertThat(tokens.idClaims().path("amr").toString())
                .contains("\"slip\"")
                .contains("\"otp\"");
        assertThat(used(teacherAtHome)).isEqualTo(1);
    }

    @Test
    void whoIsAskedForASecondFactorAndHasNoneSetsItUpByTheSlipBeforeThereIsASession() {
        Person teacherAtHome = staff();
        String code = schoolIt().slip(teacherAtHome);
        var home = new Newcomer(Browser.at(HOME), gate);

        Page page = home.present(teacherAtHome.uid(), code);

        assertThat(page.id()).as(page.html()).isEqualTo("login-login-config-totp");
        assertThat(home.app.open(Map.of("prompt", "none")).query().get("error")).isEqualTo("login_required");
    }

    private HelpConsole schoolIt() {
        new DemoAccounts(gate.server, Gate.administrator())
                .ensure(List.of(new DemoAccount(village.officer.uid(), Gate.PASSWORD, Optional.empty())));
        return HelpConsole.of(gate, village.officer);
    }

    /** A teacher, who by the policy of the tests proves a second factor outside. */
    private Person staff() {
        UUID id = UUID.randomUUID();
        var person = new Person(
                id,
                "gv." + id.toString().substring(0, 8),
                PersonName.of("Trịnh Thị Mới"),
                Optional.empty(),
                Sex.UNKNOWN,
                Optional.empty(),
                PersonStatus.ACTIVE);
        around.writer.add(person);
        around.writer.add(new Appointment(
                UUID.randomUUID(),
                id,
                HelpVillage.SCHOOL,
                Position.GIAO_VIEN,
                AppointmentKind.CHINH,
                Validity.since(village.today.minusDays(1)),
                Optional.empty()));
        return person;
    }

    @Test
    void anAppThatAsksForMoreThanAPasswordGetsThePasswordPage() {
        assertThat(new Newcomer(gate).slipPage(Map.of("acr_values", "mfa")).id())
                .isEqualTo("login-login");
    }

    @Test
    void thePageIsLightLabelledAndWithoutScript() {
        Page page = new Newcomer(gate).slipPage(Map.of());

        assertThat(page.id()).isEqualTo("login-khue-activation");
        assertThat(page.html().getBytes(StandardCharsets.UTF_8).length).isLessThan(8 * 1024);
        assertThat(page.html())
                .contains("<label for=\"username\">")
                .contains("<label for=\"code\">")
                .contains("aria-describedby=\"code-hint\"")
                .doesNotContain("<script")
                .doesNotContain("style=");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
    }

    private String refused(Person person, String code) {
        return refused(person.uid(), code);
    }

    private String refused(String name, String code) {
        Page page = new Newcomer(gate).present(name, code);
        assertThat(page.query()).doesNotContainKey("code");
        assertThat(page.id()).as(page.html()).isEqualTo("login-khue-activation");
        assertThat(page.html()).contains("mã trên phiếu chưa đúng");
        return stable(page);
    }

    private long used(Person person) {
        return around.count(
                "select count(*) from khue_slip where used_at is not null and person = '" + person.id() + "'");
    }

    private void told(Person person, String reason) {
        Patience.until(
                () -> reason + " is told, found " + events(EventKind.LOGIN_FAILED, person),
                () -> events(EventKind.LOGIN_FAILED, person).stream()
                        .anyMatch(event -> reason.equals(event.details().get("reason"))
                                && "slip".equals(event.details().get("method"))));
    }

    private void changed(Person actor, Person target, String operation) {
        Patience.until(
                operation + " is told",
                () -> events(EventKind.CREDENTIAL_CHANGED, actor).stream()
                        .anyMatch(event -> operation.equals(event.details().get("operation"))
                                && event.target()
                                        .orElseThrow()
                                        .id()
                                        .equals(target.id().toString())));
    }

    private List<AuditEvent> events(EventKind kind, Person actor) {
        return around.intake.events().stream()
                .filter(event -> event.kind() == kind
                        && event.actor().id().equals(actor.id().toString()))
                .toList();
    }

    private void sql(String statement) {
        try (var connection = around.database().getConnection();
                var change = connection.createStatement()) {
            change.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String stable(Page page) {
        return page.html().replaceAll("(session_code|execution|tab_id|client_data)=[^&\"]*", "$1");
    }
}
