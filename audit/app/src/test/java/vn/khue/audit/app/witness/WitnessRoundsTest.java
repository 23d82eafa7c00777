package vn.khue.audit.app.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.audit.app.AuditServer;
import vn.khue.audit.app.ledger.TrialLogKey;
import vn.khue.audit.app.store.AuditDatabase;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.ledger.Ledger;
import vn.khue.audit.ledger.LedgerProofs;
import vn.khue.audit.ledger.LogFiles;
import vn.khue.audit.ledger.LogKey;
import vn.khue.audit.ledger.verify.DirectorySource;
import vn.khue.audit.ledger.verify.LedgerVerifier;
import vn.khue.audit.ledger.verify.Trusted;
import vn.khue.audit.ledger.verify.Verdict;
import vn.khue.audit.ledger.verify.WitnessCommand;

/** Our log and a witness as another organisation runs it, over HTTP. */
class WitnessRoundsTest {

    private static final Pattern VKEY = Pattern.compile("witness\\.example\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]+");

    @TempDir
    Path folder;

    private AuditDatabase database;
    private LogKey key;
    private Path log;
    private int port;
    private Thread witness;
    private String vkey;

    @BeforeEach
    void begin() throws IOException {
        database = AuditDatabase.start();
        key = TrialLogKey.of("log.example");
        log = folder.resolve("log");
        append(log, 300);
        Files.writeString(folder.resolve("log.vkey"), key.publicKey().vkey() + "\n");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        startWitness();
    }

    @AfterEach
    void end() throws InterruptedException {
        stopWitness();
        database.close();
    }

    private void append(Path where, int entries) {
        try (Ledger ledger = Ledger.open(where, key)) {
            List<byte[]> more = new ArrayList<>();
            for (int i = 0; i < entries; i++) {
                more.add(("entry " + (ledger.size() + i)).getBytes(StandardCharsets.UTF_8));
            }
            ledger.append(more);
        }
    }

