package vn.khue.audit.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.audit.app.store.AuditDatabase;
import vn.khue.audit.app.store.Invented;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.AuditEventException;
import vn.khue.audit.event.BearerTokens;
import vn.khue.audit.event.EventJson;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.HttpEventTransport;
import vn.khue.audit.event.JdbcOutbox;
import vn.khue.audit.event.OutboxListener;
import vn.khue.audit.event.OutboxPolicy;
import vn.khue.audit.event.OutboxSender;
import vn.khue.audit.ledger.LedgerProofs;
import vn.khue.audit.ledger.LogPublicKey;
import vn.khue.audit.ledger.verify.DirectorySource;
import vn.khue.audit.ledger.verify.LedgerVerifier;
import vn.khue.audit.ledger.verify.Verdict;

/**
 * The service with its sequencer and detector, and the database under it, are killed with SIGKILL while events pour in: from acts that commit,
 * through the outbox and over HTTP, into the database, the ledger and the rules. In the end each act's event is in the ledger once, each attack
 * has its alert once, and the verifier agrees.
 */
class KilledIntakeTest {

    private static final OutboxPolicy QUICK = new OutboxPolicy(
            200, 2_000_000, Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(400), 100_000);

    private static final String SIZE = "select size from ledger_head";
    private static final String PUBLISHED = "select coalesce(max(size), 0) from ledger_checkpoint";
    private static final String ATTACKED = "select count(distinct actor) from audit_event where kind = 'LOGIN_FAILED'";
    private static final String RAISED = "select count(*) from detection_alert where rule = 'account_brute_force'";

    /** The service is killed far more often: it has more ways to be in the middle of something. */
    private static final int DATABASE_EVERY = 4;

    @TempDir
    Path state;

    /** Acts go on while at most so many of their events wait, so that what is left at the end can be waited for. */
    private static final int WAITING = 3_000;

    private final Random random = new Random(20261123);
    private final CountDownLatch enough = new CountDownLatch(1);
    private final Set<String> acted = ConcurrentHashMap.newKeySet();

    /** The database was killed while it committed them: they may have happened or not. */
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();

    private int port;
    private Process service;

    /** Whatever went wrong. */
    @AfterEach
    void stop() {
        enough.countDown();
        if (service != null) {
            service.destroyForcibly();
        }
    }

    @Test
    void losesAndDoublesNothing() throws Exception {
        run(3);
    }

    @Test
    @Tag("slow")
    void losesAndDoublesNothingInAHundredKills() throws Exception {
        run(100);
    }

    private void run(int kills) throws Exception {
        Files.writeString(state.resolve("passphrase"), "a passphrase of a test\n");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (AuditDatabase database = AuditDatabase.startApart()) {
            for (String ddl : JdbcOutbox.ddl().split(";")) {
                if (!ddl.isBlank()) {
                    database.execute(ddl);
                }
            }
            Thread acts = new Thread(() -> act(database), "acts");
            URI intake = URI.create("http://localhost:" + port + "/api/events");
            try (OutboxSender sender = new OutboxSender(
                            database.dataSource()::getConnection,
                            new HttpEventTransport(intake, new NoLogin()),
                            QUICK,
                            OutboxListener.NONE,
                            Clock.systemUTC(),
                            random)
                    .start()) {
                acts.start();
                service = startService(database);
                for (int i = 0; i < kills; i++) {
                    awaitMore(database, 200);
                    assertThat(service.waitFor(random.nextInt(600), TimeUnit.MILLISECONDS))
                            .isFalse();
                    if (i % DATABASE_EVERY == 1) {
                        killDatabase(database);
                    } else {
                        service.destroyForcibly().waitFor();
                        service = startService(database);
                    }
                }
                enough.countDown();
                acts.join();
                await(() -> same(database, "select count(*) from audit_outbox", "select 0"));
                await(() -> same(database, RAISED, ATTACKED));
                await(() -> same(database, PUBLISHED, SIZE));
                service.destroyForcibly().waitFor();
            }
            assertThat(database.number("select count(*) from audit_outbox_rejected"))
                    .isZero();
            requireEachOnce(requireEachAttackRaisedOnce(database));
        }
    }

    /** Kills one of its processes; PostgreSQL then stops all of them and recovers from its log, as after any crash. */
    private static void killDatabase(AuditDatabase database) {
        long one = database.number("select pid from pg_stat_activity where datname = current_database()"
                + " and pid <> pg_backend_pid() order by random() limit 1");
        assertThat(ProcessHandle.of(one).orElseThrow().destroyForcibly()).isTrue();
    }

