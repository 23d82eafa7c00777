package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.representations.idm.FederatedIdentityRepresentation;
import org.keycloak.representations.idm.RequiredActionProviderRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
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
import vn.khue.directory.citizen.CitizenHash;
import vn.khue.sso.realm.DemoAccount;
import vn.khue.sso.realm.DemoAccounts;
import vn.khue.sso.realm.Mode;
import vn.khue.sso.realm.RealmException;

/** The national identity provider, which a server of this test plays. Its subject is the citizen number itself: the worst case. */
@KeycloakIntegrationTest(config = GateServer.class)
class NationalIdTest {
    private static final String VERIFIED = "level2";
    private static final String REFUSED = "Không đăng nhập được bằng tài khoản định danh quốc gia";
    private static final Pattern LINK = Pattern.compile("id=\"social-national-id\" href=\"([^\"]+)\"");
    private static final AtomicInteger NUMBERS = new AtomicInteger(205_000_000);

    @InjectKeycloakUrls
    KeycloakUrls urls;

    @InjectAdminClient
    Keycloak admin;

    @TempDir
    Path folder;

    private static NationalPortal portal;
    private static Gate gate;
    private Surroundings around;

    /** Once for all tests: each change of the realm takes a second of processor time. */
    @BeforeEach
    void switchedOn() throws IOException {
        around = Surroundings.get();
        if (portal == null) {
            portal = NationalPortal.open(around.secret("national-id"));
            gate = Gate.at(urls.getBase());
            switchOn();
        }
        portal.forget();
    }

    private void switchOn() throws IOException {
        Path file = Files.writeString(folder.resolve("national-id.json"), portal.file());
        gate.applier(Map.of("KHUE_NATIONAL_ID", file.toString())).apply(Mode.APPLY);
    }

    @AfterAll
    static void switchedOff() {
        if (portal != null) {
            gate.applier().apply(Mode.APPLY);
            portal.close();
            portal = null;
        }
    }

    @Test
    void isOffWithoutItsFileAndThenShownNowhere() throws IOException {
        assertThat(gate.app(gate.browser()).open(Map.of()).html()).contains("VNeID");
        Path file = Files.writeString(folder.resolve("national-id.json"), portal.file());
        assertThat(gate.applier(Map.of("KHUE_NATIONAL_ID", file.toString()))
                        .apply(Mode.DRY_RUN)
                        .isClean())
                .isTrue();

        Files.delete(file);
        gate.applier(Map.of("KHUE_NATIONAL_ID", file.toString())).apply(Mode.APPLY);

        assertThat(gate.app(gate.browser()).open(Map.of()).html())
                .doesNotContain("VNeID")
                .doesNotContain("national-id");
        assertThat(gate.applier().apply(Mode.DRY_RUN).isClean()).isTrue();
        switchOn();
    }

    @Test
    void aFileThatSaysNotHowNumbersAreVerifiedIsRefused() throws IOException {
        Path file = Files.writeString(
                folder.resolve("bad.json"), portal.file().replace("\"verifiedValue\":\"level2\",", ""));

        assertThatThrownBy(() -> gate.applier(Map.of("KHUE_NATIONAL_ID", file.toString()))
                        .apply(Mode.APPLY))
                .isInstanceOf(RealmException.class)
                .hasMessageContaining("verifiedValue");
    }

    @Test
    void linksThePersonWhoBearsTheVerifiedNumberAndTheSecondLoginGoesStraightIn() {
        Citizen citizen = citizen(Optional.empty(), false, PersonStatus.ACTIVE);
        SigningApp app = gate.app(gate.browser());
        portal.says(citizen);

        Tokens tokens = app.tokens(signIn(app, Map.of()));

        assertThat(tokens.idClaims().path("preferred_username").asString()).isEqualTo(citizen.person.uid());
        assertThat(tokens.idClaims().path("acr").asString()).isEqualTo("password");
        assertThat(tokens.idClaims().path("amr").toString()).isEqualTo("[\"nid\"]");
        assertThat(app.open(Map.of()).query()).as("signed in").containsKey("code");
        SigningApp again = gate.app(gate.browser());
        assertThat(signIn(again, Map.of()).query()).containsKey("code");
        assertThat(users(citizen)).as("nobody was made").isOne();
        assertThat(admin.realm("khue")
                        .users()
                        .get(userId(citizen))
                        .getFederatedIdentity()
                        .get(0)
                        .getUserId())
                .matches("[0-9a-f]{64}");
    }

