package vn.khue.audit.app.evidence;

import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import vn.khue.audit.app.triage.Officer;
import vn.khue.audit.ledger.LedgerProofs.Evidence;

/**
 * What a file of evidence is made from.
 *
 * @param by who takes it away
 * @param ledger entries and proofs under one checkpoint
 * @param waiting events that the checkpoint does not cover yet
 * @param vkey the log's public key, for convenience: who checks has it from elsewhere
 */
record Exported(Matter matter, Instant at, Officer by, Evidence ledger, SortedSet<Long> waiting, String vkey) {

    Exported {
        waiting = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(waiting));
    }
}
