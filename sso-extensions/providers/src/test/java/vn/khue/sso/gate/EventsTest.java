package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.InjectKeycloakUrls;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.server.KeycloakUrls;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Origin;
import vn.khue.audit.event.Outcome;

/** Every sign-in and every administrative act reaches the audit service once, also when that was away. */
@KeycloakIntegrationTest(config = GateServer.class)
class EventsTest {
    @InjectKeycloakUrls
    KeycloakUrls urls;

    @InjectAdminClient
    Keycloak admin;

    private Gate gate;
    private SigningApp app;
    private final Surroundings around = Surroundings.get();
    private final Village village = around.village;

    @BeforeEach
    void app() {
        gate = Gate.at(urls.getBase());
        app = gate.app(gate.browser());
    }

    @Test
    void aLoginIsDeliveredOnceUnderTheKhueIdAndWithoutAnyName() {
        long before = count(EventKind.LOGIN, village.pupil.id().toString());

        app.signIn(village.pupil.uid());

        Patience.until(
                "the expected events arrive",
                () -> count(EventKind.LOGIN, village.pupil.id().toString()) == before + 1);
        AuditEvent login =
                events(EventKind.LOGIN, village.pupil.id().toString()).get(0);
        assertThat(login.source()).isEqualTo("sso");
        assertThat(login.outcome()).isEqualTo(Outcome.SUCCESS);
        Origin origin = login.actor().origin().orElseThrow();
        assertThat(origin.ip()).isIn("127.0.0.1", "::1", "0:0:0:0:0:0:0:1");
        assertThat(origin.port()).isPresent();
        assertThat(origin.userAgent().orElseThrow()).startsWith("Java-http-client");
        assertThat(login.details())
                .containsEntry("client", "khue-signing")
                .containsEntry("realm", "khue")
                .containsEntry("acr", "password")
                .containsEntry("redirect_host", "localhost");
        assertThat(login.toString())
                .doesNotContain(village.pupil.uid(), village.pupil.name().family());
        assertThat(around.intake.tokens).isNotEmpty().allMatch(token -> token.startsWith("Bearer ey"));
    }

    /** Two homes behind one address of their provider differ by the port only. */
    @Test
    void behindAProxyThePortIsTheClientsOwnOrNone() {
        Origin told = whereAFailureCameFrom("10.77.0.7:50312", village.secondDeputy.uid(), village.secondDeputy.id());
        Origin silent = whereAFailureCameFrom("10.77.0.8", village.accountant.uid(), village.accountant.id());

        assertThat(told.ip()).isEqualTo("10.77.0.7");
        assertThat(told.port()).contains(50_312);
        assertThat(silent.ip()).isEqualTo("10.77.0.8");
        assertThat(silent.port()).isEmpty();
    }

    private Origin whereAFailureCameFrom(String forwarded, String uid, UUID person) {
        SigningApp far = gate.app(Browser.at(forwarded));
        far.password(far.open(Map.of()), uid, "mật khẩu sai 123");
        Patience.until("the failure arrives", () -> count(EventKind.LOGIN_FAILED, person.toString()) > 0);
        return events(EventKind.LOGIN_FAILED, person.toString())
                .get(0)
                .actor()
                .origin()
                .orElseThrow();
    }

