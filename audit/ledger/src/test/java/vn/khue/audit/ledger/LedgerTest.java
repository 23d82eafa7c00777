package vn.khue.audit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    @TempDir
    Path directory;

    private final LogKey key = TestKeys.fresh();

    @Test
    void everySizeHasTheRootOfRfc6962() {
        List<byte[]> entries = ReferenceTree.entries(530);
        try (Ledger ledger = Ledger.open(directory, key)) {
            for (int size = 0; size <= entries.size(); size++) {
                assertThat(ledger.checkpoint().size()).isEqualTo(size);
                assertThat(ledger.checkpoint().root().bytes())
                        .as("root of %d", size)
                        .isEqualTo(ReferenceTree.root(entries.subList(0, size)));
                if (size < entries.size()) {
                    ledger.append(entries.subList(size, size + 1));
                }
            }
        }
    }

    @Test
    void aTreeOfSeventyThousandHasTheSpecsTiles() throws IOException {
        List<byte[]> entries = ReferenceTree.entries(70_000);
        try (Ledger ledger = Ledger.open(directory, key)) {
            ReferenceTree.appendInBatches(ledger, entries, 9_000, new Random(7));
            assertThat(ledger.checkpoint().root().bytes()).isEqualTo(ReferenceTree.root(entries));
        }
        assertThat(count("tile/0", false)).isEqualTo(273);
        assertThat(count("tile/entries", false)).isEqualTo(273);
        assertThat(count("tile/1", false)).isEqualTo(1);
        assertThat(Files.size(directory.resolve("tile/0/273.p/112"))).isEqualTo(112 * 32);
        assertThat(Files.size(directory.resolve("tile/1/001.p/17"))).isEqualTo(17 * 32);
        assertThat(Files.size(directory.resolve("tile/2/000.p/1"))).isEqualTo(32);
        assertThat(directory.resolve("tile/0/272.p")).doesNotExist();
    }

    @Test
    void isTheSameLogHoweverItsEntriesWereBatched() throws IOException {
        List<byte[]> entries = ReferenceTree.entries(1_500);
        Path once = directory.resolve("once");
        Path often = directory.resolve("often");
        try (Ledger ledger = Ledger.open(once, key)) {
            ledger.append(entries);
        }
        Random random = new Random(42);
        int at = 0;
        while (at < entries.size()) {
            try (Ledger reopened = Ledger.open(often, key)) {
                int end = Math.min(entries.size(), at + 1 + random.nextInt(200));
                reopened.append(entries.subList(at, end));
                at = end;
            }
        }
        Map<String, String> oftenFiles = files(often);
        assertThat(oftenFiles).containsAllEntriesOf(files(once));
    }

    @Test
    void aCrashBeforeTheCheckpointIsRepairedByAppendingTheSameAgain() throws IOException {
        List<byte[]> entries = ReferenceTree.entries(900);
        for (int before : new int[] {0, 1, 200, 255, 256, 511, 512, 700}) {
            Path crashed = directory.resolve("crashed" + before);
            Path clean = directory.resolve("clean" + before);
            try (Ledger ledger = Ledger.open(clean, key)) {
                ledger.append(entries.subList(0, before));
                ledger.append(entries.subList(before, 900));
            }
            try (Ledger ledger = Ledger.open(crashed, key)) {
                ledger.append(entries.subList(0, before));
                Path kept = directory.resolve("kept-checkpoint");
                Files.copy(crashed.resolve("checkpoint"), kept, StandardCopyOption.REPLACE_EXISTING);
                Map<String, String> partials = files(crashed);
                ledger.append(entries.subList(before, 900));
                restorePartials(crashed, partials);
                Files.copy(kept, crashed.resolve("checkpoint"), StandardCopyOption.REPLACE_EXISTING);
            }
            try (Ledger ledger = Ledger.open(crashed, key)) {
                assertThat(ledger.size()).isEqualTo(before);
                ledger.append(entries.subList(before, 900));
                assertThat(ledger.size()).isEqualTo(900);
            }
            assertThat(files(crashed)).as("crash at %d", before).isEqualTo(files(clean));
        }
    }

    /** Partials are deleted only after the checkpoint is out, so a crash before it still has them. */
    private static void restorePartials(Path log, Map<String, String> before) throws IOException {
        for (var file : before.entrySet()) {
            Path path = log.resolve(file.getKey());
            if (file.getKey().contains(".p/") && !Files.exists(path)) {
                Files.createDirectories(path.getParent());
                Files.write(path, HexFormat.of().parseHex(file.getValue()));
            }
        }
    }

    @Test
    void leavesNothingHalfDoneWhenAnEntryIsRefused() {
        try (Ledger ledger = Ledger.open(directory, key)) {
            ledger.append(ReferenceTree.entries(3));
            Checkpoint before = ledger.checkpoint();
            assertThatThrownBy(() -> ledger.append(List.of(new byte[] {1}, new byte[65_536])))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("65,535");
            assertThatThrownBy(() -> ledger.append(List.of(new byte[0]))).isInstanceOf(LedgerException.class);
            assertThat(ledger.checkpoint()).isEqualTo(before);
            assertThat(ledger.append(List.of(new byte[65_535])).size()).isEqualTo(4);
        }
        try (Ledger ledger = Ledger.open(directory, key)) {
            assertThat(ledger.size()).isEqualTo(4);
        }
    }

    @Test
    void hasOneWriter() {
        try (Ledger first = Ledger.open(directory, key)) {
            assertThatThrownBy(() -> Ledger.open(directory, key))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("only writer");
            assertThat(first.size()).isZero();
        }
        Ledger.open(directory, key).close();
    }

    @Test
    void opensNoLogThatIsNotItsOwn() throws IOException {
        try (Ledger ledger = Ledger.open(directory, key)) {
            ledger.append(ReferenceTree.entries(300));
        }
        assertThatThrownBy(() -> Ledger.open(directory, TestKeys.fresh())).hasMessageContaining("signature");
        assertThatThrownBy(() -> Ledger.open(directory, TestKeys.fresh("other.example")))
                .hasMessageContaining("signature");

        Path tile = directory.resolve("tile/0/001.p/44");
        byte[] bytes = Files.readAllBytes(tile);
        bytes[5] ^= 1;
        Files.write(tile, bytes);
        assertThatThrownBy(() -> Ledger.open(directory, key)).hasMessageContaining("ledger verify");
        bytes[5] ^= 1;
        Files.write(tile, bytes);

        Files.delete(directory.resolve("checkpoint"));
        assertThatThrownBy(() -> Ledger.open(directory, key)).hasMessageContaining("must not begin here");
    }

    private long count(String path, boolean partials) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve(path))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains(".p/") == partials)
                    .count();
        }
    }

    private static Map<String, String> files(Path root) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(root.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return contents;
    }
}
