package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.BadRequestException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.InjectKeycloakUrls;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.server.KeycloakUrls;
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

/** A second factor where the policy asks for one, and passwords by role. Each test has a person of its own, for codes work once. */
@KeycloakIntegrationTest(config = GateServer.class)
class AssuranceTest {
    private static final String HOME = "10.90.0.1";
    private static final String SCHOOL_NETWORK = "10.91.0.0/16";
    private static final String AT_SCHOOL = "10.91.4.7";

    @InjectKeycloakUrls
    KeycloakUrls urls;

    @InjectAdminClient
    Keycloak admin;

    private Surroundings around;
    private Gate gate;

    @BeforeEach
    void gate() {
        around = Surroundings.get();
        gate = Gate.at(urls.getBase());
    }

    /** As in the jar, but loopback is an office, and school IT, who sign in once a test elsewhere, need a code only outside. */
    static Path policy(Path file) throws IOException {
        String numbers = Files.readString(
                Path.of("src/main/resources/vn/khue/sso/assurance/policy.properties"), StandardCharsets.UTF_8);
        return Files.writeString(file, numbers + """
                        two-factors-always=QT_NEN_TANG,AN_NINH
                        two-factors-outside=HIEU_TRUONG,VAN_THU,GIAO_VIEN,QT_CNTT
                        office-networks=127.0.0.0/8
                        idle-seconds.always=15
                        """);
    }

    @Test
    void anAdministratorProvesASecondFactorAlsoInTheOffice() {
        Person officer = officer(Position.AN_NINH, true);
        SigningApp app = gate.app(gate.browser());

        Page page = app.password(app.open(Map.of()), officer.uid(), Gate.PASSWORD);
        assertThat(page.id()).isEqualTo("login-login-otp");

        Tokens tokens = app.tokens(app.code(page, gate.codes.next(officer)));
        assertThat(tokens.idClaims().path("acr").asString()).isEqualTo("mfa");
        assertThat(tokens.idClaims().path("amr").toString()).contains("pwd").contains("otp");
        assertThat(app.open(Map.of()).query()).as("once in a session").containsKey("code");
    }

    /** Five minutes in the policy, a quarter of one here. */
    @Test
    void anAdministratorsSessionThatLayIdleIsOverAndAClerksIsNot() {
        Person officer = officer(Position.AN_NINH, true);
        Person clerk = officer(Position.VAN_THU, false);
        SigningApp app = gate.app(gate.browser());
        SigningApp office = gate.app(gate.browser());
        Tokens clerks = office.signIn(clerk.uid());
        Tokens tokens = app.tokens(
                app.code(app.password(app.open(Map.of()), officer.uid(), Gate.PASSWORD), gate.codes.next(officer)));
        Tokens used = app.refresh(tokens);
        Instant left = Instant.now();

        Patience.until("a quarter of a minute goes by", () -> Instant.now().isAfter(left.plusSeconds(17)));

        assertThat(app.refusedRefresh(used)).isEqualTo("invalid_grant");
        assertThat(app.open(Map.of()).id()).as("asked for everything").isEqualTo("login-login");
        assertThat(office.refresh(clerks).access()).isNotEmpty();
        assertThat(office.open(Map.of()).query()).containsKey("code");
        Page again = app.password(app.open(Map.of()), officer.uid(), Gate.PASSWORD);
        assertThat(app.code(again, gate.codes.next(officer)).query()).containsKey("code");
    }

    @Test
    void anOfficerProvesOneAtHomeAndNoneAtSchool() {
        Person clerk = officer(Position.VAN_THU, true);
        officerOfTheSchoolSaysWhichNetworkIsItsOwn();
        SigningApp school = gate.app(Browser.at(AT_SCHOOL));
        assertThat(school.password(school.open(Map.of()), clerk.uid(), Gate.PASSWORD)
                        .query())
                .containsKey("code");

        SigningApp home = gate.app(Browser.at(HOME));
        Page page = home.password(home.open(Map.of()), clerk.uid(), Gate.PASSWORD);
        assertThat(page.id()).isEqualTo("login-login-otp");
        assertThat(home.code(page, gate.codes.next(clerk)).query()).containsKey("code");
    }

