package vn.khue.audit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigstore.merkle.InclusionProofVerificationException;
import dev.sigstore.merkle.InclusionProofVerifier;
import dev.sigstore.rekor.client.Checkpoints;
import dev.sigstore.rekor.client.RekorEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sigstore-java, written by others for Rekor, says of our checkpoints and inclusion proofs. */
class SigstoreJudgeTest {

    @TempDir
    Path directory;

    @Test
    void acceptsOurCheckpointAndOurProofs() throws Exception {
        LogKey key = TestKeys.fresh();
        List<byte[]> entries = ReferenceTree.entries(10_007);
        try (Ledger ledger = Ledger.open(directory, key)) {
            ReferenceTree.appendInBatches(ledger, entries, 4_000, new Random(3));
        }
        LedgerProofs proofs = new LedgerProofs(directory, key.publicKey());
        RekorEntry.Checkpoint checkpoint = Checkpoints.from(proofs.checkpointNote());
        assertThat(checkpoint.getOrigin()).isEqualTo(TestKeys.ORIGIN);
        assertThat(checkpoint.getSize()).isEqualTo(10_007);
        assertThat(checkpoint.getSignatures()).singleElement().satisfies(signature -> {
            assertThat(signature.getIdentity()).isEqualTo(TestKeys.ORIGIN);
            assertThat(signature.getKeyHint()).isEqualTo(key.publicKey().keyHash());
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key.publicKey().key());
            ed25519.update(checkpoint.getSignedData().getBytes(StandardCharsets.UTF_8));
            assertThat(ed25519.verify(signature.getSignature())).isTrue();
        });

        byte[] root = Base64.getDecoder().decode(checkpoint.getBase64Hash());
        Random random = new Random(4);
        for (int i = 0; i < 500; i++) {
            int index = i < 2 ? i * 10_006 : random.nextInt(10_007);
            List<byte[]> path = proofs.inclusion(index, 10_007).path().stream()
                    .map(TreeHash::bytes)
                    .toList();
            byte[] leaf = ReferenceTree.sha256(new byte[] {0}, entries.get(index));
            InclusionProofVerifier.verify(leaf, index, 10_007, path, root);
            byte[] otherLeaf = ReferenceTree.sha256(new byte[] {0}, entries.get((index + 1) % 10_007));
            assertThatThrownBy(() -> InclusionProofVerifier.verify(otherLeaf, index, 10_007, path, root))
                    .isInstanceOf(InclusionProofVerificationException.class);
        }
    }
}
