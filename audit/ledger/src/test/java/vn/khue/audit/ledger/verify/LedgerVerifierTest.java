package vn.khue.audit.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.audit.ledger.Ledger;
import vn.khue.audit.ledger.LogKey;
import vn.khue.audit.ledger.ReferenceTree;
import vn.khue.audit.ledger.TestKeys;

class LedgerVerifierTest {

    private static final int SIZE = 66_000;

    @TempDir
    static Path written;

    @TempDir
    Path directory;

    private static final LogKey KEY = TestKeys.fresh();
    private final Optional<String> vkey = Optional.of(KEY.publicKey().vkey());
    private final Map<Path, byte[]> originals = new HashMap<>();
    private Path log;

    @BeforeAll
    static void write() {
        append(written, KEY, ReferenceTree.entries(SIZE).subList(0, 65_700));
        append(written, KEY, ReferenceTree.entries(SIZE).subList(65_700, SIZE - 100));
        append(written, KEY, ReferenceTree.entries(SIZE).subList(SIZE - 100, SIZE));
    }

    @BeforeEach
    void copy() throws IOException {
        log = directory.resolve("log");
        try (Stream<Path> files = Files.walk(written)) {
            for (Path file : files.toList()) {
                Files.copy(file, log.resolve(written.relativize(file)));
            }
        }
    }

    private static void append(Path directory, LogKey key, List<byte[]> entries) {
        try (Ledger ledger = Ledger.open(directory, key)) {
            ledger.append(entries);
        }
    }

    private Verdict verify() {
        return new LedgerVerifier(new DirectorySource(log), vkey).verify(Optional.empty());
    }

    @Test
    void agreesWithTheWriterAndWithRfc6962() {
        assertThat(verify())
                .isEqualTo(new Verdict.Sound(
                        TestKeys.ORIGIN,
                        SIZE,
                        java.util.Base64.getEncoder().encodeToString(ReferenceTree.root(ReferenceTree.entries(SIZE))),
                        true,
                        true,
                        Besides.NOTHING));
        Verdict withoutKey = new LedgerVerifier(new DirectorySource(log), Optional.empty()).verify(Optional.empty());
        assertThat(((Verdict.Sound) withoutKey).signatureChecked()).isFalse();
    }

    @Test
    void agreesForEverySmallSize() {
        Path small = directory.resolve("small");
        List<byte[]> entries = ReferenceTree.entries(300);
        for (int size = 0; size <= entries.size(); size++) {
            append(small, KEY, entries.subList(Math.max(0, size - 1), size));
            Verdict verdict = new LedgerVerifier(new DirectorySource(small), vkey).verify(Optional.empty());
            assertThat(verdict).as("size %d", size).isInstanceOf(Verdict.Sound.class);
            assertThat(((Verdict.Sound) verdict).size()).isEqualTo(size);
        }
    }

