package vn.khue.audit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.audit.ledger.verify.DirectorySource;
import vn.khue.audit.ledger.verify.LedgerVerifier;
import vn.khue.audit.ledger.verify.Verdict;

class ColdBundlesTest {

    private static final int SIZE = 1_500;

    @TempDir
    Path log;

    private final LogKey key = TestKeys.fresh();
    private final List<byte[]> entries = ReferenceTree.entries(SIZE);

    @BeforeEach
    void write() {
        try (Ledger ledger = Ledger.open(log, key)) {
            ledger.append(entries);
        }
    }

    private Verdict verified() {
        return new LedgerVerifier(
                        new DirectorySource(log), Optional.of(key.publicKey().vkey()))
                .verify(Optional.empty());
    }

    private Path bundle(String name) {
        return log.resolve("tile/entries/" + name);
    }

    @Test
    void wholeColdBundlesAreCompressedAndEverythingStillHolds() throws Exception {
        ColdBundles cold = new ColdBundles(log);
        assertThat(cold.compress(1_000, 2)).isEqualTo(2);
        assertThat(cold.compress(1_000, 10))
                .as("the third; the fourth has entries that are not cold")
                .isEqualTo(1);
        assertThat(new ColdBundles(log).compress(1_000, 10))
                .as("after a restart")
                .isZero();
        assertThat(bundle("002")).doesNotExist();
        assertThat(bundle("002.gz")).exists();
        assertThat(bundle("003")).exists();
        assertThat(verified())
                .isInstanceOfSatisfying(
                        Verdict.Sound.class,
                        sound -> assertThat(sound.besides().compressed()).isEqualTo(3));
        LedgerProofs proofs = new LedgerProofs(log, key.publicKey());
        assertThat(proofs.entry(300)).isEqualTo(entries.get(300));
        assertThat(proofs.evidence(List.of(1L, 700L)).entries()).hasSize(2);
        assertThat(new LogFiles(log).tile(TilePath.parse("tile/entries/001").orElseThrow()))
                .isPresent();
        try (Ledger ledger = Ledger.open(log, key)) {
            ledger.append(List.of(new byte[] {1}));
        }
        assertThat(verified()).isInstanceOf(Verdict.Sound.class);
    }

    @Test
    void aDamagedColdBundleIsNamed() throws Exception {
        new ColdBundles(log).compress(1_000, 10);
        byte[] gzip = Files.readAllBytes(bundle("001.gz"));
        byte[] changed = gzip.clone();
        changed[gzip.length / 2] ^= 1;
        Files.write(bundle("001.gz"), changed);
        assertThat(verified()).isInstanceOfSatisfying(Verdict.Broken.class, broken -> {
            assertThat(broken.firstBadEntry().orElseThrow()).isBetween(256L, 511L);
            assertThat(broken.where()).isEqualTo("tile/entries/001.gz");
        });
        Files.write(bundle("001.gz"), new byte[100]);
        assertThat(verified())
                .isInstanceOfSatisfying(
                        Verdict.Broken.class,
                        broken -> assertThat(broken.firstBadEntry()).isEqualTo(OptionalLong.of(256)));
        Files.delete(bundle("001.gz"));
        assertThat(verified()).isInstanceOf(Verdict.Broken.class);
    }

    @Test
    void aCrashBetweenTheTwoLeavesBothAndTheNextRunEndsIt() throws Exception {
        byte[] plain = Files.readAllBytes(bundle("000"));
        new ColdBundles(log).compress(256, 1);
        Files.write(bundle("000"), plain);
        assertThat(verified()).isInstanceOf(Verdict.Sound.class);
        assertThat(new ColdBundles(log).compress(256, 1)).isEqualTo(1);
        assertThat(bundle("000")).doesNotExist();
        assertThat(verified()).isInstanceOf(Verdict.Sound.class);
    }
}