    private void startWitness() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] words = {
            "--name",
            "witness.example",
            "--state",
            folder.resolve("witness").toString(),
            "--log",
            folder.resolve("log.vkey").toString(),
            "--listen",
            "localhost:" + port
        };
        witness = new Thread(() -> WitnessCommand.run(words, new PrintStream(said, true, StandardCharsets.UTF_8)));
        witness.start();
        AuditServer.await(() -> {
            Matcher found = VKEY.matcher(said.toString(StandardCharsets.UTF_8));
            boolean there = found.find();
            vkey = there ? found.group() : "";
            return there;
        });
    }

    private void stopWitness() throws InterruptedException {
        witness.interrupt();
        witness.join();
    }

    private WitnessRounds rounds(Path of) {
        return rounds(of, Clock.systemUTC());
    }

    private WitnessRounds rounds(Path of, Clock clock) {
        return new WitnessRounds(
                List.of(new WitnessAddress(vkey, URI.create("http://localhost:" + port))),
                new WitnessClient(),
                () -> new LedgerProofs(of, key.publicKey()),
                new LogFiles(of),
                database.dataSource(),
                new EventStore(database.dataSource(), database.keys(), clock),
                Duration.ofHours(5),
                () -> {},
                clock);
    }

    private int cosigned() {
        Verdict verdict = new LedgerVerifier(
                        new DirectorySource(log),
                        new Trusted(Optional.of(key.publicKey().vkey()), List.of(), List.of(vkey)))
                .verify(Optional.empty());
        return verdict instanceof Verdict.Sound sound ? sound.besides().witnesses() : -1;
    }

    @Test
    void theLogIsCosignedAsItGrowsAndTheVerifierAsksForIt() throws Exception {
        WitnessRounds rounds = rounds(log);
        assertThat(cosigned()).as("nobody has signed yet").isEqualTo(-1);
        rounds.run();
        assertThat(cosigned()).isEqualTo(1);
        append(log, 500);
        rounds.run();
        append(log, 7);
        // After a restart we do not remember what the witness knows; it says so itself.
        WitnessRounds restarted = rounds(log);
        restarted.run();
        assertThat(restarted.standing().get("witness.example").fault()).isEmpty();
        assertThat(cosigned()).isEqualTo(1);
        assertThat(new LogFiles(log).witnessed().map(note -> new String(note, StandardCharsets.UTF_8)))
                .get()
                .satisfies(note ->
                        assertThat(note).startsWith("log.example\n807\n").contains("— witness.example "));
        assertThat(database.number("select size from ledger_witness where name = 'witness.example'"))
                .isEqualTo(807);
        stopWitness();
        append(log, 1);
        restarted.run();
        assertThat(restarted.standing().get("witness.example").fault()).isNotEmpty();
        assertThat(restarted.standing().get("witness.example").refused()).isFalse();
        assertThat(cosigned()).as("the last one still holds").isEqualTo(1);
        startWitness();
        restarted.run();
        assertThat(restarted.standing().get("witness.example").fault()).isEmpty();
    }

    @Test
    void aLogThatWasSetBackOrRewrittenIsNotCosigned() {
        rounds(log).run();
        Path shorter = folder.resolve("shorter");
        append(shorter, 100);
        WitnessRounds back = rounds(shorter);
        back.run();
        assertThat(back.standing().get("witness.example"))
                .satisfies(each -> assertThat(each.refused()).isTrue())
                .satisfies(each -> assertThat(each.fault()).contains("knows size 300"));
        Path other = folder.resolve("other");
        try (Ledger ledger = Ledger.open(other, key)) {
            List<byte[]> rewritten = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                rewritten.add(("another " + i).getBytes(StandardCharsets.UTF_8));
            }
            ledger.append(rewritten);
        }
        WitnessRounds fork = rounds(other);
        fork.run();
        assertThat(fork.standing().get("witness.example").fault()).isEqualTo("HTTP 422");
        assertThat(fork.standing().get("witness.example").refused()).isTrue();
    }

    private List<String> told() {
        return database.strings("select convert_from(body, 'UTF8') from audit_event where kind = 'LINK_CHANGED'"
                + " order by ledger_index");
    }

    /** Each once, however many rounds there are and whichever node makes them. */
    @Test
    void thatAWitnessSawAnotherHistoryIsToldAtOnceAndOnce() {
        rounds(log).run();
        Path shorter = folder.resolve("shorter");
        append(shorter, 100);
        rounds(shorter).run();
        rounds(shorter).run();
        assertThat(told())
                .hasSize(1)
                .first()
                .satisfies(line -> assertThat(line)
                        .contains("\"lost\"", "\"history\"", "witness.example", "\"status\":\"Failure\""));
        rounds(log).run();
        rounds(log).run();
        assertThat(told()).hasSize(2).last().satisfies(line -> assertThat(line).contains("\"back\""));
    }

    @Test
    void thatAWitnessIsAwayIsToldWhenItHasBeenSoForTooLong() throws Exception {
        Clock now = Clock.fixed(java.time.Instant.parse("2026-11-28T01:00:00Z"), ZoneOffset.UTC);
        rounds(log, now).run();
        stopWitness();
        rounds(log, now).run();
        rounds(log, Clock.offset(now, Duration.ofHours(5))).run();
        assertThat(told()).as("for a while nobody minds").isEmpty();
        for (int hours = 6; hours < 9; hours++) {
            rounds(log, Clock.offset(now, Duration.ofHours(hours))).run();
        }
        assertThat(told())
                .hasSize(1)
                .first()
                .satisfies(line -> assertThat(line).contains("\"lost\"", "\"away\"", "witness.example"));
        startWitness();
        rounds(log, Clock.offset(now, Duration.ofHours(9))).run();
        assertThat(told()).hasSize(2).last().satisfies(line -> assertThat(line).contains("\"back\""));
    }

    @Test
    void readsWhoIsAskedStrictly() {
        WitnessAddress address = WitnessAddress.parse(vkey + " https://w.example/prefix/");
        assertThat(address.add()).hasToString("https://w.example/prefix/add-checkpoint");
        for (String wrong : List.of("x", vkey, vkey + " ftp://w.example", "a+b https://w.example", vkey + " a b")) {
            assertThatThrownBy(() -> WitnessAddress.parse(wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