    @Test
    void findsASingleFlippedBitAnywhere() throws IOException {
        // A smaller log, so that many places can be tried; the widths of its tiles are all partial or full.
        log = directory.resolve("flips");
        List<byte[]> entries = ReferenceTree.entries(1_300);
        append(log, KEY, entries.subList(0, 1_100));
        append(log, KEY, entries.subList(1_100, 1_290));
        append(log, KEY, entries.subList(1_290, 1_300));
        assertThat(verify()).isInstanceOf(Verdict.Sound.class);
        List<Path> files = files(log);
        long total = 0;
        for (Path file : files) {
            total += Files.size(file);
        }
        Random random = new Random(20261123);
        for (int i = 0; i < 1_500; i++) {
            long place = random.nextLong(total);
            Path file = files.get(0);
            for (Path candidate : files) {
                file = candidate;
                if (place < Files.size(candidate)) {
                    break;
                }
                place -= Files.size(candidate);
            }
            byte[] bytes = originals.get(file).clone();
            bytes[(int) place] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bytes);
            Verdict verdict = verify();
            assertThat(verdict).as("bit in %s at %d", file, place).isInstanceOf(Verdict.Broken.class);
            if (!file.endsWith("checkpoint")) {
                assertThat(((Verdict.Broken) verdict).firstBadEntry()).isPresent();
            }
            Files.write(file, originals.get(file));
        }
        assertThat(verify()).isInstanceOf(Verdict.Sound.class);
    }

    private List<Path> files(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            List<Path> files = walk.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("writer.lock"))
                    .sorted()
                    .toList();
            for (Path file : files) {
                originals.put(file, Files.readAllBytes(file));
            }
            return files;
        }
    }

    @Test
    void namesTheVeryEntryThatWasChanged() throws IOException {
        Path bundle = log.resolve("tile/entries/100");
        byte[] bytes = Files.readAllBytes(bundle);
        String needle = "entry 25700 ";
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(needle);
        bytes[at + 6] = '9';
        Files.write(bundle, bytes);
        assertThat(verify())
                .isEqualTo(new Verdict.Broken(Fault.ENTRY_HASH, OptionalLong.of(25_700), "tile/entries/100"));
    }

    @Test
    void findsAnEntryRewrittenTogetherWithItsLeafHash() throws IOException {
        Path forged = directory.resolve("forged");
        List<byte[]> entries = new ArrayList<>(ReferenceTree.entries(SIZE));
        entries.set(25_700, "entry 25700 never happened".getBytes(StandardCharsets.UTF_8));
        append(forged, TestKeys.fresh(), entries);
        Files.copy(forged.resolve("tile/entries/100"), log.resolve("tile/entries/100"), replace());
        Files.copy(forged.resolve("tile/0/100"), log.resolve("tile/0/100"), replace());
        assertThat(verify()).isEqualTo(new Verdict.Broken(Fault.TILE_HASH, OptionalLong.of(25_600), "tile/1/000"));

        // All tiles forged too: only the signed root is left to tell.
        Files.delete(log.resolve("tile/1/000"));
        Files.copy(forged.resolve("tile/1/000"), log.resolve("tile/1/000"));
        Path top = log.resolve("tile/2/000.p/1");
        Files.copy(forged.resolve("tile/2/000.p/1"), top, replace());
        assertThat(verify()).isEqualTo(new Verdict.Broken(Fault.ROOT, OptionalLong.empty(), "checkpoint"));

        // And the checkpoint forged with another key.
        Files.copy(forged.resolve("checkpoint"), log.resolve("checkpoint"), replace());
        assertThat(verify())
                .isEqualTo(new Verdict.Broken(Fault.CHECKPOINT_SIGNATURE, OptionalLong.empty(), "checkpoint"));
    }

    private static java.nio.file.CopyOption replace() {
        return java.nio.file.StandardCopyOption.REPLACE_EXISTING;
    }

    @Test
    void findsMissingFiles() throws IOException {
        Files.move(log.resolve("tile/entries/007"), directory.resolve("kept"));
        assertThat(verify())
                .isEqualTo(new Verdict.Broken(Fault.ENTRIES_MISSING, OptionalLong.of(7 * 256), "tile/entries/007"));
        Files.move(directory.resolve("kept"), log.resolve("tile/entries/007"));
        Files.delete(log.resolve("tile/1/000"));
        assertThat(verify()).isEqualTo(new Verdict.Broken(Fault.TILE_MISSING, OptionalLong.of(0), "tile/1/000"));
    }

    @Test
    void findsTruncationRollbackAndForkAgainstAnOlderCheckpoint() throws IOException {
        byte[] seen = Files.readAllBytes(log.resolve("checkpoint"));

        log = directory.resolve("rolled-back");
        append(log, KEY, ReferenceTree.entries(500));
        assertThat(verify()).isInstanceOf(Verdict.Sound.class);
        assertThat(verifySince(seen)).isEqualTo(new Verdict.Broken(Fault.ROLLBACK, OptionalLong.of(500), "checkpoint"));

        log = directory.resolve("forked");
        List<byte[]> other = new ArrayList<>(ReferenceTree.entries(SIZE + 5));
        other.set(3, "something else".getBytes(StandardCharsets.UTF_8));
        append(log, KEY, other);
        assertThat(verify()).isInstanceOf(Verdict.Sound.class);
        assertThat(verifySince(seen))
                .isEqualTo(new Verdict.Broken(Fault.FORK, OptionalLong.empty(), "older checkpoint"));

        log = directory.resolve("log");
        append(log, KEY, ReferenceTree.entries(10));
        assertThat(verifySince(seen)).isInstanceOf(Verdict.Sound.class);
        assertThat(verifySince("nonsense".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Verdict.Broken(Fault.OLDER_CHECKPOINT, OptionalLong.empty(), "older checkpoint"));
    }

    private Verdict verifySince(byte[] older) {
        return new LedgerVerifier(new DirectorySource(log), vkey).verify(Optional.of(older));
    }

    @Test
    void readsALogOverHttpAndFallsBackToFullTiles() throws IOException {
        log = directory.resolve("served");
        append(log, KEY, ReferenceTree.entries(700));
        byte[] oldCheckpoint = Files.readAllBytes(log.resolve("checkpoint"));
        append(log, KEY, ReferenceTree.entries(400));
        Files.write(log.resolve("checkpoint"), oldCheckpoint);
        Verdict verdict = verifyServed(false);
        assertThat(verdict).isInstanceOf(Verdict.Sound.class);
        assertThat(((Verdict.Sound) verdict).size()).isEqualTo(700);
        assertThat(((Verdict.Sound) verdict).entriesRead()).isTrue();
    }

    @Test
    void rebuildsTheTreeFromHashesWhereEntriesAreWithheld() throws IOException {
        log = directory.resolve("served");
        append(log, KEY, ReferenceTree.entries(700));
        Verdict verdict = verifyServed(true);
        assertThat(((Verdict.Sound) verdict).size()).isEqualTo(700);
        assertThat(((Verdict.Sound) verdict).entriesRead()).isFalse();

        Path tile = log.resolve("tile/0/001");
        byte[] bytes = Files.readAllBytes(tile);
        bytes[40] ^= 4;
        Files.write(tile, bytes);
        assertThat(verifyServed(true))
                .isEqualTo(new Verdict.Broken(Fault.TILE_HASH, OptionalLong.of(256), "tile/1/000.p/2"));
    }

    private Verdict verifyServed(boolean withholdEntries) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/log/", exchange -> {
            String path = exchange.getRequestURI().getPath().substring("/log/".length());
            Path file = log.resolve(path);
            boolean shown = !withholdEntries || !path.startsWith("tile/entries/");
            byte[] body = shown && Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
            exchange.sendResponseHeaders(
                    !shown ? 403 : body.length > 0 ? 200 : 404, body.length > 0 ? body.length : -1);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            URI prefix = URI.create("http://localhost:" + server.getAddress().getPort() + "/log");
            return new LedgerVerifier(new HttpSource(prefix), vkey).verify(Optional.empty());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theCommandAnswersWithItsExitCode() throws IOException {
        Path keyFile = Files.writeString(directory.resolve("k.vkey"), vkey.get() + "\n");
        assertThat(run(log.toString(), "--key", keyFile.toString()))
                .startsWith("0 ")
                .contains("NGUYÊN VẸN");
        assertThat(run(log.toString(), "--key", keyFile.toString(), "--lang", "en"))
                .startsWith("0 ")
                .contains("SOUND")
                .contains("66,000")
                .doesNotContain("SIGNATURE NOT CHECKED");
        assertThat(run(log.toString(), "--lang", "en")).startsWith("0 ").contains("SIGNATURE NOT CHECKED");
        assertThat(run(directory.resolve("nothing").toString())).startsWith("65 ");
        assertThat(run("http://localhost:1/log")).startsWith("65 ");
        assertThat(run("--what")).startsWith("64 ");
        assertThat(run()).startsWith("64 ");

        Files.write(log.resolve("tile/entries/003"), new byte[] {0});
        assertThat(run(log.toString())).startsWith("1 ").contains("mục hỏng đầu tiên: 768");
        assertThat(run(log.toString(), "--json"))
                .isEqualTo("1 {\"verdict\":\"BROKEN\",\"fault\":\"ENTRY_MALFORMED\",\"firstBadEntry\":768,"
                        + "\"where\":\"tile/entries/003\"}\n");
    }

    private static String run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = LedgerVerifyCommand.run(args, Map.of(), new PrintStream(out, true, StandardCharsets.UTF_8));
        return code + " " + out.toString(StandardCharsets.UTF_8);
    }
}
