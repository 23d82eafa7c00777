package vn.khue.roster.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.khue.roster.scim.ScimWorld.pupil;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.khue.roster.RosterWorld;

/** The service without a transport, as a page would mount it, while its database is held up. */
class ScimServiceTest {

    private DataSource database;
    private String token;

    @BeforeEach
    void open() {
        database = RosterWorld.freshDatabase();
        token = new ScimTokens(database, new SecureRandom(), RosterWorld.clock())
                .issue("hr", Optional.of(Set.of()), RosterWorld.OFFICER);
    }

    @Test
    void whoWritesWaitsForTheOtherAndIsToldToComeAgain() throws SQLException {
        ScimService service = service(4, 1);
        try (Connection holder = held()) {
            ScimAnswer busy = service.answer(request("POST", "/hr/v2/Users", pupil("an", "1", "Lê", "An")));
            assertThat(busy.status()).isEqualTo(503);
            assertThat(busy.headers()).containsKey("Retry-After");
            assertThat(service.answer(request("GET", "/hr/v2/Users", "")).status())
                    .isEqualTo(200);
            holder.rollback();
        }
        assertThat(service.answer(request("POST", "/hr/v2/Users", pupil("an", "1", "Lê", "An")))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void oneSourceHasOnlySoManyRequestsAtOnce() throws Exception {
        ScimService service = service(1, 60);
        CompletableFuture<ScimAnswer> first;
        try (Connection holder = held()) {
            first = CompletableFuture.supplyAsync(
                    () -> service.answer(request("POST", "/hr/v2/Users", pupil("an", "1", "Lê", "An"))));
            untilSomebodyWaits();
            ScimAnswer second = service.answer(request("GET", "/hr/v2/Users", ""));
            assertThat(second.status()).isEqualTo(429);
            assertThat(second.headers()).containsKey("Retry-After");
            holder.rollback();
        }
        assertThat(first.get(60, TimeUnit.SECONDS).status()).isEqualTo(201);
        assertThat(service.answer(request("GET", "/hr/v2/Users", "")).status()).isEqualTo(200);
    }

    @Test
    void aDatabaseThatIsGoneIsNoFaultOfTheClient() {
        ScimService service = new ScimService(
                (DataSource) java.lang.reflect.Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                            throw new SQLException("nguyễn văn an", "08006");
                        }),
                URI.create("http://localhost/scim"),
                ScimLimits.standard(),
                RosterWorld.clock());
        ScimAnswer answer = service.answer(request("GET", "/hr/v2/Users", ""));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("nguyễn");
    }

    private ScimService service(int atOnce, int seconds) {
        ScimLimits standard = ScimLimits.standard();
        return new ScimService(
                database,
                URI.create("https://khue.example.vn/scim"),
                new ScimLimits(
                        standard.bodyBytes(),
                        standard.depth(),
                        standard.stringLength(),
                        standard.operations(),
                        standard.members(),
                        standard.values(),
                        standard.page(),
                        standard.filterTerms(),
                        standard.filterDepth(),
                        atOnce,
                        seconds),
                RosterWorld.clock());
    }

    private ScimRequest request(String method, String path, String body) {
        return new ScimRequest(
                method, path, "", Map.of("AUTHORIZATION", "bearer " + token), body.getBytes(StandardCharsets.UTF_8));
    }

    /** A connection that holds the mirror as another writer would. */
    private Connection held() throws SQLException {
        Connection holder = database.getConnection();
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("update scim_source set revision = revision + 1");
        }
        return holder;
    }

    private void untilSomebodyWaits() throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (int tries = 0; tries < 600; tries++) {
                try (var found = statement.executeQuery("select count(*) from pg_stat_activity"
                        + " where wait_event_type = 'Lock' and datname = current_database()")) {
                    found.next();
                    if (found.getLong(1) > 0) {
                        return;
                    }
                }
                new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
            }
        }
        throw new AssertionError("nobody waited");
    }
}
