package vn.khue.audit.ledger.verify;

import java.time.Instant;
import java.util.Optional;

/**
 * What was found beside the tree, and held; what does not hold is a {@link Fault}.
 *
 * @param opened events whose sealed fields opened by a key that came along
 * @param timestamps RFC 3161 timestamps of checkpoints, each over a tree with which the log begins
 * @param stampedUntil time of the newest of them
 * @param authorityChecked false where no CA was given: then only that the token belongs to its own certificate is known
 * @param witnesses how many of the witnesses that were asked about have cosigned the newest cosigned checkpoint
 * @param compressed bundles of entries that are kept as gzip
 */
public record Besides(
        int opened,
        int timestamps,
        Optional<Instant> stampedUntil,
        boolean authorityChecked,
        int witnesses,
        long compressed) {

    /** Nothing of all this. */
    public static final Besides NOTHING = new Besides(0, 0, Optional.empty(), false, 0, 0);

    static Besides opened(int opened) {
        return new Besides(opened, 0, Optional.empty(), false, 0, 0);
    }
}
