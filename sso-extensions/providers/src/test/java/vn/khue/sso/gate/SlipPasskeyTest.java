package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.InjectKeycloakUrls;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.server.KeycloakUrls;
import vn.khue.audit.event.EventKind;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Sex;
import vn.khue.directory.Validity;
import vn.khue.sso.realm.DemoAccount;
import vn.khue.sso.realm.DemoAccounts;

/** A passkey in place of the first password: made by a slip, once, and then the whole login. */
@KeycloakIntegrationTest(config = GateServer.class)
class SlipPasskeyTest {
    private static final Pattern LINK = Pattern.compile("id=\"khue-passkey\" href=\"([^\"]+)\"");

    @InjectKeycloakUrls
    KeycloakUrls urls;

    @InjectAdminClient
    Keycloak admin;

    private Surroundings around;
    private Gate gate;
    private String group;
    private HelpConsole teacher;

    @BeforeEach
    void aTeacherWhoHelps() {
        around = Surroundings.get();
        gate = Gate.at(urls.getBase());
        Person form = person("gvcn.", "Bùi Thị Khoá");
        String year = around.village.today.getYear() - (around.village.today.getMonthValue() < 8 ? 1 : 0) + "";
        group = "thcs-thi-tran-2-" + UUID.randomUUID().toString().substring(0, 8);
        around.writer.add(new ClassGroup(
                group, Village.SCHOOL, year + "-" + (Integer.parseInt(year) + 1), 7, "7" + group.substring(16, 19)));
        enrol(form, ClassRole.FORM_TEACHER);
        new DemoAccounts(gate.server, Gate.administrator())
                .ensure(List.of(new DemoAccount(form.uid(), Gate.PASSWORD, Optional.empty())));
        teacher = HelpConsole.of(gate, form);
    }

    @Test
    void aSlipMakesAPasskeyOnceWhichThenSignsInAlone() {
        Person pupil = pupil();
        String code = teacher.slip(pupil);
        var device = new SoftPasskey();

        Newcomer newcomer = new Newcomer(gate);
        Page make = present(newcomer, pupil, code);
        Tokens first = newcomer.app.tokens(newcomer.browser.post(make.action(), device.made(make)));

        assertThat(first.idClaims().path("acr").asString()).isEqualTo("password");
        assertThat(first.idClaims().path("amr").toString()).contains("\"slip\"");
        assertThat(credentials(pupil)).containsExactly("webauthn-passwordless");
        assertThat(present(new Newcomer(gate), pupil, code).id())
                .as("the slip is used up")
                .isEqualTo("login-khue-activation");

        SigningApp alone = gate.app(gate.browser());
        Tokens tokens = alone.tokens(prove(alone, device, Map.of("acr_values", "mfa")));
        assertThat(tokens.idClaims().path("khue_id").asString())
                .isEqualTo(pupil.id().toString());
        assertThat(tokens.idClaims().path("acr").asString()).isEqualTo("mfa");
        assertThat(tokens.idClaims().path("amr").toString()).contains("\"hwk\"");
        Patience.until(
                "the login is told",
                () -> around.intake.events().stream()
                        .anyMatch(event -> event.kind() == EventKind.LOGIN
                                && event.actor().id().equals(pupil.id().toString())
                                && "passkey".equals(event.details().get("method"))));
    }

    @Test
    void aDeviceThatDoesNotRecogniseItsOwnerMakesNoPasskeyAndOpensNothing() {
        Person pupil = pupil();
        String code = teacher.slip(pupil);
        var device = new SoftPasskey();
        Newcomer newcomer = new Newcomer(gate);
        Page make = present(newcomer, pupil, code);
        device.recognisesItsOwner(false);
        assertThat(newcomer.browser.post(make.action(), device.made(make)).query())
                .doesNotContainKey("code");
        assertThat(credentials(pupil)).isEmpty();

        device.recognisesItsOwner(true);
        Newcomer again = new Newcomer(gate);
        Page anew = present(again, pupil, code);
        again.app.tokens(again.browser.post(anew.action(), device.made(anew)));
        device.recognisesItsOwner(false);
        assertThat(prove(gate.app(gate.browser()), device, Map.of()).query()).doesNotContainKey("code");
        var stranger = new SoftPasskey();
        assertThat(prove(gate.app(gate.browser()), stranger, Map.of()).query()).doesNotContainKey("code");
    }

    @Test
    void aNewSlipTakesTheFormerPasskeyAway() {
        Person pupil = pupil();
        var lost = new SoftPasskey();
        Newcomer newcomer = new Newcomer(gate);
        Page make = present(newcomer, pupil, teacher.slip(pupil));
        newcomer.app.tokens(newcomer.browser.post(make.action(), lost.made(make)));

        teacher.slip(pupil);

        assertThat(credentials(pupil)).isEmpty();
        assertThat(prove(gate.app(gate.browser()), lost, Map.of()).query()).doesNotContainKey("code");
    }

    @Test
    void noAppCanHaveAnOpenSessionMakeOne() {
        SigningApp app = gate.app(gate.browser());
        app.signIn(around.village.pupil.uid());

        Page page = app.open(Map.of("kc_action", "webauthn-register-passwordless"));

        assertThat(page.html()).doesNotContain("data-passkey=\"create\"");
    }

    @Test
    void aSignatureIsNotAskedForByThisWay() {
        SigningApp app = gate.app(gate.browser());
        Page password = app.open(Map.of("acr_values", "sign"));

        assertThat(app.follow(link(password)).id()).isEqualTo("login-login");
    }

    private Page present(Newcomer newcomer, Person person, String code) {
        Page slip = newcomer.slipPage(Map.of());
        return newcomer.browser.post(slip.action(), Map.of("username", person.uid(), "code", code, "way", "passkey"));
    }

    private Page prove(SigningApp app, SoftPasskey device, Map<String, String> extra) {
        Page ask = app.follow(link(app.open(extra)));
        assertThat(ask.html()).as("the page for passkeys").contains("data-passkey=\"get\"");
        return app.post(ask, device.proof(ask));
    }

    private String link(Page page) {
        Matcher link = LINK.matcher(page.html());
        assertThat(link.find()).as("a link to passkeys on %s", page.html()).isTrue();
        return page.address().resolve(link.group(1).replace("&amp;", "&")).toString();
    }

    private List<String> credentials(Person person) {
        var users = admin.realm("khue").users();
        return users.searchByUsername(person.uid(), true).stream()
                .flatMap(user -> users.get(user.getId()).credentials().stream())
                .map(credential -> credential.getType())
                .toList();
    }

    private Person pupil() {
        Person pupil = person("em.", "Hồ Thị Khoá");
        enrol(pupil, ClassRole.PUPIL);
        return pupil;
    }

    private Person person(String stem, String name) {
        UUID id = UUID.randomUUID();
        var person = new Person(
                id,
                stem + id.toString().substring(0, 8),
                PersonName.of(name),
                Optional.empty(),
                Sex.UNKNOWN,
                Optional.empty(),
                PersonStatus.ACTIVE);
        around.writer.add(person);
        return person;
    }

    private void enrol(Person person, ClassRole role) {
        around.writer.add(new Enrolment(
                UUID.randomUUID(),
                person.id(),
                group,
                Village.SCHOOL,
                role,
                Validity.since(around.village.today.minusDays(1))));
    }
}
