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
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.audit.app.store.AuditDatabase;
import vn.khue.audit.app.store.Invented;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.BearerTokens;
import vn.khue.audit.event.EventJson;
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
 * The service is killed with SIGKILL while events pour in: from acts that commit, through the outbox and over HTTP, into
 * the database and the ledger. In the end each act's event is in the ledger once, and the verifier agrees.
 */
class KilledIntakeTest {

    private static final OutboxPolicy QUICK = new OutboxPolicy(
            200, 2_000_000, Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(400), 100_000);

    @TempDir
    Path state;

    /** Acts go on while at most so many of their events wait, so that what is left at the end can be waited for. */
    private static final int WAITING = 10_000;

    private final Random random = new Random(20261123);
    private final CountDownLatch enough = new CountDownLatch(1);
    private final Set<String> acted = ConcurrentHashMap.newKeySet();
    private int port;

    @Test
    void losesAndDoublesNothing() throws Exception {
        run(5);
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
        try (AuditDatabase database = AuditDatabase.start()) {
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
                for (int i = 0; i < kills; i++) {
                    Process service = startService(database);
                    awaitMore(database, service, 200);
                    assertThat(service.waitFor(random.nextInt(600), TimeUnit.MILLISECONDS))
                            .isFalse();
                    service.destroyForcibly().waitFor();
                }
                enough.countDown();
                acts.join();
                Process service = startService(database);
                try {
                    SequencerTest.await(() -> database.number("select count(*) from audit_outbox") == 0);
                    SequencerTest.await(() -> database.number("select coalesce(max(size), 0) from ledger_checkpoint")
                            == database.number("select size from ledger_head"));
                } finally {
                    service.destroyForcibly().waitFor();
                }
            }
            assertThat(database.number("select count(*) from audit_outbox_rejected"))
                    .isZero();
        }
        requireEachOnce();
    }

    private void requireEachOnce() throws IOException {
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
        assertThat(times.keySet()).isEqualTo(acted.stream().collect(Collectors.toSet()));
        assertThat(acted).hasSizeGreaterThan(1_000);
    }

    /** Acts that commit together with their event, until enough. On a busy machine they would outrun the intake for good. */
    private void act(AuditDatabase database) {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            int n = 0;
            while (!enough.await(2, TimeUnit.MILLISECONDS)) {
                List<String> ids = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    AuditEvent event = Invented.login(n++, Clock.systemUTC().instant());
                    JdbcOutbox.append(connection, event);
                    ids.add(event.id().toString());
                }
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
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void awaitIntake(AuditDatabase database) throws InterruptedException {
        while (database.number("select count(*) from audit_outbox") > WAITING
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

    private void awaitMore(AuditDatabase database, Process service, long more) throws Exception {
        long before = database.number("select size from ledger_head");
        SequencerTest.await(() -> {
            assertThat(service.isAlive()).as("service lives, see service.log").isTrue();
            return database.number("select size from ledger_head") >= before + more;
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