    @Test
    void whoCameByAListWithTheNumberIsLinkedByIt() throws IOException {
        String number = number();
        try (var importer = new ListImporter(around, folder)) {
            importer.take("code,full_name,birth_date,school,class,citizen_number\n"
                    + "7900009901,Đoàn Thị Danh Sách,05/03/2011," + Village.SCHOOL + ",9A1," + number + "\n");
            Person listed = importer.person("7900009901");
            portal.says(new Citizen(listed, number));
            SigningApp app = gate.app(gate.browser());

            Tokens tokens = app.tokens(signIn(app, Map.of()));

            assertThat(tokens.idClaims().path("khue_id").asString())
                    .isEqualTo(listed.id().toString());
        }
    }

    @Test
    void theNumberMayComeFromUserinfo() {
        Citizen citizen = citizen(Optional.empty(), false, PersonStatus.ACTIVE);
        portal.says(citizen);
        portal.info = portal.claims;
        portal.claims = Map.of();

        assertThat(signIn(gate.app(gate.browser()), Map.of()).query()).containsKey("code");
    }

    @Test
    void aSecondSubjectOfTheSamePersonTakesThePlaceOfTheFirst() {
        Citizen citizen = citizen(Optional.empty(), false, PersonStatus.ACTIVE);
        portal.says(citizen);
        signsIn(citizen);
        List<String> first = links(citizen);

        portal.subject = UUID.randomUUID().toString();
        signsIn(citizen);
        List<String> second = links(citizen);
        assertThat(second).as("never two").hasSize(1).isNotEqualTo(first);

        portal.says(citizen);
        portal.claims = Map.of("citizen_id", number(), "verification", VERIFIED);
        assertThat(refusedPage()).as("the first alone opens nothing").contains(REFUSED);
        assertThat(links(citizen)).isEqualTo(second);
    }

    @Test
    void aStrangersIdentityTakesOverNobodyAndMakesNobody() {
        Citizen citizen = citizen(Optional.empty(), false, PersonStatus.ACTIVE);
        portal.says(citizen);
        signsIn(citizen);
        List<String> link = links(citizen);
        long accounts = around.count("select count(*) from user_entity");
        List<String> pages = new ArrayList<>();
        String stranger = number();
        Map<String, Object> namedAlike = Map.of(
                "citizen_id",
                stranger,
                "verification",
                VERIFIED,
                "preferred_username",
                citizen.person.uid(),
                "name",
                citizen.person.name().full(),
                "email",
                citizen.person.uid() + "@khue.edu.vn",
                "email_verified",
                true,
                "khue_id",
                citizen.person.id().toString());

        for (String subject :
                List.of(stranger, citizen.person.uid(), citizen.person.id().toString(), link.get(0), citizen.number)) {
            portal.subject = subject;
            portal.claims = namedAlike;
            pages.add(refusedPage());
        }
        portal.subject = stranger;
        portal.claims = Map.of("citizen_id", stranger, "verification", VERIFIED);
        portal.info = Map.of("citizen_id", citizen.number, "verification", VERIFIED);
        pages.add(refusedPage());
        portal.claims = Map.of("citizen_id", citizen.number);
        portal.info = Map.of("verification", VERIFIED);
        pages.add(refusedPage());
        portal.claims = Map.of("verification", VERIFIED);
        portal.info = Map.of("citizen_id", citizen.number);
        pages.add(refusedPage());
        portal.info = Map.of();
        for (Object written : List.of(
                citizen.number + " ",
                citizen.number.substring(1),
                "0" + citizen.number,
                List.of(stranger, citizen.number),
                Map.of("is", citizen.number))) {
            portal.claims = Map.of("citizen_id", written, "verification", VERIFIED);
            pages.add(refusedPage());
        }

        assertThat(pages.stream().distinct())
                .as("no word tells whether there is an account, or whose number it is")
                .hasSize(1);
        assertThat(links(citizen)).isEqualTo(link);
        assertThat(around.count("select count(*) from user_entity")).isEqualTo(accounts);
        portal.says(citizen);
        signsIn(citizen);
    }