    @Test
    void aSessionBegunAtSchoolIsRaisedAtHome() {
        Person clerk = officer(Position.VAN_THU, true);
        officerOfTheSchoolSaysWhichNetworkIsItsOwn();
        Browser laptop = Browser.at(AT_SCHOOL);
        SigningApp app = gate.app(laptop);
        assertThat(app.password(app.open(Map.of()), clerk.uid(), Gate.PASSWORD).query())
                .containsKey("code");
        assertThat(app.open(Map.of()).query()).containsKey("code");

        laptop.moveTo(HOME);

        Page page = app.open(Map.of());
        assertThat(page.id()).as("no password again, but a code").isEqualTo("login-login-otp");
        assertThat(app.code(page, gate.codes.next(clerk)).query()).containsKey("code");
        assertThat(app.open(Map.of()).query()).containsKey("code");
    }

    @Test
    void aForgedForwardedAddressIsNotBelieved() {
        Person clerk = officer(Position.VAN_THU, true);
        officerOfTheSchoolSaysWhichNetworkIsItsOwn();
        SigningApp forger = gate.app(Browser.at(AT_SCHOOL + ", " + HOME));

        assertThat(forger.password(forger.open(Map.of()), clerk.uid(), Gate.PASSWORD)
                        .id())
                .as("of several addresses the sender wrote the first")
                .isEqualTo("login-login-otp");
    }

    @Test
    void whoHasNoSecondFactorIsRefusedWithWordsOutside() {
        Person clerk = officer(Position.VAN_THU, false);
        SigningApp home = gate.app(Browser.at(HOME));

        Page page = home.password(home.open(Map.of()), clerk.uid(), Gate.PASSWORD);

        assertThat(page.query()).doesNotContainKey("code");
        assertThat(page.html()).contains("chưa có ứng dụng xác thực");
    }

    @Test
    void pupilsAndParentsAreAskedForNone() {
        Person pupil = newcomer(false);
        SigningApp home = gate.app(Browser.at(HOME));

        assertThat(home.password(home.open(Map.of()), pupil.uid(), Gate.PASSWORD)
                        .query())
                .containsKey("code");
    }

    @Test
    void passwordsAreAsLongAsTheRoleAsks() {
        assertThat(takes(newcomer(false), "tám chữ!")).isTrue();
        assertThat(takes(newcomer(false), "bảy chữ")).isFalse();
        assertThat(takes(officer(Position.VAN_THU, false), "mười một ký")).isFalse();
        assertThat(takes(officer(Position.VAN_THU, false), "mười hai ký!")).isTrue();
        assertThat(takes(officer(Position.AN_NINH, false), "mười ba ký tự")).isFalse();
        assertThat(takes(officer(Position.AN_NINH, false), "mười bốn ký tự")).isTrue();
    }

    @Test
    void anAdministratorsPasswordIsNotOneOfTheLastTenAndAPupilsMayBe() {
        Person officer = officer(Position.AN_NINH, false);
        Person pupil = newcomer(false);
        String first = "mật khẩu đầu tiên";
        assertThat(takes(officer, first)).isTrue();
        assertThat(takes(pupil, first)).isTrue();
        for (int i = 1; i <= 9; i++) {
            assertThat(takes(officer, "mật khẩu khác số " + i)).isTrue();
        }
        assertThat(takes(pupil, "mật khẩu khác")).isTrue();

        assertThat(takes(officer, first)).as("the tenth from the last").isFalse();
        assertThat(takes(officer, "mật khẩu khác số 9")).as("the present one").isFalse();
        assertThat(takes(pupil, first)).isTrue();
        assertThat(takes(officer, "mật khẩu khác số 10")).isTrue();
        assertThat(takes(officer, first)).as("the eleventh from the last").isTrue();
    }

