package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.InjectKeycloakUrls;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.server.KeycloakUrls;
import tools.jackson.databind.JsonNode;
import vn.khue.directory.PersonStatus;

/** However a session ends, the apps that it opened are told, and are told later where they do not answer. */
@KeycloakIntegrationTest(config = GateServer.class)
class GlobalLogoutTest {
    private static final String READ =
            "select sum(seq_tup_read) from pg_stat_user_tables where relname in ('user_entity', 'offline_user_session', 'khue_app_session')";

    @InjectKeycloakUrls
    KeycloakUrls urls;

    @InjectAdminClient
    Keycloak admin;

    private Surroundings around;
    private Gate gate;
    private RealmResource realm;
    private AppEar ear;
    private String address;
    private SigningApp app;

    @BeforeEach
    void anAppThatHears() throws IOException {
        around = Surroundings.get();
        gate = Gate.at(urls.getBase());
        realm = admin.realm("khue");
        ear = AppEar.start();
        address = backChannel(ear.url());
        app = gate.app(gate.browser());
    }

    @AfterEach
    void asBefore() {
        backChannel(address);
        ear.kill();
    }

    @Test
    void aLogoutTokenNamesTheSessionAndThePersonAsTheAppKnowsThem() throws GeneralSecurityException {
        Tokens tokens = signedIn();
        realm.users().get(userId()).logout();

        String token = ear.about(tokens).get(0);
        JsonNode claims = AppEar.claims(token);
        assertThat(claims.path("sub").asString())
                .hasSize(43)
                .isEqualTo(tokens.idClaims().path("sub").asString());
        assertThat(claims.path("iss").asString()).isEqualTo(gate.realm());
        assertThat(claims.path("aud").asString()).isEqualTo("khue-signing");
        assertThat(claims.path("events").has("http://schemas.openid.net/event/backchannel-logout"))
                .isTrue();
        assertThat(claims.path("jti").asString()).isNotEmpty();
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isBetween(1L, 120L);
        assertThat(claims.has("nonce")).isFalse();
        assertThat(AppEar.part(token, 0).path("typ").asString()).isEqualTo("logout+jwt");
        assertThat(isOfTheGate(token)).isTrue();
    }

    @Test
    void anEndOutsideOfAnyRequestIsToldInTheSameWords() throws GeneralSecurityException {
        Tokens tokens = signedIn();
        realm.users().get(userId()).logout();
        JsonNode inTheRequest = AppEar.claims(ear.about(tokens).get(0));
        Tokens again = signedIn();
        realm.logoutAll();

        toldOnce(again);
        String token = ear.about(again).get(0);
        JsonNode later = AppEar.claims(token);
        assertThat(later.propertyNames()).containsExactlyInAnyOrderElementsOf(inTheRequest.propertyNames());
        for (String same : new String[] {"sub", "iss", "aud", "events", "typ"}) {
            assertThat(later.path(same)).as(same).isEqualTo(inTheRequest.path(same));
        }
        assertThat(AppEar.part(token, 0).path("typ").asString()).isEqualTo("logout+jwt");
        assertThat(isOfTheGate(token)).isTrue();
    }

