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

/** How fast the ledger is written, proved and verified, on entries of the size of an event. */
@Tag("slow")
class LedgerRateTest {

    private static final int ENTRIES = 500_000;
    private static final int GROUP = 2_500;

    @TempDir
    Path directory;

    @Test
    void isFastEnough() {
        LogKey key = TestKeys.fresh();
        Random random = new Random(1);
        long begun = System.nanoTime();
        try (Ledger ledger = Ledger.open(directory, key)) {
            for (int at = 0; at < ENTRIES; at += GROUP) {
                List<byte[]> group = new ArrayList<>(GROUP);
                for (int i = 0; i < GROUP; i++) {
                    byte[] entry = new byte[700];
                    random.nextBytes(entry);
                    group.add(entry);
                }
                ledger.append(group);
            }
        }
        double append = ENTRIES / seconds(begun);

        LedgerVerifier verifier = new LedgerVerifier(
                new DirectorySource(directory), Optional.of(key.publicKey().vkey()));
        long verifying = System.nanoTime();
        assertThat(verifier.verify(Optional.empty())).isInstanceOf(Verdict.Sound.class);
        double verify = ENTRIES / seconds(verifying);

        LedgerProofs proofs = new LedgerProofs(directory, key.publicKey());
        for (int i = 0; i < 2_000; i++) {
            proofs.inclusion(random.nextInt(ENTRIES), ENTRIES);
        }
        long proving = System.nanoTime();
        for (int i = 0; i < 2_000; i++) {
            proofs.inclusion(random.nextInt(ENTRIES), ENTRIES);
        }
        double proofMillis = seconds(proving) * 1_000 / 2_000;

        System.out.printf(
                java.util.Locale.ROOT,
                "ledger: append %.0f entries/s in groups of %d, verify %.0f entries/s, inclusion proof %.3f ms%n",
                append,
                GROUP,
                verify,
                proofMillis);
        assertThat(append).isGreaterThan(10_000);
        assertThat(verify).isGreaterThan(100_000);
        assertThat(proofMillis).isLessThan(5);
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}
