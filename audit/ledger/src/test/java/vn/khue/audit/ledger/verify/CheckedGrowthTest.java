package vn.khue.audit.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.audit.ledger.Ledger;
import vn.khue.audit.ledger.LedgerProofs;
import vn.khue.audit.ledger.LogKey;
import vn.khue.audit.ledger.ReferenceTree;
import vn.khue.audit.ledger.TestKeys;
import vn.khue.audit.ledger.TreeHash;

/** The verifier's way of following a proof of growth, against the writer's proofs and RFC 6962's own definition of roots. */
class CheckedGrowthTest {

    private static final int SIZE = 70;

    @TempDir
    Path log;

    @Test
    void followsEveryProofOfTheWriterAndNoOther() {
        LogKey key = TestKeys.fresh();
        List<byte[]> entries = ReferenceTree.entries(SIZE);
        try (Ledger ledger = Ledger.open(log, key)) {
            ledger.append(entries);
        }
        LedgerProofs proofs = new LedgerProofs(log, key.publicKey());
        List<byte[]> roots = new ArrayList<>();
        for (int size = 0; size <= SIZE; size++) {
            roots.add(ReferenceTree.root(entries.subList(0, size)));
        }
        for (int to = 1; to <= SIZE; to++) {
            for (int from = 0; from <= to; from++) {
                List<byte[]> path = proofs.consistency(from, to).path().stream()
                        .map(TreeHash::bytes)
                        .toList();
                CheckedGrowth growth = new CheckedGrowth(path);
                assertThat(growth.holds(from, roots.get(from), to, roots.get(to)))
                        .as("%d to %d", from, to)
                        .isTrue();
                if (from > 0 && from < to) {
                    assertThat(growth.holds(from, roots.get(from - 1), to, roots.get(to)))
                            .as("another beginning, %d to %d", from, to)
                            .isFalse();
                    assertThat(growth.holds(from, roots.get(from), to, roots.get(to - 1)))
                            .as("another end, %d to %d", from, to)
                            .isFalse();
                    List<byte[]> longer = new ArrayList<>(path);
                    longer.add(new byte[32]);
                    assertThat(new CheckedGrowth(longer).holds(from, roots.get(from), to, roots.get(to)))
                            .isFalse();
                    assertThat(new CheckedGrowth(path.subList(0, path.size() - 1))
                                    .holds(from, roots.get(from), to, roots.get(to)))
                            .isFalse();
                }
            }
        }
        assertThat(new CheckedGrowth(List.of()).holds(5, roots.get(5), 4, roots.get(4)))
                .isFalse();
        assertThat(new CheckedGrowth(List.of()).holds(5, roots.get(5), 5, roots.get(4)))
                .isFalse();
        assertThat(new CheckedGrowth(List.of(new byte[32])).holds(0, roots.get(0), 5, roots.get(5)))
                .isFalse();
        assertThat(CheckedGrowth.read(List.of("not base64"))).isEmpty();
    }
}
