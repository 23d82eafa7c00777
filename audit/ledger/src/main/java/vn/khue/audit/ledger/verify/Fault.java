package vn.khue.audit.ledger.verify;

/** What can be wrong with a ledger. The message bundle has one text for each. */
public enum Fault {
    /** The checkpoint is not three lines, an empty line and signature lines. */
    CHECKPOINT_MALFORMED,
    /** No valid signature of the expected key under the checkpoint. */
    CHECKPOINT_SIGNATURE,
    /** The older checkpoint is not of this log or not signed by its key. */
    OLDER_CHECKPOINT,
    /** The log is shorter than a checkpoint seen before. */
    ROLLBACK,
    /** The log does not begin with the tree of a checkpoint seen before. */
    FORK,
    /** An entry bundle is not there. */
    ENTRIES_MISSING,
    /** An entry's length leaves its bundle, or bytes follow the last entry. */
    ENTRY_MALFORMED,
    /** An entry does not hash to its place in the tile of level 0. */
    ENTRY_HASH,
    /** A tile is not there. */
    TILE_MISSING,
    /** A tile has another length than its width asks. */
    TILE_LENGTH,
    /** A hash of a tile above level 0 is not the hash of the entries below it. */
    TILE_HASH,
    /** Entries and tiles agree, but the signed root is another: they were rewritten together. */
    ROOT,
    /** Evidence without its proof, or a proof without its entry. */
    PROOF_MISSING,
    /** A proof is not C2SP tlog-proof v1, or of another entry. */
    PROOF_MALFORMED,
    /** A key that came with evidence does not open the sealed fields of its event. */
    OPENING_FALSE,
    /** A timestamp is missing a part, is malformed, or is of something else than its checkpoint. */
    TIMESTAMP_FALSE,
    /** A timestamp is not by an authority under the given CA. */
    TIMESTAMP_AUTHORITY,
    /** A checkpoint does not grow into the one that it came with. */
    GROWTH_FALSE,
    /** A witness that was asked about has not cosigned, or not validly. */
    WITNESS_MISSING
}
