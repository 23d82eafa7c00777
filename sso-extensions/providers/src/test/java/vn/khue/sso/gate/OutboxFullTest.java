package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.testframework.annotations.InjectKeycloakUrls;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.server.KeycloakUrls;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.JdbcOutbox;
import vn.khue.audit.event.Outcome;
import vn.khue.directory.Person;
import vn.khue.directory.Position;

/** The audit service stays away: logins go on, what waits is seen and alarmed, and at the bound nobody begins what could not be told. */
@KeycloakIntegrationTest(config = GateServer.class)
class OutboxFullTest {
    static final long BOUND = 400;

    @InjectKeycloakUrls
    KeycloakUrls urls;

    private Surroundings around;
    private Gate gate;

    @BeforeEach
    void gate() {
        around = Surroundings.get();
        gate = Gate.at(urls.getBase());
    }

    @Test
    void aLongOutageIsAlarmedStopsNewcomersAtTheBoundAndLosesNothing() throws IOException, SQLException {
        Person administrator = TrialOfficer.appointed(around, gate, Position.AN_NINH);
        SigningApp pupil = gate.app(gate.browser());
        Tokens tokens = pupil.signIn(around.village.pupil.uid());
        Patience.until("nothing waits", () -> around.count("select count(*) from audit_outbox") == 0);
        List<UUID> written = new ArrayList<>();
        Set<UUID> before = Set.copyOf(around.intake.received);
        around.intake.kill();
        try (LogLines log = LogLines.open()) {
            written.addAll(append(330));
            Patience.until("the alarm is raised", () -> log.all().contains("percent full"));
            assertThat(gate.app(gate.browser())
                            .signIn(around.village.mother.uid())
                            .access())
                    .as("logins go on")
                    .isNotEmpty();

            written.addAll(append(80));
            Patience.until("the bound is reached", () -> log.all().contains("has reached its bound"));
            SigningApp newcomer = gate.app(gate.browser());
            Page refused = newcomer.password(newcomer.open(Map.of()), around.village.teacher.uid(), Gate.PASSWORD);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.html()).contains("chưa nhận đăng nhập mới", "đang đăng nhập vẫn dùng tiếp được");
            assertThat(newcomer.open(Map.of("prompt", "none")).query())
                    .as("nor is the browser signed in")
                    .containsEntry("error", "login_required");

            assertThat(pupil.open(Map.of()).query())
                    .as("whoever is signed in goes on")
                    .containsKey("code");
            tokens = pupil.refresh(tokens);
            SigningApp office = gate.app(gate.browser());
            Page code = office.password(office.open(Map.of()), administrator.uid(), Gate.PASSWORD);
            assertThat(office.tokens(office.code(code, gate.codes.next(administrator)))
                            .access())
                    .as("whoever has to mend it comes in")
                    .isNotEmpty();
            assertThat(Pattern.compile("percent full")
                            .matcher(log.all())
                            .results()
                            .count())
                    .as("one line a level")
                    .isOne();
            assertThat(Pattern.compile("has reached its bound")
                            .matcher(log.all())
                            .results()
                            .count())
                    .isOne();
        } finally {
            around.intake.restart();
        }

        Patience.until("all is delivered", () -> around.count("select count(*) from audit_outbox") == 0);
        Set<UUID> ours = Set.copyOf(written);
        assertThat(around.intake.received.stream().filter(ours::contains))
                .as("in order, none lost, none twice")
                .containsExactlyElementsOf(written);
        Patience.until("newcomers come in again, without a restart", () -> {
            SigningApp again = gate.app(gate.browser());
            return again.password(again.open(Map.of()), around.village.teacher.uid(), Gate.PASSWORD)
                    .query()
                    .containsKey("code");
        });
        assertThat(around.intake.events().stream()
                        .filter(event -> !before.contains(event.id())
                                && event.actor()
                                        .id()
                                        .equals(around.village.teacher.id().toString())
                                && event.kind() == EventKind.LOGIN_FAILED)
                        .map(event -> String.valueOf(event.details().get("reason"))))
                .as("who was turned away, and that it was for this alone")
                .isNotEmpty()
                .containsOnly("outbox_full");
        pupil.refresh(tokens);
    }

    private List<UUID> append(int events) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (var connection = around.database().getConnection()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < events; i++) {
                AuditEvent event = AuditEvent.of(
                                EventKind.LOGIN, Outcome.SUCCESS, Actor.service("khue-trial"), "sso", Clock.systemUTC())
                        .with(DetailKey.CLIENT, "khue-trial")
                        .build();
                JdbcOutbox.append(connection, event);
                ids.add(event.id());
            }
            connection.commit();
        }
        return ids;
    }
}
