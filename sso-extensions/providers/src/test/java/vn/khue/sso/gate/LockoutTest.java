package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.InjectKeycloakUrls;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.server.KeycloakUrls;
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

/** Who guesses waits, and nobody else. Each test has a person of its own, for wrong tries are counted. */
@KeycloakIntegrationTest(config = GateServer.class)
class LockoutTest {
    private static final String CLASSROOM = "10.20.0.7";
    private static final String WRONG = "sai rồi nhé";

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

    /** The numbers of the jar, but fewer tries lock an account, for every try costs a login. */
    static Path policy(Path file) throws IOException {
        return Files.writeString(file, """
                wrong-before-lock=5
                first-lock-seconds=60
                longest-lock-seconds=900
                counting-hours=12
                wrong-of-staff=7
                wrong-of-others=9
                account-lock-hours=12
                """);
    }

    @Test
    void aGuessingNeighbourWaitsAndTheOwnerInAnOwnBrowserDoesNot() {
        Person pupil = pupil();
        SigningApp own = gate.app(Browser.at(CLASSROOM));
        assertThat(signsIn(own, pupil)).isTrue();
        SigningApp neighbour = gate.app(Browser.at(CLASSROOM));

        wrong(neighbour, pupil, 5);

        assertThat(signsIn(neighbour, pupil))
                .as("even the right password waits")
                .isFalse();
        assertThat(signsIn(gate.app(Browser.at(CLASSROOM)), pupil))
                .as("a new browser at that address is counted with it")
                .isFalse();
        assertThat(signsIn(own, pupil)).as("the owner's browser").isTrue();
        assertThat(signsIn(gate.app(Browser.at("10.20.0.8")), pupil))
                .as("another address")
                .isTrue();
        Patience.until(
                "the log has the lock",
                () -> around.intake.events().stream()
                        .anyMatch(event -> event.kind() == EventKind.ACCOUNT_LOCKED
                                && event.toString().contains(pupil.id().toString())));
    }

    @Test
    void oneAddressGuessingForManyShutsNobodyElseOut() {
        Person guessed = pupil();
        Person classmate = pupil();
        wrong(gate.app(Browser.at(CLASSROOM)), guessed, 6);

        assertThat(signsIn(gate.app(Browser.at(CLASSROOM)), classmate)).isTrue();
    }

    @Test
    void whatAnotherSignedInWithDoesNotMakeABrowserTheVictims() {
        Person attacker = pupil();
        Person victim = pupil();
        Browser browser = Browser.at("10.20.0.9");
        assertThat(signsIn(gate.app(browser), attacker)).isTrue();
        browser.restart();

        wrong(gate.app(browser), victim, 5);

        assertThat(count(victim, "source like 'browser %'")).isZero();
        assertThat(count(victim, "source = 'network 10.20.0.9' and wrong = 5")).isOne();
    }

    @Test
    void guessesFromEverywhereLockAnOfficersAccountForAllButItsOwnBrowsers() {
        Person clerk = officer();
        SigningApp own = gate.app(Browser.at("10.30.0.1"));
        assertThat(signsIn(own, clerk)).isTrue();
        for (int i = 0; i < 7; i++) {
            wrong(gate.app(Browser.at("10.50.0." + i)), clerk, 1);
        }

        assertThat(signsIn(gate.app(Browser.at("10.60.0.1")), clerk)).isFalse();
        assertThat(signsIn(own, clerk)).isTrue();
        assertThat(count(clerk, "source = 'all' and locked_until > now() + interval '11 hours'"))
                .isOne();
    }

    @Test
    void guessesFromEverywhereLockAPupilLater() {
        Person pupil = pupil();
        for (int i = 0; i < 8; i++) {
            wrong(gate.app(Browser.at("10.50.0." + i)), pupil, 1);
        }
        assertThat(signsIn(gate.app(Browser.at("10.60.0.2")), pupil)).isTrue();

        wrong(gate.app(Browser.at("10.50.0.99")), pupil, 1);

        assertThat(signsIn(gate.app(Browser.at("10.60.0.3")), pupil)).isFalse();
    }