    @Test
    void theGateSaysThatItLives() {
        Patience.until(
                "heartbeats arrive",
                () -> around.intake.events().stream()
                                .filter(event -> event.kind() == EventKind.HEARTBEAT)
                                .count()
                        >= 2);
        assertThat(around.intake.events().stream().filter(event -> event.kind() == EventKind.HEARTBEAT))
                .allSatisfy(event -> {
                    assertThat(event.source()).isEqualTo("sso");
                    assertThat(event.details()).containsEntry("period_seconds", "5");
                });
        assertThat(around.intake.events().stream().filter(event -> event.kind() == EventKind.SERVICE_STARTED))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.actor().id()).isEqualTo("khue-sso"));
    }

    @Test
    void aFailedLoginOfAKnownPersonNamesThePersonAndNeverThePassword() {
        app.password(app.open(Map.of()), village.mother.uid(), "mật khẩu sai 123");

        Patience.until(
                "the expected events arrive",
                () -> count(EventKind.LOGIN_FAILED, village.mother.id().toString()) > 0);
        AuditEvent failed =
                events(EventKind.LOGIN_FAILED, village.mother.id().toString()).get(0);
        assertThat(failed.details()).containsEntry("reason", "invalid_user_credentials");
        assertThat(failed.toString()).doesNotContain("mật khẩu sai 123").doesNotContain(village.mother.uid());
    }

    @Test
    void aNameThatBelongsToNobodyIsKeptOnlyAsAKeyedHash() {
        String typed = "MậtKhẩuGõNhầmÔ";
        app.password(app.open(Map.of()), typed, "x");
        SigningApp other = gate.app(gate.browser());
        other.password(other.open(Map.of()), typed, "y");

        Patience.until(
                "the expected events arrive",
                () -> around.intake.events().stream()
                                .filter(event -> event.details().containsKey("login_hash"))
                                .count()
                        >= 2);
        List<AuditEvent> failed = around.intake.events().stream()
                .filter(event -> event.kind() == EventKind.LOGIN_FAILED
                        && "user_not_found".equals(event.details().get("reason")))
                .toList();
        assertThat(failed).isNotEmpty().allSatisfy(event -> {
            assertThat(event.actor().id()).isEqualTo("unknown");
            assertThat(event.details().get("login_hash")).matches("[0-9a-f]{32}");
            assertThat(event.toString()).doesNotContain(typed).doesNotContainIgnoringCase("mậtkhẩu");
        });
    }

    @Test
    void aStepUpIsTold() {
        app.signIn(village.clerk.uid());
        Page refused = app.code(app.open(Map.of("acr_values", "sign")), "000000");
        assertThat(refused.id()).isEqualTo("login-login-otp");
        Page passed = app.rightCode(refused, gate.codes.next(village.clerk));
        assertThat(passed.query()).containsKey("code");

        String clerk = village.clerk.id().toString();
        Patience.until(
                () -> "step-up and its failure are told, found " + around.intake.events(),
                // The clerk may have been asked for two factors in another test.
                () -> events(EventKind.STEP_UP, clerk).stream()
                                .anyMatch(event -> "sign".equals(event.details().get("acr")))
                        && count(EventKind.STEP_UP_FAILED, clerk) > 0);
    }

    @Test
    void anAdministrativeActIsToldWithoutItsContent() {
        var client = admin.realm("khue").clients().findByClientId("khue-audit").get(0);
        client.setDescription("một mô tả");
        admin.realm("khue").clients().get(client.getId()).update(client);

        Patience.until(
                "the expected events arrive",
                () -> around.intake.events().stream()
                        .anyMatch(event -> event.kind() == EventKind.ADMIN_CHANGED
                                && ("clients/" + client.getId())
                                        .equals(event.details().get("resource_path"))
                                && "update".equals(event.details().get("operation"))));
        assertThat(around.intake.events().toString()).doesNotContain("một mô tả");
        client.setDescription("");
        admin.realm("khue").clients().get(client.getId()).update(client);
    }

    /** Keycloak's own records are off in the realm, since they keep what people type as their name; here they are the judge. */
    @Test
    void whatKeycloakRecordsItselfArrivesUnderKeycloaksOwnIdAndOnce() throws Exception {
        RealmResource realm = admin.realm("khue");
        records(realm, true);
        try {
            app.tokens(app.password(app.open(Map.of()), village.pupil.uid(), Gate.PASSWORD));
            SigningApp wrong = gate.app(gate.browser());
            wrong.password(wrong.open(Map.of()), village.pupil.uid(), "mật khẩu sai 123");
            wrong.password(wrong.open(Map.of()), "không-có-ai", "x");
            var client = realm.clients().findByClientId("khue-audit").get(0);
            realm.clients().get(client.getId()).update(client);

            List<String> recorded = ids("select id from event_entity union all select id from admin_event_entity");
            assertThat(recorded).hasSizeGreaterThanOrEqualTo(5).doesNotHaveDuplicates();
            Patience.until(
                    "all that Keycloak recorded arrives",
                    () -> around.intake.events().stream()
                            .map(event -> event.id().toString())
                            .toList()
                            .containsAll(recorded));
            assertThat(around.intake.events().stream()
                            .map(event -> event.id().toString())
                            .filter(recorded::contains))
                    .hasSameSizeAs(recorded);
        } finally {
            records(realm, false);
            realm.clearEvents();
            realm.clearAdminEvents();
        }
    }

    private static void records(RealmResource realm, boolean kept) {
        var representation = realm.toRepresentation();
        representation.setEventsEnabled(kept);
        representation.setAdminEventsEnabled(kept);
        realm.update(representation);
    }

    private List<String> ids(String sql) throws java.sql.SQLException {
        List<String> ids = new ArrayList<>();
        try (var connection = around.database().getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            while (found.next()) {
                ids.add(found.getString(1));
            }
        }
        return ids;
    }

    @Test
    void eventsWaitInTheDatabaseWhileTheIntakeIsAwayAndAllArriveOnce() throws IOException {
        String teacher = village.teacher.id().toString();
        Patience.until("the expected events arrive", () -> around.count("select count(*) from audit_outbox") == 0);
        long before = count(EventKind.LOGIN, teacher);
        around.intake.kill();
        try {
            for (int i = 0; i < 3; i++) {
                gate.app(gate.browser()).signIn(village.teacher.uid());
            }
            assertThat(around.count("select count(*) from audit_outbox where body like '%" + teacher + "%'"))
                    .as("written in the transaction of the login, so it is there when the login has answered")
                    .isGreaterThanOrEqualTo(3);
            assertThat(count(EventKind.LOGIN, teacher)).isEqualTo(before);
        } finally {
            around.intake.restart();
        }

        Patience.until("the expected events arrive", () -> count(EventKind.LOGIN, teacher) == before + 3);
        Patience.until("the expected events arrive", () -> around.count("select count(*) from audit_outbox") == 0);
        assertThat(around.count("select count(*) from audit_outbox_rejected")).isZero();
    }

    @Test
    void whereTheEventCannotBeWrittenNobodyGetsIn() throws Exception {
        Patience.until("the expected events arrive", () -> around.count("select count(*) from audit_outbox") == 0);
        execute("alter table audit_outbox rename to audit_outbox_away");
        try {
            Page page = app.password(app.open(Map.of()), village.pupil.uid(), Gate.PASSWORD);
            assertThatThrownBy(() -> app.tokens(page))
                    .as("the code, if one was given, belongs to a session that was rolled back")
                    .isInstanceOf(AssertionError.class);
        } finally {
            execute("alter table audit_outbox_away rename to audit_outbox");
        }
        assertThat(app.open(Map.of()).id()).as("nor is the browser signed in").isEqualTo("login-login");
        assertThat(gate.app(gate.browser()).signIn(village.pupil.uid()).access())
                .isNotEmpty();
    }

    private void execute(String sql) throws java.sql.SQLException {
        try (var connection = around.database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(EventKind kind, String actor) {
        return events(kind, actor).size();
    }

    private List<AuditEvent> events(EventKind kind, String actor) {
        return around.intake.events().stream()
                .filter(event -> event.kind() == kind && event.actor().id().equals(actor))
                .toList();
    }
}
