package vn.khue.signature.evidence;

import java.util.ArrayList;
import java.util.List;
import vn.khue.pki.Der;

/**
 * Archive timestamps of one hash algorithm, each but the first over the one before it (RFC 4998, 5.1).
 *
 * @param timestamps the oldest first, at least one
 */
public record ArchiveTimestampChain(List<ArchiveTimestamp> timestamps) {
    public ArchiveTimestampChain {
        timestamps = List.copyOf(timestamps);
    }

    /** The newest. */
    public ArchiveTimestamp last() {
        return timestamps.get(timestamps.size() - 1);
    }

    ArchiveTimestampChain and(ArchiveTimestamp newer) {
        List<ArchiveTimestamp> all = new ArrayList<>(timestamps);
        all.add(newer);
        return new ArchiveTimestampChain(all);
    }

    byte[] der() {
        return Der.of(
                Der.SEQUENCE, timestamps.stream().map(ArchiveTimestamp::der).toArray(byte[][]::new));
    }
}
