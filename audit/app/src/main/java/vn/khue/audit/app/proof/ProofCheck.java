package vn.khue.audit.app.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.khue.audit.app.ledger.LedgerSettings;
import vn.khue.audit.app.store.StoredEvent;
import vn.khue.audit.ledger.Checkpoint;
import vn.khue.audit.ledger.InclusionProof;
import vn.khue.audit.ledger.LedgerException;
import vn.khue.audit.ledger.LedgerProofs;
import vn.khue.audit.ledger.LogPublicKey;

/**
 * Proves one event against the files of the ledger: the checkpoint's signature by the published key, the entry's bytes
 * against the event as shown, the inclusion path against the signed root (RFC 6962 clause 2.1.1). The writer keeps both
 * database and ledger; who distrusts it takes the evidence and the public key elsewhere. Safe for concurrent use.
 */
@Component
public final class ProofCheck {

    private static final Logger LOG = LoggerFactory.getLogger(ProofCheck.class);

    private final LedgerSettings settings;

    ProofCheck(LedgerSettings settings) {
        this.settings = settings;
    }

    /** Checks it now, from the files. */
    public ProofVerdict check(StoredEvent stored) {
        long index = stored.ledgerIndex();
        try {
            LedgerProofs proofs = ledger();
            Checkpoint checkpoint = proofs.checkpoint();
            if (index >= checkpoint.size()) {
                return new ProofVerdict.Waiting(index, checkpoint.size());
            }
            byte[] entry = proofs.entry(index);
            if (!MessageDigest.isEqual(entry, stored.line())) {
                return broken(ProofVerdict.Fault.ENTRY, "entry " + index);
            }
            InclusionProof proof = proofs.inclusion(index, checkpoint.size());
            if (!proof.root(entry).equals(checkpoint.root())) {
                return broken(ProofVerdict.Fault.ROOT, "entry " + index + " of " + checkpoint.size());
            }
            return new ProofVerdict.Proven(checkpoint, proof, proofs.tlogProof(index), entry);
        } catch (LedgerException | IOException damaged) {
            LOG.error("ledger entry {} cannot be proven", index, damaged);
            return new ProofVerdict.Broken(ProofVerdict.Fault.LEDGER, damaged.getMessage());
        }
    }

    /**
     * The ledger's files, under the published key.
     *
     * @throws IOException if there is no key
     */
    public LedgerProofs ledger() throws IOException {
        String vkey = Files.readString(settings.publicKeyFile(), StandardCharsets.US_ASCII)
                .strip();
        return new LedgerProofs(settings.directory(), LogPublicKey.parse(vkey));
    }

    private static ProofVerdict broken(ProofVerdict.Fault fault, String where) {
        LOG.error("ledger does not hold: {} at {}", fault, where);
        return new ProofVerdict.Broken(fault, where);
    }
}
