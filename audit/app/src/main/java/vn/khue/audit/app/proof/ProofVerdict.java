package vn.khue.audit.app.proof;

import vn.khue.audit.ledger.Checkpoint;
import vn.khue.audit.ledger.InclusionProof;

/** Whether an event is in the ledger. */
public sealed interface ProofVerdict {

    /**
     * The event's own bytes and the path give the root that the log's key signed.
     *
     * @param proof index, size and path
     * @param evidence to be checked elsewhere: C2SP tlog-proof v1
     * @param entry the bytes in the ledger, one line of OCSF JSON in UTF-8
     */
    record Proven(Checkpoint checkpoint, InclusionProof proof, String evidence, byte[] entry) implements ProofVerdict {}

    /** The event is stored but no checkpoint covers it yet; normal for about a second. */
    record Waiting(long index, long size) implements ProofVerdict {}

    /** The ledger does not agree with itself, its key or the event: an incident. */
    record Broken(Fault fault, String where) implements ProofVerdict {}

    /** What does not hold. Texts: {@code proof.fault.NAME}. */
    enum Fault {
        /** A file of the ledger is missing, damaged, or its signature does not hold. */
        LEDGER,
        /** The bytes in the ledger are not those of the event in the database. */
        ENTRY,
        /** The path does not lead to the signed root. */
        ROOT
    }
}
