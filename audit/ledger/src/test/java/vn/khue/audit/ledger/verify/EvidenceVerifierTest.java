package vn.khue.audit.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.audit.ledger.Ledger;
import vn.khue.audit.ledger.LedgerProofs;
import vn.khue.audit.ledger.LogKey;
import vn.khue.audit.ledger.ReferenceTree;
import vn.khue.audit.ledger.TestKeys;

class EvidenceVerifierTest {

    private static final LogKey KEY = TestKeys.fresh();

    @TempDir
    Path directory;

    private SortedMap<String, byte[]> evidence(int size, List<Long> indexes) {
        Path log = directory.resolve("log-" + size);
        try (Ledger ledger = Ledger.open(log, KEY)) {
            ledger.append(ReferenceTree.entries(size));
        }
        LedgerProofs.Evidence evidence = new LedgerProofs(log, KEY.publicKey()).evidence(indexes);
        SortedMap<String, byte[]> files = new TreeMap<>();
        evidence.entries().forEach((index, entry) -> {
            files.put("events/" + index + ".json", entry.bytes());
            files.put("proofs/" + index + ".tlog-proof", entry.tlogProof().getBytes(StandardCharsets.UTF_8));
        });
        files.put("ho-so.json", "{}".getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private Path zip(Map<String, byte[]> files) throws IOException {
        Path zip = Files.createTempFile(directory, "evidence", ".zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (var each : files.entrySet()) {
                out.putNextEntry(new ZipEntry(each.getKey()));
                out.write(each.getValue());
            }
        }
        return zip;
    }

    private Verdict judged(Map<String, byte[]> files) throws IOException {
        return new EvidenceVerifier(Optional.of(KEY.publicKey().vkey())).verify(zip(files));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 255, 256, 257, 600})
    void takesEveryEntryOfTreesOfManySizes(int size) throws IOException {
        List<Long> all = LongStream.range(0, size).boxed().toList();
        assertThat(judged(evidence(size, all))).isInstanceOfSatisfying(Verdict.Sound.class, sound -> {
            assertThat(sound.size()).isEqualTo(size);
            assertThat(sound.signatureChecked()).isTrue();
        });
    }

    @Test
    void whatTheCheckpointDoesNotCoverIsNotGivenOut() {
        assertThat(evidence(5, List.of(-1L, 4L, 5L, 99L)).keySet())
                .containsExactly("events/4.json", "ho-so.json", "proofs/4.tlog-proof");
    }

    @Test
    void everyChangedBitIsFound() throws IOException {
        SortedMap<String, byte[]> files = evidence(600, List.of(0L, 300L, 599L));
        for (String name : new TreeSet<>(files.keySet())) {
            if (name.equals("ho-so.json")) {
                continue;
            }
            for (int at = 0; at < files.get(name).length; at += 7) {
                SortedMap<String, byte[]> changed = new TreeMap<>(files);
                byte[] bytes = files.get(name).clone();
                bytes[at] ^= 4;
                changed.put(name, bytes);
                assertThat(judged(changed)).as(name + " " + at).isInstanceOf(Verdict.Broken.class);
            }
        }
    }

    @Test
    void aProofOfAnotherEntryOrAnotherLogIsNone() throws IOException {
        SortedMap<String, byte[]> files = evidence(600, List.of(10L, 11L));
        SortedMap<String, byte[]> swapped = new TreeMap<>(files);
        swapped.put("proofs/10.tlog-proof", files.get("proofs/11.tlog-proof"));
        assertThat(judged(swapped)).isInstanceOfSatisfying(Verdict.Broken.class, broken -> {
            assertThat(broken.fault()).isEqualTo(Fault.PROOF_MALFORMED);
            assertThat(broken.firstBadEntry()).hasValue(10);
        });
        Verdict foreign =
                new EvidenceVerifier(Optional.of(TestKeys.fresh().publicKey().vkey())).verify(zip(files));
        assertThat(foreign)
                .isInstanceOfSatisfying(
                        Verdict.Broken.class,
                        broken -> assertThat(broken.fault()).isEqualTo(Fault.CHECKPOINT_SIGNATURE));
        files.remove("events/11.json");
        assertThat(judged(files))
                .isInstanceOfSatisfying(
                        Verdict.Broken.class,
                        broken -> assertThat(broken.fault()).isEqualTo(Fault.PROOF_MISSING));
    }

    @Test
    void whatIsNoEvidenceIsUnreadable() throws IOException {
        assertThat(judged(Map.of("a.txt", new byte[1]))).isInstanceOf(Verdict.Unreadable.class);
        Path none = Files.writeString(directory.resolve("none.zip"), "x");
        assertThat(new EvidenceVerifier(Optional.empty()).verify(none)).isInstanceOf(Verdict.Unreadable.class);
        assertThat(new EvidenceVerifier(Optional.empty()).verify(directory.resolve("gone.zip")))
                .isInstanceOf(Verdict.Unreadable.class);
    }

    @Test
    void theCommandTakesAZip() throws IOException {
        Path zip = zip(evidence(9, List.of(3L, 8L)));
        Path vkey =
                Files.writeString(directory.resolve("k.vkey"), KEY.publicKey().vkey() + "\n");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            assertThat(LedgerVerifyCommand.run(
                            new String[] {zip.toString(), "--key", vkey.toString(), "--json"}, Map.of(), out))
                    .isZero();
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("\"verdict\":\"SOUND\"", "\"size\":2");
        try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            assertThat(LedgerVerifyCommand.run(new String[] {zip.toString()}, Map.of(), out))
                    .isZero();
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("CHƯA KIỂM TRA CHỮ KÝ");
    }
}