    /** @return ids of the alerts, which are those of their events too */
    private static Set<String> requireEachAttackRaisedOnce(AuditDatabase database) {
        List<String> attacked = database.strings(
                "select actor from audit_event where kind = 'LOGIN_FAILED' group by actor order by actor");
        assertThat(attacked).isNotEmpty();
        assertThat(database.strings("select array_to_string(group_values, ',') from detection_alert where rule ="
                        + " 'account_brute_force' order by 1"))
                .isEqualTo(attacked);
        Set<String> alerts = Set.copyOf(database.strings("select id::text from detection_alert"));
        assertThat(database.strings("select id::text from audit_event where kind = 'ALERT_RAISED'"))
                .containsExactlyInAnyOrderElementsOf(alerts);
        return alerts;
    }

    /** Empty while the database recovers. */
    private static OptionalLong asked(AuditDatabase database, String sql) {
        try {
            return OptionalLong.of(database.number(sql));
        } catch (AssertionError e) {
            if (e.getCause() instanceof SQLException) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }

    private static boolean same(AuditDatabase database, String sql, String other) {
        OptionalLong first = asked(database, sql);
        return first.isPresent() && first.equals(asked(database, other));
    }

    private void requireEachOnce(Set<String> alerts) throws IOException {
        String vkey = Files.readString(state.resolve("khue-ledger.vkey"), StandardCharsets.US_ASCII);
        Verdict verdict = new LedgerVerifier(new DirectorySource(state.resolve("log")), Optional.of(vkey))
                .verify(Optional.empty());
        assertThat(verdict).isInstanceOf(Verdict.Sound.class);
        long size = ((Verdict.Sound) verdict).size();
        LedgerProofs ledger = new LedgerProofs(state.resolve("log"), LogPublicKey.parse(vkey));
        Map<String, Integer> times = new TreeMap<>();
        for (long i = 0; i < size; i++) {
            times.merge(EventJson.readStored(ledger.entry(i)).event().id().toString(), 1, Integer::sum);
        }
        assertThat(times.values()).containsOnly(1);
        assertThat(times.keySet()).containsAll(acted).containsAll(alerts);
        Set<String> known = new HashSet<>(times.keySet());
        known.removeAll(acted);
        known.removeAll(alerts);
        assertThat(unknown).as("events of commits that were killed").containsAll(known);
        assertThat(acted).hasSizeGreaterThan(1_000);
    }

    /** Acts that commit together with their event, until enough. On a busy machine they would outrun the intake for good. */
    private void act(AuditDatabase database) {
        int n = 0;
        try {
            while (!enough.await(2, TimeUnit.MILLISECONDS)) {
                n = actUntilKilled(database, n);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return number of the next act */
    private int actUntilKilled(AuditDatabase database, int first) throws InterruptedException {
        int n = first;
        List<String> ids = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            while (!enough.await(2, TimeUnit.MILLISECONDS)) {
                ids.clear();
                boolean attack = n % 1_000 == 500;
                for (int i = 0; i < 10; i++) {
                    Instant now = Clock.systemUTC().instant();
                    AuditEvent event = attack
                            ? Invented.attempt(EventKind.LOGIN_FAILED, n, "203.0.113." + n % 250, now)
                            : Invented.login(n + i, now);
                    JdbcOutbox.append(connection, event);
                    ids.add(event.id().toString());
                }
                n += 10;
                if (n % 70 == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                    acted.addAll(ids);
                }
                if (n % 1_000 == 0) {
                    awaitIntake(database);
                }
            }
        } catch (SQLException | AuditEventException e) {
            unknown.addAll(ids);
        }
        return n;
    }

    private void awaitIntake(AuditDatabase database) throws InterruptedException {
        while (asked(database, "select count(*) from audit_outbox").orElse(0) > WAITING
                && !enough.await(50, TimeUnit.MILLISECONDS)) {
            continue;
        }
    }

    private Process startService(AuditDatabase database) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IntakeProcess.class.getName(),
                        database.url(),
                        state.toString(),
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(state.resolve("service.log").toFile())
                .start();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        SequencerTest.await(Duration.ofMinutes(3), condition);
    }

    private void awaitMore(AuditDatabase database, long more) throws Exception {
        await(() -> asked(database, SIZE).isPresent());
        long before = asked(database, SIZE).orElse(0);
        await(() -> {
            assertThat(service.isAlive()).as("service lives, see service.log").isTrue();
            return asked(database, SIZE).orElse(0) >= before + more;
        });
    }

    /** The trial server asks for no token. */
    private static final class NoLogin implements BearerTokens {
        @Override
        public String token() {
            return "none";
        }

        @Override
        public void refused(String token) {
            throw new AssertionError("the trial server asks for no token");
        }
    }
}