    @Test
    void aCorrectedNumberMovesNobodyElsesLink() {
        Citizen citizen = citizen(Optional.empty(), false, PersonStatus.ACTIVE);
        Citizen other = citizen(Optional.empty(), false, PersonStatus.ACTIVE);
        portal.says(citizen);
        signsIn(citizen);
        List<String> link = links(citizen);

        // The school had mixed up the two.
        hash(other.person, Optional.empty());
        hash(citizen.person, Optional.of(other.number));
        hash(other.person, Optional.of(citizen.number));
        assertThat(refusedPage())
                .as("what was linked stays with nobody but its person")
                .contains(REFUSED);
        assertThat(links(citizen)).isEqualTo(link);
        assertThat(links(other)).isEmpty();

        portal.says(other);
        signsIn(new Citizen(citizen.person, other.number));
        assertThat(links(citizen)).as("by the number of today").hasSize(1).isNotEqualTo(link);
        portal.says(citizen);
        signsIn(new Citizen(other.person, citizen.number));
        assertThat(links(other)).as("now that it is free").isEqualTo(link);
        assertThat(users(citizen) + users(other)).isEqualTo(2);
    }

    @Test
    void anUnknownNumberAnUnverifiedOneAndADisabledPersonGetTheSamePage() {
        Citizen suspended = citizen(Optional.empty(), false, PersonStatus.SUSPENDED);
        Citizen citizen = citizen(Optional.empty(), false, PersonStatus.ACTIVE);
        List<String> pages = new ArrayList<>();

        portal.says(citizen);
        portal.claims = Map.of("citizen_id", number(), "verification", VERIFIED);
        pages.add(refusedPage());
        portal.claims = Map.of("citizen_id", citizen.number, "verification", "level1");
        pages.add(refusedPage());
        portal.claims = Map.of("citizen_id", citizen.number);
        pages.add(refusedPage());
        portal.claims = Map.of("citizen_id", "not a number", "verification", VERIFIED);
        pages.add(refusedPage());
        portal.claims = Map.of();
        pages.add(refusedPage());
        portal.says(suspended);
        pages.add(refusedPage());

        assertThat(pages.stream().distinct()).hasSize(1);
        assertThat(pages.get(0)).contains(REFUSED);
        assertThat(admin.realm("khue").users().get(userId(citizen)).getFederatedIdentity())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = NationalPortal.Lie.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void whatTheProviderDidNotSayForThisLoginIsRefused(NationalPortal.Lie lie) {
        Citizen citizen = citizen(Optional.empty(), false, PersonStatus.ACTIVE);
        portal.says(citizen);
        portal.lie = lie;

        assertThat(refusedPage()).contains(REFUSED);
        assertThat(admin.realm("khue").users().get(userId(citizen)).getFederatedIdentity())
                .isEmpty();
    }

    @Test
    void aLinkEndsWhereTheNumberIsAnothersToday() {
        Citizen citizen = citizen(Optional.empty(), false, PersonStatus.ACTIVE);
        Citizen other = citizen(Optional.empty(), false, PersonStatus.ACTIVE);
        portal.says(citizen);
        assertThat(signIn(gate.app(gate.browser()), Map.of()).query()).containsKey("code");

        portal.claims = Map.of("citizen_id", other.number, "verification", VERIFIED);
        assertThat(refusedPage()).contains(REFUSED);
        hash(citizen.person, Optional.empty());
        portal.says(citizen);
        assertThat(refusedPage()).contains(REFUSED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whileTheDirectoryIsAwayOrHangsWhoeverComesFromTheProviderReadsThat(boolean hangs) {
        Citizen citizen = citizen(Optional.empty(), false, PersonStatus.ACTIVE);
        portal.says(citizen);
        SigningApp known = gate.app(gate.browser());
        Page there = toPortal(known, Map.of());
        SigningApp stranger = gate.app(gate.browser());
        Page strangers = toPortal(stranger, Map.of());
        Optional<MuteDirectory> mute = Optional.empty();
        if (hangs) {
            mute = Optional.of(around.muteDirectory());
        } else {
            around.stopDirectory();
        }
        try {
            Page page = atPortal(known, there);
            portal.claims = Map.of("citizen_id", number(), "verification", VERIFIED);
            Page other = atPortal(stranger, strangers);

            assertThat(page.html()).contains("Danh bạ của Khuê chưa trả lời").doesNotContain(REFUSED);
            assertThat(page.status()).isGreaterThanOrEqualTo(500).isEqualTo(other.status());
            assertThat(stable(other)).as("no word tells who exists").isEqualTo(stable(page));
        } finally {
            mute.ifPresent(MuteDirectory::close);
            around.startDirectory();
            Patience.until(
                    "new logins work again",
                    () -> gate.app(gate.browser()).open(Map.of()).id().equals("login-login"));
        }
        portal.says(citizen);
        signsIn(citizen);
    }

    private static String stable(Page page) {
        return page.html().replaceAll("(href|action|src)=\"[^\"]*\"", "$1").replaceAll("(?s)<SCRIPT>.*?</SCRIPT>", "");
    }

    @Test
    void nobodyIsAskedToLinkTheProvidersAccountByHand() {
        SigningApp app = gate.app(gate.browser());
        app.signIn(around.village.pupil.uid());

        Page page = app.open(Map.of("kc_action", "idp_link:national-id"));

        assertThat(page.html()).doesNotContain("kc-link-text");
        assertThat(page.address().toString()).doesNotStartWith(portal.url());
        assertThat(admin.realm("khue").flows().getRequiredAction("idp_link").isEnabled())
                .isFalse();
    }

    /** Also where somebody has switched Keycloak's own step for that on again, and lets people and apps use it. */
    @Test
    void whoeverLinksByHandIsRefusedByTheProvider() throws IOException {
        Citizen citizen = citizen(Optional.empty(), false, PersonStatus.ACTIVE);
        Person pupil = around.village.pupil;
        portal.says(citizen);
        var realm = admin.realm("khue");
        RequiredActionProviderRepresentation step = realm.flows().getRequiredAction("idp_link");
        step.setEnabled(true);
        realm.flows().updateRequiredAction("idp_link", step);
        String account = realm.clients().findByClientId("account").get(0).getId();
        List<RoleRepresentation> mayLink = List.of(
                realm.clients().get(account).roles().get("manage-account-links").toRepresentation());
        var appMay = realm.clients()
                .get(realm.clients().findByClientId("khue-signing").get(0).getId())
                .getScopeMappings()
                .clientLevel(account);
        var personMay = realm.users().get(userId(pupil)).roles().clientLevel(account);
        appMay.add(mayLink);
        personMay.add(mayLink);
        try (LogLines log = LogLines.open()) {
            SigningApp app = gate.app(gate.browser());
            app.signIn(pupil.uid());

            Page there = app.post(app.open(Map.of("kc_action", "idp_link:national-id")), Map.of("continue", "on"));
            assertThat(there.address().toString())
                    .as("the step is on: %s", there.html())
                    .startsWith(portal.url());
            Page back = atPortal(app, there);

            assertThat(log.all()).contains("national_id_linked_by_hand");
            assertThat(back.query()).doesNotContainEntry("kc_action_status", "success");
            assertThat(links(pupil)).as(back.html()).isEmpty();
            assertThat(links(citizen)).isEmpty();
        } finally {
            appMay.remove(mayLink);
            personMay.remove(mayLink);
            step.setEnabled(false);
            realm.flows().updateRequiredAction("idp_link", step);
        }
    }

    @Test
    void anAdministratorStillProvesASecondFactorAndASignatureAsksForOne() {
        Citizen officer = citizen(Optional.of(Position.AN_NINH), true, PersonStatus.ACTIVE);
        portal.says(officer);
        SigningApp app = gate.app(gate.browser());

        Page page = signIn(app, Map.of());
        assertThat(page.id()).as(page.html()).isEqualTo("login-login-otp");
        Tokens tokens = app.tokens(app.code(page, gate.codes.next(officer.person)));
        assertThat(tokens.idClaims().path("acr").asString()).isEqualTo("mfa");
        assertThat(tokens.idClaims().path("amr").toString()).contains("nid").contains("otp");

        SigningApp signing = gate.app(gate.browser());
        Page asked = signIn(signing, Map.of("acr_values", "sign"));
        assertThat(asked.id()).isEqualTo("login-login-otp");
        Tokens signed = signing.tokens(signing.code(asked, gate.codes.next(officer.person)));
        assertThat(signed.idClaims().path("acr").asString()).isEqualTo("sign");
        assertThat(signing.open(Map.of("acr_values", "sign")).id())
                .as("valid once")
                .isEqualTo("login-login-otp");
    }

    @Test
    void anAdministratorWithoutASecondFactorIsRefusedWithWords() {
        Citizen officer = citizen(Optional.of(Position.AN_NINH), false, PersonStatus.ACTIVE);
        portal.says(officer);

        Page page = signIn(gate.app(gate.browser()), Map.of());

        assertThat(page.query()).doesNotContainKey("code");
        assertThat(page.html()).contains("chưa có ứng dụng xác thực");
    }

    @Test
    void theNumberStandsNowhereInTheDatabaseInTheLogOrInAToken() throws SQLException {
        Citizen citizen = citizen(Optional.empty(), false, PersonStatus.ACTIVE);
        Citizen officer = citizen(Optional.of(Position.AN_NINH), true, PersonStatus.ACTIVE);
        String unknown = number();
        try (LogLines log = LogLines.open()) {
            portal.says(citizen);
            portal.info = portal.claims;
            SigningApp app = gate.app(gate.browser());
            Tokens tokens = app.tokens(signIn(app, Map.of()));
            portal.lie = NationalPortal.Lie.NONCE;
            refusedPage();
            portal.lie = NationalPortal.Lie.ISSUER;
            refusedPage();
            portal.lie = NationalPortal.Lie.NONE;
            portal.says(officer);
            signIn(gate.app(gate.browser()), Map.of());
            portal.subject = unknown;
            portal.claims = Map.of("citizen_id", unknown, "verification", VERIFIED);
            refusedPage();

            assertThat(tokens.accessClaims().toString() + tokens.idClaims()).doesNotContain(citizen.number);
            assertThat(log.all()).as("the log was read").contains("national_id_nobody");
            for (String number : List.of(citizen.number, officer.number, unknown)) {
                assertThat(log.all()).doesNotContain(number);
                assertThat(tablesWith(number)).isEmpty();
            }
        }
        assertThat(tablesWith(citizen.person.uid())).as("every table was read").contains("user_entity");
    }

    /** From the password page to the provider and back, to what the gate then shows. */
    private Page signIn(SigningApp app, Map<String, String> extra) {
        return atPortal(app, toPortal(app, extra));
    }

    private Page toPortal(SigningApp app, Map<String, String> extra) {
        Page password = app.open(extra);
        var link = LINK.matcher(password.html());
        assertThat(link.find())
                .as("a way to the provider on %s", password.html())
                .isTrue();
        Page there = app.follow(
                password.address().resolve(link.group(1).replace("&amp;", "&")).toString());
        assertThat(there.address().toString()).startsWith(portal.url());
        return there;
    }

    private static Page atPortal(SigningApp app, Page there) {
        Page back = app.follow(there.address().toString());
        return app.follow(back.address().toString());
    }

    /** As exactly that person. */
    private void signsIn(Citizen citizen) {
        SigningApp app = gate.app(gate.browser());
        assertThat(app.tokens(signIn(app, Map.of()))
                        .idClaims()
                        .path("preferred_username")
                        .asString())
                .isEqualTo(citizen.person.uid());
    }

    private List<String> links(Citizen citizen) {
        return links(citizen.person);
    }

    /** The provider's subjects that lead to that account, as they are kept. */
    private List<String> links(Person person) {
        return admin.realm("khue").users().get(userId(person)).getFederatedIdentity().stream()
                .map(FederatedIdentityRepresentation::getUserId)
                .toList();
    }

    private String refusedPage() {
        Page page = signIn(gate.app(gate.browser()), Map.of());
        assertThat(page.address().toString()).as("not at the app").startsWith(gate.realm());
        return page.html().replaceAll("kc_state_checker=[^&\"]*", "");
    }

    private List<String> tablesWith(String text) throws SQLException {
        List<String> tables = new ArrayList<>();
        List<String> found = new ArrayList<>();
        try (var connection = around.database().getConnection();
                var all = connection
                        .createStatement()
                        .executeQuery("select table_name from information_schema.tables where table_schema = 'public'"
                                + " and table_type = 'BASE TABLE'")) {
            while (all.next()) {
                tables.add(all.getString(1));
            }
            for (String table : tables) {
                try (var rows = connection.prepareStatement(
                        String.format("select 1 from public.%s t where t::text like ? limit 1", table))) {
                    rows.setString(1, "%" + text + "%");
                    if (rows.executeQuery().next()) {
                        found.add(table);
                    }
                }
            }
        }
        return found;
    }

    /**
     * @param number 12 digits
     */
    record Citizen(Person person, String number) {}

    private static String number() {
        return "079" + NUMBERS.incrementAndGet();
    }

    private Citizen citizen(Optional<Position> position, boolean withCodes, PersonStatus status) {
        UUID id = UUID.randomUUID();
        var person = new Person(
                id,
                "cd." + id.toString().substring(0, 8),
                PersonName.of("Đoàn Công Dân"),
                Optional.empty(),
                Sex.UNKNOWN,
                Optional.empty(),
                status);
        around.writer.add(person);
        position.ifPresent(held -> around.writer.add(new Appointment(
                UUID.randomUUID(),
                id,
                BadgeVillage.SCHOOL,
                held,
                AppointmentKind.CHINH,
                Validity.since(LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).minusDays(1)),
                Optional.empty())));
        String number = number();
        hash(person, Optional.of(number));
        if (withCodes) {
            new DemoAccounts(gate.server, Gate.administrator())
                    .ensure(List.of(new DemoAccount(person.uid(), Gate.PASSWORD, Optional.of(Gate.TOTP))));
        }
        return new Citizen(person, number);
    }

    /** As the importer writes it. */
    private void hash(Person person, Optional<String> number) {
        CitizenHash hash = CitizenHash.of(around.secret("citizen-hash"));
        around.writer.citizenHash(person.id(), number.map(hash::hash));
    }

    private int users(Citizen citizen) {
        return admin.realm("khue")
                .users()
                .searchByUsername(citizen.person.uid(), false)
                .size();
    }

    private String userId(Citizen citizen) {
        return userId(citizen.person);
    }

    private String userId(Person person) {
        return admin.realm("khue")
                .users()
                .searchByUsername(person.uid(), true)
                .get(0)
                .getId();
    }
}
