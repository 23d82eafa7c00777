package vn.khue.audit.wazuh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eight threads that ask without end, and a server that bears what Wazuh bears. */
class StormTest {

    private static final int THREADS = 8;

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private Loopback server;
    private Bench bench;
    private StrictWazuh strict;
    private Calls calls;

    private void start(Duration patience) throws Exception {
        server = Loopback.plain(asked -> Loopback.Told.json(500, "{}"));
        bench = new Bench(folder, server.address(), new RateLimits(300, 30, 3), patience);
        strict = new StrictWazuh(bench.nanos, new Random(20261127));
        server.answers(strict);
        calls = bench.calls(new Random(7));
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        server.close();
    }

    private Reply<JsonObject> post() {
        return calls.envelope(Request.of(Operation.EVENTS).json(Map.of("events", List.of("{}"))));
    }

    private Reply<JsonObject> ask() {
        return calls.envelope(Request.of(Operation.AGENTS).query("limit", "1"));
    }

    /** Every thread asks and posts once, then a pause passes, for so many minutes of the test's clock. */
    private int answeredWithin(int minutes, Duration pause) throws Exception {
        List<Callable<Integer>> round = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            round.add(() -> (post() instanceof Reply.Answered ? 1 : 0) + (ask() instanceof Reply.Answered ? 1 : 0));
        }
        int answered = 0;
        long end = bench.nanos.get() + Duration.ofMinutes(minutes).toNanos();
        while (bench.nanos.get() < end) {
            for (Future<Integer> one : threads.invokeAll(round)) {
                answered += one.get();
            }
            bench.pass(pause);
        }
        return answered;
    }

    @Test
    void inACalmTheWholeBudgetIsUsedAndNeverMore() throws Exception {
        start(Duration.ofSeconds(30));
        int answered = answeredWithin(5, Duration.ofMillis(700));
        assertThat(strict.floods()).isZero();
        assertThat(strict.mostInAMinute("/events")).isEqualTo(30);
        assertThat(strict.mostInAMinute("/")).isEqualTo(300);
        assertThat(strict.mostInAMinute("/security/user/authenticate")).isEqualTo(1);
        assertThat(answered).isEqualTo(strict.arrived() - 1).isGreaterThan(4 * 300);
    }

    @Test
    void inAStormNoLimitIsEverPassedAndAfterItAllIsWell() throws Exception {
        start(Duration.ofMillis(400));
        strict.faults(0.03);
        answeredWithin(30, Duration.ofMillis(2_300));
        assertThat(strict.mostInAMinute("/events")).isLessThanOrEqualTo(30);
        assertThat(strict.mostInAMinute("/security/user/authenticate")).isBetween(1, 3);
        assertThat(strict.mostInAMinute("/")).isLessThanOrEqualTo(300);
        assertThat(strict.floods()).isZero();
        strict.faults(0);
        bench.pass(Duration.ofMinutes(16));
        assertThat(answeredWithin(5, Duration.ofSeconds(10))).isPositive();
        assertThat(strict.mostInAMinute("/events")).isLessThanOrEqualTo(30);
    }
}
