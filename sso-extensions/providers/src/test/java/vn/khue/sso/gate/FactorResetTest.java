package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.InjectKeycloakUrls;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.server.KeycloakUrls;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
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

/** Second factors are taken away by two officers of one kind, and by nobody alone. */
@KeycloakIntegrationTest(config = GateServer.class)
class FactorResetTest {
    private static final String REASON = "Mất điện thoại, đã gọi lại số ghi ở hồ sơ";

    @InjectKeycloakUrls
    KeycloakUrls urls;

    @InjectAdminClient
    Keycloak admin;

    private Surroundings around;
    private Gate gate;

    @BeforeEach
    void theGate() {
        around = Surroundings.get();
        gate = Gate.at(urls.getBase());
    }

    @Test
    void oneAsksAnotherApprovesAndTheOwnerBeginsAnewByASlip() {
        Person one = officer(Position.QT_NEN_TANG);
        Person other = officer(Position.QT_NEN_TANG);
        Person department = officer(Position.CHUYEN_VIEN_SO);
        Person owner = officer(Position.AN_NINH);
        Tokens owners = signIn(owner);
        HelpConsole first = HelpConsole.withToken(gate, signIn(one).access());
        HelpConsole second = HelpConsole.withToken(gate, signIn(other).access());
        HelpConsole departments = HelpConsole.withToken(gate, signIn(department).access());

        assertThat(ask(departments, owner, "HD-1").statusCode())
                .as("more rights than a department's officer")
                .isEqualTo(403);
        assertThat(ask(first, one, "HD-1").statusCode()).as("oneself").isEqualTo(403);
        assertThat(ask(first, owner, "a ticket with blanks").statusCode()).isEqualTo(400);
        assertThat(first.call("POST", "factor-resets", body("khong.co", "HD-1")).statusCode())
                .isEqualTo(404);
        assertThat(ask(first, owner, "HD-1042").statusCode()).isEqualTo(204);
        assertThat(ask(second, owner, "HD-1043").statusCode()).as("one waits").isEqualTo(409);

        JsonNode own = waiting(first, owner);
        assertThat(own.path("own").asBoolean()).isTrue();
        assertThat(own.path("approvable").asBoolean()).isFalse();
        String path = "factor-resets/" + own.path("id").asString();
        assertThat(first.call("POST", path + "/approve", "{}").statusCode())
                .as("nobody approves their own")
                .isEqualTo(403);
        assertThat(departments.call("POST", path + "/approve", "{}").statusCode())
                .as("another kind")
                .isEqualTo(403);
        assertThat(factors(owner)).contains("otp", "password");

        JsonNode shown = waiting(second, owner);
        assertThat(shown.path("ticket").asString()).isEqualTo("HD-1042");
        assertThat(shown.path("reason").asString()).isEqualTo(REASON);
        assertThat(shown.path("approvable").asBoolean()).isTrue();
        JsonNode slip = HelpConsole.json(second.call("POST", path + "/approve", "{}"));
        assertThat(slip.path("uid").asString()).isEqualTo(owner.uid());

        assertThat(factors(owner)).isEmpty();
        Assertions.assertThatThrownBy(() -> gate.app(gate.browser()).userinfo(owners))
                .as("every session is over")
                .isInstanceOf(AssertionError.class);
        assertThat(second.call("POST", path + "/approve", "{}").statusCode())
                .as("answered once")
                .isEqualTo(404);
        Page next = new Newcomer(gate).present(owner.uid(), slip.path("code").asString());
        assertThat(next.id()).as("a new second factor, then a password").isEqualTo("login-login-config-totp");
        told(one, owner, EventKind.ADMIN_CHANGED, "factor_reset_ask");
        told(other, owner, EventKind.CREDENTIAL_CHANGED, "factor_reset_approve");
        Patience.until(
                "the denials are told",
                () -> around.intake.events().stream()
                        .anyMatch(event -> event.kind() == EventKind.ACCESS_DENIED
                                && event.actor().id().equals(one.id().toString())
                                && "factor_reset_approve".equals(event.details().get("permission"))));
    }

