package vn.khue.signature.evidence;

/**
 * How much of an evidence record is read; a record over a limit is refused before anything of it is kept.
 *
 * @param bytes of the record
 * @param depth of values within values
 * @param values tags with their lengths, in all
 * @param chains of archive timestamps
 * @param timestamps in all chains
 * @param hashes in all reduced hash trees
 */
public record EvidenceLimits(int bytes, int depth, int values, int chains, int timestamps, int hashes) {

    /** What honest records of a century stay far below. */
    public static EvidenceLimits standard() {
        return new EvidenceLimits(8 << 20, 40, 400_000, 32, 256, 100_000);
    }
}
