package vn.khue.audit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.audit.ledger.verify.DirectorySource;
import vn.khue.audit.ledger.verify.LedgerVerifier;
import vn.khue.audit.ledger.verify.Verdict;

/** A ledger of half a million entries of the size of an event; how fast it is, ./khue bench ledger says. */
@Tag("slow")
class LargeLedgerTest {

    private static final int ENTRIES = 500_000;
    private static final int GROUP = 2_500;

    @TempDir
    Path directory;

    @Test
    void isSoundAndProvesItsEntries() {
        LogKey key = TestKeys.fresh();
        Random random = new Random(1);
        byte[] first = new byte[700];
        try (Ledger ledger = Ledger.open(directory, key)) {
            for (int at = 0; at < ENTRIES; at += GROUP) {
                List<byte[]> group = new ArrayList<>(GROUP);
                for (int i = 0; i < GROUP; i++) {
                    byte[] entry = new byte[700];
                    random.nextBytes(entry);
                    if (at + i == 0) {
                        first = entry;
                    }
                    group.add(entry);
                }
                ledger.append(group);
            }
        }

        LedgerVerifier verifier = new LedgerVerifier(
                new DirectorySource(directory), Optional.of(key.publicKey().vkey()));
        assertThat(verifier.verify(Optional.empty())).isInstanceOf(Verdict.Sound.class);

        LedgerProofs proofs = new LedgerProofs(directory, key.publicKey());
        Checkpoint checkpoint = proofs.checkpoint();
        assertThat(checkpoint.size()).isEqualTo(ENTRIES);
        assertThat(proofs.entry(0)).isEqualTo(first);
        for (int i = 0; i < 2_000; i++) {
            long index = random.nextInt(ENTRIES);
            assertThat(proofs.inclusion(index, ENTRIES).root(proofs.entry(index)))
                    .isEqualTo(checkpoint.root());
        }
    }
}
