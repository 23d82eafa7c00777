package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.testframework.annotations.InjectKeycloakUrls;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.server.KeycloakUrls;
import vn.khue.audit.event.EventKind;
import vn.khue.directory.Person;
import vn.khue.directory.Position;

/** Answers of a security officer to an alert, through the calls of the audit service. */
@KeycloakIntegrationTest(config = GateServer.class)
class ResponseTest {
    @InjectKeycloakUrls
    KeycloakUrls urls;

    private Surroundings around;
    private Gate gate;

    @BeforeEach
    void theGate() {
        around = Surroundings.get();
        gate = Gate.at(urls.getBase());
    }

    @Test
    void aLockedAccountIsOutEverywhereUntilItIsReleased() {
        Person officer = TrialOfficer.appointed(around, gate, Position.AN_NINH);
        Person victim = TrialOfficer.appointed(around, gate, Position.VAN_THU);
        HelpConsole response = HelpConsole.withToken(gate, signIn(officer).access());
        SigningApp app = gate.app(gate.browser());
        Tokens before = app.signIn(victim.uid());

        assertThat(call(response, "POST", victim.id(), "lock")).isEqualTo(204);

        assertThatThrownBy(() -> app.refresh(before)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> app.userinfo(before)).isInstanceOf(AssertionError.class);
        for (int i = 0; i < 2; i++) {
            SigningApp again = gate.app(gate.browser());
            assertThat(again.password(again.open(Map.of()), victim.uid(), Gate.PASSWORD)
                            .id())
                    .as("found in the directory again, and still locked")
                    .isEqualTo("login-login");
        }
        assertThat(call(response, "POST", victim.id(), "release")).isEqualTo(204);
        assertThat(gate.app(gate.browser()).signIn(victim.uid())).isNotNull();
        told(officer, victim, "account_lock");
        told(officer, victim, "account_release");
    }

    @Test
    void sessionsEndAndThePersonSignsInAgain() {
        Person officer = TrialOfficer.appointed(around, gate, Position.AN_NINH);
        Person victim = TrialOfficer.appointed(around, gate, Position.HIEU_TRUONG);
        HelpConsole response = HelpConsole.withToken(gate, signIn(officer).access());
        SigningApp app = gate.app(gate.browser());
        Tokens before = app.signIn(victim.uid());

        assertThat(call(response, "DELETE", victim.id(), "sessions")).isEqualTo(204);

        assertThatThrownBy(() -> app.refresh(before)).isInstanceOf(AssertionError.class);
        assertThat(gate.app(gate.browser()).signIn(victim.uid())).isNotNull();
        assertThat(call(response, "DELETE", officer.id(), "sessions"))
                .as("oneself")
                .isEqualTo(403);
        assertThat(call(response, "POST", officer.id(), "lock")).as("oneself").isEqualTo(403);
        assertThat(call(response, "POST", UUID.randomUUID(), "lock")).isEqualTo(404);
        assertThat(call(HelpConsole.withToken(gate, "x"), "POST", victim.id(), "lock"))
                .isEqualTo(401);
    }

    @Test
    void nobodyElseMay() {
        Person victim = TrialOfficer.appointed(around, gate, Position.GIAO_VIEN);
        Person it = TrialOfficer.appointed(around, gate, Position.QT_CNTT);
        Person auditor = TrialOfficer.appointed(around, gate, Position.KIEM_TOAN);
        for (Person each : new Person[] {it, auditor}) {
            HelpConsole other = HelpConsole.withToken(gate, signIn(each).access());
            assertThat(call(other, "POST", victim.id(), "lock")).isEqualTo(403);
            assertThat(call(other, "POST", victim.id(), "release")).isEqualTo(403);
        }
        Patience.until(
                "the denial is told",
                () -> around.intake.events().stream()
                        .anyMatch(event -> event.kind() == EventKind.ACCESS_DENIED
                                && event.actor().id().equals(auditor.id().toString())
                                && "account_lock".equals(event.details().get("permission"))));
        assertThat(gate.app(gate.browser()).signIn(victim.uid())).isNotNull();
    }

    private Tokens signIn(Person person) {
        SigningApp app = gate.app(gate.browser());
        Page page = app.password(app.open(Map.of("acr_values", "mfa")), person.uid(), Gate.PASSWORD);
        return app.tokens(app.code(page, gate.codes.next(person)));
    }

    private static int call(HelpConsole console, String method, UUID person, String what) {
        return console.call(method, "response/people/" + person + "/" + what, method.equals("POST") ? "{}" : "")
                .statusCode();
    }

    private void told(Person officer, Person victim, String operation) {
        Patience.until(
                operation + " is told",
                () -> around.intake.events().stream()
                        .anyMatch(event -> event.kind() == EventKind.ADMIN_CHANGED
                                && event.actor().id().equals(officer.id().toString())
                                && operation.equals(event.details().get("operation"))
                                && event.target()
                                        .orElseThrow()
                                        .id()
                                        .equals(victim.id().toString())));
    }
}
