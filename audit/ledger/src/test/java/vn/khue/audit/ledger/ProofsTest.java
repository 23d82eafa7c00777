package vn.khue.audit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofsTest {

    private static final int SIZE = 70_000;

    @TempDir
    static Path directory;

    private static List<byte[]> entries;
    private static LedgerProofs proofs;
    private static final Map<Integer, TreeHash> ROOTS = new HashMap<>();

    @BeforeAll
    static void write() {
        LogKey key = TestKeys.fresh();
        entries = ReferenceTree.entries(SIZE);
        try (Ledger ledger = Ledger.open(directory, key)) {
            ledger.append(entries);
        }
        proofs = new LedgerProofs(directory, key.publicKey());
    }

    private static TreeHash root(int size) {
        return ROOTS.computeIfAbsent(size, n -> TreeHash.of(ReferenceTree.root(entries.subList(0, n))));
    }

    @Test
    void everyEntryOfSmallTreesIsProved() {
        for (int size = 1; size <= 70; size++) {
            for (int index = 0; index < size; index++) {
                assertThat(proofs.inclusion(index, size).root(entries.get(index)))
                        .as("%d in %d", index, size)
                        .isEqualTo(root(size));
            }
        }
    }

    @Test
    void entriesAroundTileEdgesAreProved() {
        Random random = new Random(1);
        for (int size : new int[] {255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 69_999, SIZE}) {
            for (int i = 0; i < 40; i++) {
                int index = i == 0 ? 0 : i == 1 ? size - 1 : random.nextInt(size);
                assertThat(proofs.inclusion(index, size).root(entries.get(index)))
                        .as("%d in %d", index, size)
                        .isEqualTo(root(size));
                assertThat(proofs.entry(index)).isEqualTo(entries.get(index));
            }
        }
    }

    @Test
    void aProofHoldsForItsEntryAndPathOnly() {
        InclusionProof proof = proofs.inclusion(300, 1_000);
        assertThat(proof.root(entries.get(301))).isNotEqualTo(root(1_000));
        List<TreeHash> reversed = new ArrayList<>(proof.path());
        Collections.reverse(reversed);
        assertThat(new InclusionProof(300, 1_000, reversed).root(entries.get(300)))
                .isNotEqualTo(root(1_000));
        assertThatThrownBy(() -> new InclusionProof(
                                300, 1_000, proof.path().subList(0, proof.path().size() - 1))
                        .root(entries.get(300)))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("more hashes");
        List<TreeHash> longer = new ArrayList<>(proof.path());
        longer.add(proof.path().get(0));
        assertThatThrownBy(() -> new InclusionProof(300, 1_000, longer).root(entries.get(300)))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("fewer hashes");
        assertThatThrownBy(() -> proofs.inclusion(1_000, 1_000)).isInstanceOf(LedgerException.class);
    }

    @Test
    void allPairsOfSmallSizesAreConsistent() {
        for (int to = 0; to <= 66; to++) {
            for (int from = 0; from <= to; from++) {
                ConsistencyProof proof = proofs.consistency(from, to);
                assertThat(proof.holds(root(from), root(to)))
                        .as("%d to %d", from, to)
                        .isTrue();
                if (from > 0 && from < to) {
                    assertThat(proof.holds(root(from - 1), root(to))).isFalse();
                    assertThat(proof.holds(root(from), root(to - 1))).isFalse();
                }
            }
        }
    }

    @Test
    void randomPairsOfLargeSizesAreConsistent() {
        int[] sizes = {1, 2, 255, 256, 257, 1_000, 4_096, 65_535, 65_536, 65_537, 69_999, SIZE};
        for (int to : sizes) {
            for (int from : sizes) {
                if (from < to) {
                    ConsistencyProof proof = proofs.consistency(from, to);
                    assertThat(proof.holds(root(from), root(to)))
                            .as("%d to %d", from, to)
                            .isTrue();
                    assertThat(proof.holds(root(to), root(from))).isFalse();
                }
            }
        }
    }

    @Test
    void theProofFileIsWrittenAsC2spSays() {
        String[] lines = proofs.tlogProof(12_345).split("\n", -1);
        assertThat(lines[0]).isEqualTo("c2sp.org/tlog-proof@v1");
        assertThat(lines[1]).isEqualTo("index 12345");
        int at = 2;
        List<TreeHash> path = new ArrayList<>();
        while (!lines[at].isEmpty()) {
            path.add(TreeHash.fromBase64(lines[at++]));
        }
        assertThat(lines[at + 1]).isEqualTo(TestKeys.ORIGIN);
        assertThat(lines[at + 2]).isEqualTo(Integer.toString(SIZE));
        assertThat(new InclusionProof(12_345, SIZE, path)
                        .root(entries.get(12_345))
                        .base64())
                .isEqualTo(lines[at + 3]);
        assertThat(new String(entries.get(12_345), StandardCharsets.UTF_8)).startsWith("entry 12345 ");
    }
}