    @Test
    void whoAskedTakesItBackAndWithoutASecondFactorOfOnesOwnNothingIsSeen() {
        Person one = officer(Position.CHUYEN_VIEN_SO);
        Person principal = officer(Position.HIEU_TRUONG);
        HelpConsole withPassword = HelpConsole.of(gate, one);
        assertThat(withPassword.status("factor-resets")).isEqualTo(403);
        assertThat(ask(withPassword, principal, "HD-7").statusCode()).isEqualTo(403);
        assertThat(HelpConsole.of(gate, around.village.teacher).status("factor-resets"))
                .isEqualTo(403);

        HelpConsole sure = HelpConsole.withToken(gate, signIn(one).access());
        assertThat(ask(sure, principal, "HD-7").statusCode()).isEqualTo(204);
        String path = "factor-resets/" + waiting(sure, principal).path("id").asString();
        assertThat(sure.call("DELETE", path, "").statusCode()).isEqualTo(204);
        assertThat(sure.call("DELETE", path, "").statusCode()).isEqualTo(404);
        assertThat(factors(principal)).contains("otp");
        told(one, principal, EventKind.ADMIN_CHANGED, "factor_reset_refuse");

        assertThat(ask(sure, principal, "HD-8").statusCode()).isEqualTo(204);
        assertThat(around.count("select count(*) from khue_factor_reset where person = '" + principal.id() + "'"))
                .as("what was asked stays")
                .isEqualTo(2);
    }

    private static HttpResponse<String> ask(HelpConsole console, Person person, String ticket) {
        return console.call("POST", "factor-resets", body(person.uid(), ticket));
    }

    private static String body(String uid, String ticket) {
        return JsonMapper.shared().writeValueAsString(Map.of("uid", uid, "ticket", ticket, "reason", REASON));
    }

    private static JsonNode waiting(HelpConsole console, Person person) {
        return console.get("factor-resets")
                .path("requests")
                .valueStream()
                .filter(request -> request.path("uid").asString().equals(person.uid()))
                .findAny()
                .orElseThrow();
    }

    private List<String> factors(Person person) {
        var users = admin.realm("khue").users();
        return users.get(users.searchByUsername(person.uid(), true).get(0).getId()).credentials().stream()
                .map(CredentialRepresentation::getType)
                .toList();
    }

    private Tokens signIn(Person person) {
        SigningApp app = gate.app(gate.browser());
        Page page = app.password(app.open(Map.of("acr_values", "mfa")), person.uid(), Gate.PASSWORD);
        return app.tokens(app.code(page, gate.codes.next(person)));
    }

    private Person officer(Position position) {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
        UUID id = UUID.randomUUID();
        var person = new Person(
                id,
                "cb." + id.toString().substring(0, 8),
                PersonName.of("Trịnh Văn Cán"),
                Optional.empty(),
                Sex.UNKNOWN,
                Optional.empty(),
                PersonStatus.ACTIVE);
        around.writer.add(person);
        around.writer.add(new Appointment(
                UUID.randomUUID(),
                id,
                Village.SCHOOL,
                position,
                AppointmentKind.CHINH,
                Validity.since(today.minusYears(1)),
                Optional.empty()));
        new DemoAccounts(gate.server, Gate.administrator())
                .ensure(List.of(new DemoAccount(person.uid(), Gate.PASSWORD, Optional.of(Gate.TOTP))));
        return person;
    }

    private void told(Person actor, Person target, EventKind kind, String operation) {
        Patience.until(
                () -> operation + " is told",
                () -> around.intake.events().stream()
                        .anyMatch(event -> event.kind() == kind
                                && event.actor().id().equals(actor.id().toString())
                                && event.target()
                                        .filter(found ->
                                                found.id().equals(target.id().toString()))
                                        .isPresent()
                                && operation.equals(event.details().get("operation"))));
    }
}