    @Test
    void whoeverIsDisabledAtTheGateIsOutOfEverySession() {
        Tokens tokens = signedIn();
        enable(false);
        try {
            toldOnce(tokens);
            assertThatThrownBy(() -> app.refresh(tokens)).isInstanceOf(AssertionError.class);
        } finally {
            enable(true);
        }
        assertThatThrownBy(() -> app.refresh(tokens))
                .as("the session is gone, not only shut")
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void whoeverIsSuspendedInTheDirectoryIsOutOfEverySession() {
        Tokens tokens = signedIn();
        around.writer.update(around.village.teacher.withStatus(PersonStatus.SUSPENDED));
        try {
            toldOnce(tokens);
        } finally {
            around.writer.update(around.village.teacher);
        }
        assertThatThrownBy(() -> app.refresh(tokens)).isInstanceOf(AssertionError.class);
    }

    /** As one whose apps are SAML alone: nobody is told, but it ends. */
    @Test
    void aSessionOfWhichNoAppHearsEndsToo() {
        Page back = app.password(app.open(Map.of()), around.village.secondDeputy.uid(), Gate.PASSWORD);
        assertThat(back.query()).containsKey("code");
        String open =
                "select count(*) from offline_user_session s join user_entity u on u.id = s.user_id where u.username = '"
                        + around.village.secondDeputy.uid() + "'";
        assertThat(around.count(open)).isPositive();
        around.writer.update(around.village.secondDeputy.withStatus(PersonStatus.SUSPENDED));
        try {
            Patience.until("no session is left", () -> around.count(open) == 0);
        } finally {
            around.writer.update(around.village.secondDeputy);
        }
        assertThat(app.open(Map.of()).id()).isEqualTo("login-login");
    }

    @Test
    void whoeverIsTakenOutOfKeycloakIsOutOfEverySession() {
        Tokens tokens = signedIn();
        try (var answer = realm.users().delete(userId())) {
            assertThat(answer.getStatus()).isEqualTo(204);
        }
        try {
            toldOnce(tokens);
        } finally {
            gate.accounts();
        }
    }

    @Test
    void aSessionWhoseTimeIsOverIsToldToItsApps() {
        Tokens tokens = signedIn();
        RealmRepresentation before = realm.toRepresentation();
        int life = before.getSsoSessionMaxLifespan();
        settings(next -> next.setSsoSessionMaxLifespan(3));
        try {
            toldOnce(tokens);
        } finally {
            settings(next -> next.setSsoSessionMaxLifespan(life));
        }
        assertThatThrownBy(() -> app.refresh(tokens)).isInstanceOf(AssertionError.class);
    }

    @Test
    void anAppThatDoesNotAnswerIsToldOnceItDoes() {
        Tokens tokens = signedIn();
        ear.deaf(true);
        realm.users().get(userId()).logout();
        assertThat(ear.refused()).as("in the request").isEqualTo(1);
        assertThatThrownBy(() -> app.refresh(tokens)).isInstanceOf(AssertionError.class);
        Patience.until("tried again", () -> ear.refused() > 1);
        assertThat(ear.about(tokens)).isEmpty();

        ear.deaf(false);
        toldOnce(tokens);
    }

    @Test
    void whatIsToBeToldStandsInTheDatabaseAlone() throws SQLException {
        String sid = UUID.randomUUID().toString();
        String client = realm.clients().findByClientId("khue-signing").get(0).getId();
        write(
                "insert into khue_app_session (session_id, client, realm, person, subject, issuer, opened_at, ended_at, next_at)"
                        + " values ('" + sid + "', '" + client + "', '"
                        + realm.toRepresentation().getId() + "', '', 'somebody', '" + gate.realm()
                        + "', now(), now(), now())");

        Patience.until("whatever server wrote it", () -> ear.about(sid).size() == 1);
        Patience.until("and taken away then", () -> rows(sid) == 0);
    }

    @Test
    void anAppThatNeverAnswersIsGivenUpWithAnEvent() throws SQLException {
        String sid = UUID.randomUUID().toString();
        String client = realm.clients().findByClientId("khue-audit").get(0).getId();
        write(
                "insert into khue_app_session (session_id, client, realm, person, subject, issuer, opened_at, ended_at, next_at)"
                        + " values ('" + sid + "', '" + client + "', '"
                        + realm.toRepresentation().getId() + "', '', 'somebody', '" + gate.realm()
                        + "', now(), now() - interval '25 hours', now() + interval '1 hour')");

        Patience.until("given up", () -> rows(sid) == 0);
        Patience.until(
                "the log says so",
                () -> around.intake.events().stream()
                        .anyMatch(event -> event.details().values().stream()
                                .anyMatch(value -> String.valueOf(value).equals("app_not_told"))));
    }

    /** Of a city: what nobody ended in a request is found without reading the sessions of everybody. */
    @Test
    @Tag("slow")
    void aLookAmongAHundredThousandSessionsReadsThoseThatEndedAlone() throws SQLException {
        String realmId = realm.toRepresentation().getId();
        long now = Instant.now().getEpochSecond();
        String over = UUID.randomUUID().toString();
        write("insert into user_entity (id, enabled, realm_id, username, email_constraint, email_verified)"
                + " select 'many-' || g, true, '" + realmId + "', 'many-' || g, 'many-' || g, false"
                + " from generate_series(1, 100000) g");
        try {
            write(
                    "insert into offline_user_session (user_session_id, user_id, realm_id, created_on, offline_flag, data,"
                            + " last_session_refresh, version, remember_me) select 'many-' || g, 'many-' || g, '"
                            + realmId + "', "
                            + now + ", '0', '{}', " + now + ", 0, false from generate_series(1, 100000) g");
            write("insert into khue_app_session (session_id, client, realm, person, subject, issuer, opened_at)"
                    + " select 'many-' || g, 'none', '" + realmId
                    + "', '', 'somebody', 'gate', now() from generate_series(1, 100000) g");
            write("analyze user_entity, offline_user_session, khue_app_session");
            long before = around.count(READ);
            write(
                    "insert into offline_user_session (user_session_id, user_id, realm_id, created_on, offline_flag, data,"
                            + " last_session_refresh, version, remember_me) values ('" + over + "', 'many-1', '"
                            + realmId + "', 1, '0', '{}', 1, 0, false)");
            write(
                    "insert into khue_app_session (session_id, client, realm, person, subject, issuer, opened_at) values ('"
                            + over + "', 'none', '" + realmId + "', '', 'somebody', 'gate', now())");
            Patience.until("a look has found the one that is over", () -> rows(over) == 0);
            assertThat(around.count(READ) - before)
                    .as(
                            "rows read one after the other; the reading of all that comes every ten minutes may be among them")
                    .isLessThan(300_000);

            write("delete from offline_user_session where user_session_id like 'many-99%'");
            assertThat(
                            around.count(
                                    "select count(*) from khue_app_session where session_id like 'many-99%' and ended_at is null"))
                    .as("all were marked in the transaction that took the sessions away")
                    .isZero();
        } finally {
            write("delete from khue_app_session where session_id like 'many-%'");
            write("delete from offline_user_session where user_session_id like 'many-%'");
            write("delete from user_entity where id like 'many-%'");
        }
    }

    private Tokens signedIn() {
        return app.signIn(around.village.teacher.uid());
    }

    private void toldOnce(Tokens tokens) {
        Patience.until("told", () -> !ear.about(tokens).isEmpty());
        Patience.until(
                "nothing left to tell", () -> rows(tokens.idClaims().path("sid").asString()) == 0);
        assertThat(ear.about(tokens)).hasSize(1);
    }

    private long rows(String sid) {
        return around.count("select count(*) from khue_app_session where session_id = '" + sid + "'");
    }

    private String userId() {
        return realm.users()
                .searchByUsername(around.village.teacher.uid(), true)
                .get(0)
                .getId();
    }

    private void enable(boolean enabled) {
        var user = realm.users().get(userId());
        var shown = user.toRepresentation();
        shown.setEnabled(enabled);
        user.update(shown);
    }

    private void settings(Consumer<RealmRepresentation> change) {
        RealmRepresentation next = realm.toRepresentation();
        change.accept(next);
        realm.update(next);
    }

    private void write(String sql) throws SQLException {
        try (var connection = around.database().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private String backChannel(String to) {
        var clients = realm.clients();
        var client = clients.findByClientId("khue-signing").get(0);
        String before = client.getAttributes().put("backchannel.logout.url", to);
        clients.get(client.getId()).update(client);
        return before;
    }

    private boolean isOfTheGate(String token) throws GeneralSecurityException {
        return PublishedKeys.of(gate, new Browser()).signed(token);
    }
}