    @Test
    void guessesMadeAtOnceAreNotMoreThanGuessesMadeInTurn() throws Exception {
        Person pupil = pupil();
        var attempts = new ArrayList<Future<?>>();
        var threads = Executors.newFixedThreadPool(16);
        try {
            for (int i = 0; i < 32; i++) {
                SigningApp app = gate.app(Browser.at("10.70.0.1"));
                Page page = app.open(Map.of());
                attempts.add(threads.submit(() -> app.password(page, pupil.uid(), WRONG)));
            }
            for (Future<?> attempt : attempts) {
                attempt.get();
            }
        } finally {
            threads.shutdown();
        }

        assertThat(around.count("select sum(wrong) from khue_login_try where source = 'network 10.70.0.1'"))
                .as("tries that were looked at")
                .isBetween(1L, 5L);
    }

    /** Site-local, for the realm lets nobody from outside in without TLS. */
    @Test
    void addressesOfOneNetworkOfIpv6AreOneSource() {
        Person pupil = pupil();
        for (int i = 1; i <= 5; i++) {
            wrong(gate.app(Browser.at("fec0:0:0:2::" + i)), pupil, 1);
        }

        assertThat(signsIn(gate.app(Browser.at("fec0:0:0:2:ffff::1")), pupil)).isFalse();
        assertThat(signsIn(gate.app(Browser.at("fec0:0:0:3::1")), pupil)).isTrue();
    }

    @Test
    void ofSeveralForwardedAddressesNoneIsBelieved() {
        Person pupil = pupil();
        for (int i = 1; i <= 5; i++) {
            wrong(gate.app(Browser.at("10.80.0." + i + ", 10.81.0.1")), pupil, 1);
        }

        assertThat(signsIn(gate.app(Browser.at("10.80.0.99, 10.81.0.1")), pupil))
                .as("what the sender writes makes no new source")
                .isFalse();
        assertThat(signsIn(gate.app(Browser.at("10.80.0.1")), pupil))
                .as("nor does it count against somebody else's")
                .isTrue();
    }

    @Test
    void theRightPasswordForgetsWhatThatSourceGotWrong() {
        Person pupil = pupil();
        wrong(gate.app(Browser.at("10.40.0.1")), pupil, 4);

        assertThat(signsIn(gate.app(Browser.at("10.40.0.1")), pupil)).isTrue();

        assertThat(count(pupil, "source = 'network 10.40.0.1'")).isZero();
    }

    @Test
    void aBrowsersCookieIsNotReadableByScriptAndTellsNoName() {
        Person pupil = pupil();
        SigningApp app = gate.app(Browser.at("10.40.0.2"));
        Page back = app.password(app.open(Map.of()), pupil.uid(), Gate.PASSWORD);

        assertThat(back.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("KHUE_BROWSER="))
                .singleElement()
                .asString()
                .contains("HttpOnly")
                .contains("Secure")
                .contains("SameSite=Lax")
                .doesNotContain(pupil.uid())
                .doesNotContain(userId(pupil));
    }

    private void wrong(SigningApp app, Person person, int times) {
        for (int i = 0; i < times; i++) {
            Page page = app.password(app.open(Map.of("prompt", "login")), person.uid(), WRONG);
            assertThat(page.query()).doesNotContainKey("code");
        }
    }

    private static boolean signsIn(SigningApp app, Person person) {
        Page page = app.open(Map.of("prompt", "login"));
        return app.password(page, person.uid(), Gate.PASSWORD).query().containsKey("code");
    }

    private long count(Person person, String where) {
        return around.count(
                "select count(*) from khue_login_try where user_id = '" + userId(person) + "' and " + where);
    }

    private String userId(Person person) {
        return admin.realm("khue")
                .users()
                .searchByUsername(person.uid(), true)
                .get(0)
                .getId();
    }

    private Person pupil() {
        Person person = newcomer();
        new DemoAccounts(gate.server, Gate.administrator())
                .ensure(List.of(new DemoAccount(person.uid(), Gate.PASSWORD, Optional.empty())));
        return person;
    }

    private Person officer() {
        Person person = pupil();
        around.writer.add(new Appointment(
                UUID.randomUUID(),
                person.id(),
                BadgeVillage.SCHOOL,
                Position.KE_TOAN,
                AppointmentKind.CHINH,
                Validity.since(LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).minusDays(1)),
                Optional.empty()));
        return person;
    }

    private Person newcomer() {
        UUID id = UUID.randomUUID();
        var person = new Person(
                id,
                "tre." + id.toString().substring(0, 8),
                PersonName.of("Ngô Văn Khóa"),
                Optional.empty(),
                Sex.UNKNOWN,
                Optional.empty(),
                PersonStatus.ACTIVE);
        around.writer.add(person);
        return person;
    }
}
