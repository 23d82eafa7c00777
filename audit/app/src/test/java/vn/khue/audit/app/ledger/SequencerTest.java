package vn.khue.audit.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.audit.app.store.AuditDatabase;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.EventsAtHand;
import vn.khue.audit.app.store.Invented;
import vn.khue.audit.ledger.LedgerProofs;
import vn.khue.audit.ledger.LogKey;
import vn.khue.audit.ledger.LogPublicKey;
import vn.khue.audit.ledger.verify.DirectorySource;
import vn.khue.audit.ledger.verify.LedgerVerifier;
import vn.khue.audit.ledger.verify.Verdict;

class SequencerTest {

    private static AuditDatabase database;

    @TempDir
    Path state;

    private LedgerSettings settings;
    private EventStore store;
    private Optional<LogKey> key = Optional.empty();

    @BeforeAll
    static void start() {
        database = AuditDatabase.start();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void empty() throws Exception {
        database.empty();
        store = new EventStore(database.dataSource(), database.keys(), Clock.systemUTC());
        Path passphrase = Files.writeString(state.resolve("passphrase"), "a passphrase of a test\n");
        settings = new LedgerSettings(
                state.resolve("log"),
                Optional.empty(),
                "localhost:8082/log",
                state.resolve("ledger.key"),
                passphrase,
                state.resolve("trust/khue-ledger.vkey"));
    }

    /** Opened once: 600,000 rounds of its passphrase's derivation for each sequencer would be most of what is done here. */
    private synchronized LogKey key() {
        if (key.isEmpty()) {
            key = Optional.of(LogKeyLoader.load(settings));
        }
        return key.get();
    }

    private Sequencer sequencer() {
        return new Sequencer(
                        database.dataSource(), new EventsAtHand(), settings.directory(), this::key, Clock.systemUTC())
                .start();
    }

    private void append(int n) {
        store.store(Invented.incoming(Invented.logins(n)), List.of(), "khue-events");
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        await(Duration.ofMinutes(1), condition);
    }

    static void await(Duration longest, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        Object monitor = new Object();
        synchronized (monitor) {
            while (!condition.getAsBoolean()) {
                assertThat(System.nanoTime()).as("time to wait").isLessThan(end);
                monitor.wait(10);
            }
        }
    }

    private static boolean published(Sequencer sequencer, long size) {
        return sequencer.state() instanceof SequencerState.Publishing publishing && publishing.size() == size;
    }

    private Verdict verify() throws Exception {
        String vkey = Files.readString(settings.publicKeyFile());
        return new LedgerVerifier(new DirectorySource(settings.directory()), Optional.of(vkey))
                .verify(Optional.empty());
    }

    @Test
    void writesTheDatabasesOrderAndGoesOnWhereItStopped() throws Exception {
        append(300);
        try (Sequencer sequencer = sequencer()) {
            await(() -> published(sequencer, 300));
            append(10);
            sequencer.wake();
            await(() -> published(sequencer, 310));
        }
        append(700);
        try (Sequencer sequencer = sequencer()) {
            await(() -> published(sequencer, 1_010));
        }
        assertThat(verify()).isInstanceOfSatisfying(Verdict.Sound.class, sound -> {
            assertThat(sound.size()).isEqualTo(1_010);
            assertThat(sound.signatureChecked()).isTrue();
        });
        LogPublicKey publicKey = LogPublicKey.parse(Files.readString(settings.publicKeyFile()));
        LedgerProofs proofs = new LedgerProofs(settings.directory(), publicKey);
        List<String> bodies =
                database.strings("select convert_from(body, 'UTF8') from audit_event order by ledger_index");
        for (int i = 0; i < bodies.size(); i += 101) {
            assertThat(new String(proofs.entry(i), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(bodies.get(i));
        }
        assertThat(database.number("select max(size) from ledger_checkpoint")).isEqualTo(1_010);
    }

    @Test
    void goesFromDayToDay() throws Exception {
        for (int day = 0; day < 3; day++) {
            Clock then = Clock.fixed(Invented.NOW.plus(Duration.ofDays(day)), java.time.ZoneOffset.UTC);
            new EventStore(database.dataSource(), database.keys(), then)
                    .store(Invented.incoming(Invented.logins(40)), List.of(), "khue-events");
        }
        assertThat(database.strings("select first_index from audit_event_day order by day"))
                .containsExactly("0", "40", "80");
        try (Sequencer sequencer = sequencer()) {
            await(() -> published(sequencer, 120));
        }
        assertThat(verify())
                .isInstanceOfSatisfying(
                        Verdict.Sound.class, sound -> assertThat(sound.size()).isEqualTo(120));
    }

    /** Between two days, where no row that follows in the same day would tell. */
    @Test
    void aHoleAtTheEndOfADayStopsItToo() throws Exception {
        append(20);
        new EventStore(
                        database.dataSource(),
                        database.keys(),
                        Clock.fixed(java.time.Instant.now().plus(Duration.ofDays(1)), java.time.ZoneOffset.UTC))
                .store(Invented.incoming(Invented.logins(5)), List.of(), "khue-events");
        database.execute("delete from audit_event where ledger_index = 19");
        try (Sequencer sequencer = sequencer()) {
            await(() -> sequencer.state() instanceof SequencerState.Failing);
            assertThat(((SequencerState.Failing) sequencer.state()).reason()).contains("expected ledger index 19");
        }
    }

    @Test
    void aLostLedgerIsMadeAgainByteForByte() throws Exception {
        append(600);
        try (Sequencer sequencer = sequencer()) {
            await(() -> published(sequencer, 600));
        }
        byte[] checkpoint = Files.readAllBytes(settings.directory().resolve("checkpoint"));
        Files.move(settings.directory(), state.resolve("lost"));
        try (Sequencer sequencer = sequencer()) {
            await(() -> published(sequencer, 600));
        }
        assertThat(settings.directory().resolve("checkpoint")).hasBinaryContent(checkpoint);
        assertThat(settings.directory().resolve("tile/entries/001"))
                .hasSameBinaryContentAs(state.resolve("lost/tile/entries/001"));
    }

    @Test
    void oneWorksAndTheOtherTakesOver() throws Exception {
        append(5);
        Sequencer first = sequencer();
        try (Sequencer second = sequencerAfter(first, 5)) {
            await(() -> second.state() instanceof SequencerState.Standby);
            first.close();
            append(5);
            await(() -> published(second, 10));
        } finally {
            first.close();
        }
        assertThat(verify()).isInstanceOf(Verdict.Sound.class);
    }

    private Sequencer sequencerAfter(Sequencer first, long size) throws InterruptedException {
        await(() -> published(first, size));
        return sequencer();
    }

    @Test
    void stopsBeforeADatabaseThatForgot() throws Exception {
        append(20);
        try (Sequencer sequencer = sequencer()) {
            await(() -> published(sequencer, 20));
        }
        database.empty();
        append(3);
        try (Sequencer sequencer = sequencer()) {
            await(() -> sequencer.state() instanceof SequencerState.Failing);
            assertThat(((SequencerState.Failing) sequencer.state()).reason()).contains("older backup");
        }
        append(60);
        try (Sequencer sequencer = sequencer()) {
            // 63 other events now lie where the ledger's 20 were.
            await(() -> sequencer.state() instanceof SequencerState.Failing);
            assertThat(((SequencerState.Failing) sequencer.state()).reason()).contains("and went on");
        }
    }

    @Test
    void knowsALedgerThatIsNotItsOwn() throws Exception {
        append(20);
        try (Sequencer sequencer = sequencer()) {
            await(() -> published(sequencer, 20));
        }
        database.execute("update ledger_checkpoint set root = '\\x00'");
        try (Sequencer sequencer = sequencer()) {
            await(() -> sequencer.state() instanceof SequencerState.Failing);
            assertThat(((SequencerState.Failing) sequencer.state()).reason())
                    .contains("not the ledger of this database");
        }
    }

    @Test
    void aDeletedRowIsAHoleAndStopsIt() throws Exception {
        append(20);
        database.execute("delete from audit_event where ledger_index = 7");
        try (Sequencer sequencer = sequencer()) {
            await(() -> sequencer.state() instanceof SequencerState.Failing);
            assertThat(((SequencerState.Failing) sequencer.state()).reason()).contains("expected ledger index 7");
        }
    }
}
