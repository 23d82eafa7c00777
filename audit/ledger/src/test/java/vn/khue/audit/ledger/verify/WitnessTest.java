package vn.khue.audit.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.audit.ledger.Ledger;
import vn.khue.audit.ledger.LedgerProofs;
import vn.khue.audit.ledger.LogKey;
import vn.khue.audit.ledger.ReferenceTree;
import vn.khue.audit.ledger.TestKeys;

/** The witness over HTTP, with the codes of C2SP tlog-witness; logs by our own writer. */
class WitnessTest {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_679_315_147), ZoneOffset.UTC);

    @TempDir
    Path directory;

    private final LogKey key = TestKeys.fresh();
    private final HttpClient http = HttpClient.newHttpClient();
    private WitnessCommand.Running witness;

    @BeforeEach
    void begin() throws IOException {
        Files.writeString(directory.resolve("log.vkey"), key.publicKey().vkey() + "\n");
        witness = started();
    }

    @AfterEach
    void end() {
        witness.close();
    }

    private WitnessCommand.Running started() throws IOException {
        return WitnessCommand.start(
                "witness.example/w1",
                directory.resolve("witness"),
                List.of(directory.resolve("log.vkey")),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                CLOCK);
    }

    private Path log(String name, LogKey by, List<byte[]> entries) {
        Path log = directory.resolve(name);
        try (Ledger ledger = Ledger.open(log, by)) {
            if (!entries.isEmpty()) {
                ledger.append(entries);
            }
        }
        return log;
    }

    private String proof(Path log, long from) {
        LedgerProofs proofs = new LedgerProofs(log, key.publicKey());
        return proofs.consistency(from, proofs.checkpoint().size()).path().stream()
                .map(hash -> hash.base64() + "\n")
                .collect(Collectors.joining());
    }

    private static String note(Path log) throws IOException {
        return Files.readString(log.resolve("checkpoint"), StandardCharsets.UTF_8);
    }

    private HttpResponse<String> add(String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + witness.port() + "/add-checkpoint"))
                        .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> add(long old, String proof, String note) throws Exception {
        return add("old " + old + "\n" + proof + "\n" + note);
    }

    @Test
    void cosignsALogThatOnlyGrowsAlsoAfterARestart() throws Exception {
        Path log = log("log", key, ReferenceTree.entries(300));
        HttpResponse<String> first = add(0, "", note(log));
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).startsWith("\u2014 witness.example/w1 ").endsWith("\n");
        String cosigned = note(log) + first.body();
        assertThat(Cosignatures.under(cosigned.getBytes(StandardCharsets.UTF_8), witness.vkey()))
                .isTrue();
        assertThat(Cosignatures.under(
                        cosigned.replace("\n300\n", "\n301\n").getBytes(StandardCharsets.UTF_8), witness.vkey()))
                .isFalse();
        assertThat(add(300, "", note(log)).statusCode()).as("the same again").isEqualTo(200);

        log("log", key, ReferenceTree.entries(700).subList(300, 700));
        witness.close();
        String before = witness.vkey();
        witness = started();
        assertThat(witness.vkey()).as("the key stays").isEqualTo(before);
        assertThat(add(300, proof(log, 300), note(log)).statusCode()).isEqualTo(200);

        Files.writeString(log.resolve("checkpoint.witnessed"), cosigned);
        LedgerVerifier verifier = new LedgerVerifier(
                new DirectorySource(log),
                new Trusted(Optional.of(key.publicKey().vkey()), List.of(), List.of(witness.vkey())));
        assertThat(verifier.verify(Optional.empty()))
                .isInstanceOfSatisfying(
                        Verdict.Sound.class,
                        sound -> assertThat(sound.besides().witnesses()).isEqualTo(1));
        Files.writeString(log.resolve("checkpoint.witnessed"), note(log));
        assertThat(verifier.verify(Optional.empty()))
                .isInstanceOfSatisfying(
                        Verdict.Broken.class,
                        broken -> assertThat(broken.fault()).isEqualTo(Fault.WITNESS_MISSING));
    }

    @Test
    void aRollbackIsRefusedWithTheSizeThatIsKnown() throws Exception {
        Path longer = log("longer", key, ReferenceTree.entries(700));
        Path shorter = log("shorter", key, ReferenceTree.entries(300));
        assertThat(add(0, "", note(longer)).statusCode()).isEqualTo(200);
        for (HttpResponse<String> answer : List.of(add(0, "", note(shorter)), add(300, "", note(shorter)))) {
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).isEqualTo("700\n");
            assertThat(answer.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
        }
        assertThat(add(700, "", note(shorter)).statusCode())
                .as("older than it says itself")
                .isEqualTo(400);
    }

    @Test
    void aForkIsRefusedWhetherItIsAsLongOrLonger() throws Exception {
        Path log = log("log", key, ReferenceTree.entries(300));
        assertThat(add(0, "", note(log)).statusCode()).isEqualTo(200);
        List<byte[]> others = new java.util.ArrayList<>(ReferenceTree.entries(700));
        others.set(7, new byte[] {7});
        Path asLong = log("fork", key, others.subList(0, 300));
        HttpResponse<String> same = add(300, "", note(asLong));
        assertThat(same.statusCode()).isEqualTo(409);
        log("fork", key, others.subList(300, 700));
        assertThat(add(300, proof(asLong, 300), note(asLong)).statusCode()).isEqualTo(422);
        assertThat(add(300, "", note(asLong)).statusCode()).isEqualTo(422);
        assertThat(add(0, "", note(log)).body())
                .as("what it knows has not moved")
                .isEqualTo("300\n");
    }

    @Test
    void strangersAndNonsenseAreRefusedWithTheirOwnCodes() throws Exception {
        Path log = log("log", key, ReferenceTree.entries(10));
        assertThat(add(0, "", note(log("stranger", TestKeys.fresh("other.example/log"), ReferenceTree.entries(3))))
                        .statusCode())
                .isEqualTo(404);
        assertThat(add(0, "", note(log("forged", TestKeys.fresh(), ReferenceTree.entries(3))))
                        .statusCode())
                .as("the name of the log, another key")
                .isEqualTo(403);
        assertThat(add(0, proof(log, 3), note(log)).statusCode())
                .as("a proof from nothing must be empty")
                .isEqualTo(422);
        for (String body : List.of(
                "",
                "old 0\n",
                "old 00\n\n" + note(log),
                "new 0\n\n" + note(log),
                "old 0\nnot base64\n\n" + note(log),
                "old 0\n" + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n".repeat(64) + "\n" + note(log),
                "old 0\n\nno checkpoint\n")) {
            assertThat(add(body).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(add("x".repeat(70_000)).statusCode()).isEqualTo(413);
        assertThat(http.send(
                                HttpRequest.newBuilder(
                                                URI.create("http://localhost:" + witness.port() + "/add-checkpoint"))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(405);
        assertThat(add(0, "", note(log)).statusCode()).as("and it goes on").isEqualTo(200);
    }

    /** A witness that has forgotten must not cosign another past. */
    @Test
    void aDamagedMemoryCosignsNothing() throws Exception {
        Path log = log("log", key, ReferenceTree.entries(10));
        assertThat(add(0, "", note(log)).statusCode()).isEqualTo(200);
        Path kept;
        try (var files = Files.list(directory.resolve("witness"))) {
            kept = files.filter(file -> file.toString().endsWith(".checkpoint"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(kept, "damaged");
        assertThat(add(10, "", note(log)).statusCode()).isEqualTo(500);
    }

    @Test
    void theKeyIsItsOwnersAndOfOneName() throws Exception {
        Path file = directory.resolve("witness/witness.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> WitnessKey.openOrCreate(file, "another.example"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another name");
        assertThatThrownBy(() -> WitnessKey.openOrCreate(directory.resolve("k"), "a+b"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void saysHowItIsUsed() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        assertThat(WitnessCommand.run(new String[] {"--name", "x"}, out)).isEqualTo(64);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("./khue witness --name");
        assertThat(WitnessCommand.run(
                        new String[] {
                            "--name", "x", "--state", directory.toString(), "--log", "/nowhere", "--lang", "en"
                        },
                        out))
                .isEqualTo(65);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("CANNOT RUN");
    }
}
