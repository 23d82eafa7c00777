package vn.khue.audit.wazuh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {

    private static final String LOGIN = "/security/user/authenticate";

    @TempDir
    Path folder;

    private final AtomicInteger minted = new AtomicInteger();

    private Loopback.Told minted(int life) {
        String claims =
                "{\"iss\":\"wazuh\",\"nbf\":1000,\"exp\":" + (1000 + life) + ",\"n\":" + minted.incrementAndGet() + "}";
        return Loopback.Told.token(
                "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                        + ".sig");
    }

    private static Reply<JsonObject> ask(Calls calls) {
        return calls.envelope(Request.of(Operation.ME));
    }

    @Test
    void sixteenCallersLogInOnceAndAgainAfterFourFifthsOfItsLife() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (Loopback server = Loopback.plain(
                asked -> asked.path().equals(LOGIN) ? minted(600) : Loopback.Told.json(200, Loopback.NO_ITEMS))) {
            Bench bench = new Bench(folder, server.address());
            Calls calls = bench.calls();
            List<Callable<Reply<JsonObject>>> callers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                callers.add(() -> ask(calls));
            }
            for (Future<Reply<JsonObject>> reply : threads.invokeAll(callers)) {
                assertThat(reply.get()).isInstanceOf(Reply.Answered.class);
            }
            assertThat(server.logins()).isEqualTo(1);
            bench.pass(Duration.ofSeconds(479));
            ask(calls);
            assertThat(server.logins()).isEqualTo(1);
            bench.pass(Duration.ofSeconds(1));
            for (Future<Reply<JsonObject>> reply : threads.invokeAll(callers)) {
                assertThat(reply.get()).isInstanceOf(Reply.Answered.class);
            }
            assertThat(server.logins()).isEqualTo(2);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void chanceMakesItEarlierNeverLater() throws Exception {
        try (Loopback server = Loopback.plain(
                asked -> asked.path().equals(LOGIN) ? minted(600) : Loopback.Told.json(200, Loopback.NO_ITEMS))) {
            Bench bench = new Bench(folder, server.address());
            Calls calls = bench.calls(() -> Long.MAX_VALUE >> 1);
            ask(calls);
            bench.pass(Duration.ofSeconds(480));
            ask(calls);
            assertThat(server.logins()).isEqualTo(2);
        }
    }

    @Test
    void aRefusedTokenIsTriedOnceMoreAndNeverAThirdTime() throws Exception {
        try (Loopback server = Loopback.plain(
                asked -> asked.path().equals(LOGIN) ? minted(600) : Loopback.Told.problem(401, 0, "Invalid token"))) {
            Calls calls = new Bench(folder, server.address()).calls();
            assertThat(ask(calls)).isInstanceOf(Reply.Unavailable.class);
            assertThat(server.count("GET", "/security/users/me")).isEqualTo(2);
            assertThat(server.logins()).isEqualTo(2);
            ask(calls);
            ask(calls);
            ask(calls);
            assertThat(server.logins()).as("three a minute").isEqualTo(3);
        }
    }

    @Test
    void aRevokedTokenIsReplacedWithinTheCall() throws Exception {
        try (Loopback server = Loopback.plain(asked -> asked.path().equals(LOGIN)
                ? Loopback.Told.token("t" + minted.incrementAndGet())
                : "Bearer t2".equals(asked.header("authorization"))
                        ? Loopback.Told.json(200, Loopback.NO_ITEMS)
                        : Loopback.Told.problem(401, 0, "Invalid token"))) {
            Calls calls = new Bench(folder, server.address()).calls();
            assertThat(ask(calls)).isInstanceOf(Reply.Answered.class);
            assertThat(calls.revocations()).isEqualTo(1);
        }
    }

    @Test
    void whileTheAddressIsBlockedTheOldTokenGoesOn() throws Exception {
        try (Loopback server = Loopback.plain(
                asked -> asked.path().equals(LOGIN) ? minted(600) : Loopback.Told.json(200, Loopback.NO_ITEMS))) {
            Bench bench = new Bench(folder, server.address());
            Calls calls = bench.calls();
            ask(calls);
            server.answers(asked -> asked.path().equals(LOGIN)
                    ? Loopback.Told.problem(403, 6000, "Limit of login attempts reached")
                    : Loopback.Told.json(200, Loopback.NO_ITEMS));
            bench.pass(Duration.ofSeconds(500));
            for (int i = 0; i < 10; i++) {
                assertThat(ask(calls)).isInstanceOf(Reply.Answered.class);
            }
            assertThat(server.logins()).isEqualTo(2);
            bench.pass(Duration.ofSeconds(99));
            assertThat(ask(calls)).as("its life is over").isInstanceOf(Reply.Unavailable.class);
            assertThat(server.logins()).as("300 seconds of silence").isEqualTo(2);
            bench.pass(Duration.ofSeconds(202));
            ask(calls);
            assertThat(server.logins()).isEqualTo(3);
        }
    }

    @Test
    void aRefusedPasswordRestsUntilTheFileSaysAnother() throws Exception {
        try (Loopback server = Loopback.plain(asked -> asked.path().equals(LOGIN)
                ? asked.header("authorization").equals(new Credentials("wazuh", "new").basic())
                        ? minted(600)
                        : Loopback.Told.problem(401, 0, "Invalid credentials")
                : Loopback.Told.json(200, Loopback.NO_ITEMS))) {
            Bench bench = new Bench(folder, server.address());
            Calls calls = bench.calls();
            for (int second = 0; second < 59; second++) {
                Reply<JsonObject> reply = ask(calls);
                assertThat(((Reply.Refused<JsonObject>) reply).refusal().reason())
                        .isEqualTo(Refusal.Reason.CREDENTIALS);
                bench.pass(Duration.ofSeconds(1));
            }
            assertThat(server.logins()).isEqualTo(1);
            for (int minute = 0; minute < 60; minute++) {
                ask(calls);
                bench.pass(Duration.ofMinutes(1));
            }
            assertThat(server.logins())
                    .as("pauses of 1, 2, 4, 8 and then 15 minutes")
                    .isEqualTo(7);
            bench.write("wazuh", "new");
            assertThat(ask(calls)).isInstanceOf(Reply.Answered.class);
        }
    }
}
