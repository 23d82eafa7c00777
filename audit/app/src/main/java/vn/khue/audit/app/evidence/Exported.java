package vn.khue.audit.app.evidence;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.khue.audit.app.timestamp.DayStamp;
import vn.khue.audit.app.triage.Officer;
import vn.khue.audit.ledger.ConsistencyProof;
import vn.khue.audit.ledger.LedgerProofs.Evidence;

/**
 * What a file of evidence is made from.
 *
 * @param by who takes it away
 * @param ledger entries and proofs under one checkpoint
 * @param waiting events that the checkpoint does not cover yet
 * @param openings by index of the event: base64 of what opens the sealed fields of this event alone
 * @param stamps for each event the first timestamp that covers it, where there is one
 * @param vkey the log's public key, for convenience: who checks has it from elsewhere
 */
record Exported(
        Matter matter,
        Instant at,
        Officer by,
        Evidence ledger,
        SortedSet<Long> waiting,
        SortedMap<Long, String> openings,
        List<Stamped> stamps,
        String vkey) {

    /**
     * A timestamp.
     *
     * @param growth from the checkpoint that was stamped to that of the evidence
     */
    record Stamped(DayStamp stamp, ConsistencyProof growth) {}

    Exported {
        stamps = List.copyOf(stamps);
        openings = Collections.unmodifiableSortedMap(new TreeMap<>(openings));
        waiting = Collections.unmodifiableSortedSet(new TreeSet<>(waiting));
    }
}