    @Test
    void anAdministratorChangesAPasswordOfTwoMonthsAndAClerkDoesNot() throws SQLException {
        Person officer = officer(Position.AN_NINH, true);
        Person clerk = officer(Position.VAN_THU, false);
        older(officer, 61);
        older(clerk, 400);
        SigningApp app = gate.app(gate.browser());

        Page page = app.code(app.password(app.open(Map.of()), officer.uid(), Gate.PASSWORD), gate.codes.next(officer));

        assertThat(page.id()).isEqualTo("login-login-update-password");
        SigningApp office = gate.app(gate.browser());
        assertThat(office.password(office.open(Map.of()), clerk.uid(), Gate.PASSWORD)
                        .query())
                .containsKey("code");
        Page same = app.post(page, Map.of("password-new", Gate.PASSWORD, "password-confirm", Gate.PASSWORD));
        assertThat(same.id()).isEqualTo("login-login-update-password");
        Page done =
                app.post(same, Map.of("password-new", "một câu khác, dài", "password-confirm", "một câu khác, dài"));
        assertThat(done.query()).containsKey("code");
    }

    private boolean takes(Person person, String password) {
        var credential = new CredentialRepresentation();
        credential.setType(CredentialRepresentation.PASSWORD);
        credential.setValue(password);
        credential.setTemporary(false);
        try {
            admin.realm("khue").users().get(userId(person)).resetPassword(credential);
            return true;
        } catch (BadRequestException refused) {
            return false;
        }
    }

    private void older(Person person, int days) throws SQLException {
        try (var connection = around.database().getConnection();
                var update = connection.prepareStatement(
                        "update credential set created_date = created_date - ? where user_id = ? and type = 'password'")) {
            update.setLong(1, days * 86_400_000L);
            update.setString(2, userId(person));
            assertThat(update.executeUpdate()).isOne();
        }
        admin.realm("khue").clearUserCache();
    }

    private void officerOfTheSchoolSaysWhichNetworkIsItsOwn() {
        new DemoAccounts(gate.server, Gate.administrator())
                .ensure(List.of(new DemoAccount(around.badgeVillage.officer.uid(), Gate.PASSWORD, Optional.empty())));
        BadgeConsole officer = BadgeConsole.of(gate, around.badgeVillage.officer);
        assertThat(officer.networks(BadgeVillage.SCHOOL, "127.0.0.0/8", SCHOOL_NETWORK))
                .isEqualTo(204);
    }

    private Person officer(Position position, boolean withCodes) {
        return newcomer(Optional.of(position), withCodes);
    }

    private Person newcomer(boolean withCodes) {
        return newcomer(Optional.empty(), withCodes);
    }

    private Person newcomer(Optional<Position> position, boolean withCodes) {
        UUID id = UUID.randomUUID();
        var person = new Person(
                id,
                "moi." + id.toString().substring(0, 8),
                PersonName.of("Đinh Thị Chắc"),
                Optional.empty(),
                Sex.UNKNOWN,
                Optional.empty(),
                PersonStatus.ACTIVE);
        around.writer.add(person);
        // Before Keycloak asks for the person: what it was told it remembers for a second.
        position.ifPresent(held -> around.writer.add(new Appointment(
                UUID.randomUUID(),
                id,
                BadgeVillage.SCHOOL,
                held,
                AppointmentKind.CHINH,
                Validity.since(LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).minusDays(1)),
                Optional.empty())));
        new DemoAccounts(gate.server, Gate.administrator())
                .ensure(List.of(new DemoAccount(
                        person.uid(), Gate.PASSWORD, withCodes ? Optional.of(Gate.TOTP) : Optional.empty())));
        return person;
    }

    private String userId(Person person) {
        return admin.realm("khue")
                .users()
                .searchByUsername(person.uid(), true)
                .get(0)
                .getId();
    }
}
