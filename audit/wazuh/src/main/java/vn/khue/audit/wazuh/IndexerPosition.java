package vn.khue.audit.wazuh;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How far the alerts were read: behind this one. It holds across points in time, restarts and indexers, for nothing but the document itself is
 * in it.
 *
 * @param time of the alert, cut to milliseconds
 * @param document id of the alert's document; empty for before all of that time
 */
public record IndexerPosition(Instant time, String document) {

    public IndexerPosition {
        time = time.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Before the first alert of that time. */
    public static IndexerPosition from(Instant time) {
        return new IndexerPosition(time, "");
    }

    /**
     * Some time further back, before all of it. Alerts that were late on their way into the indexer stand behind others that were read
     * already; who reads an overlap again finds them.
     */
    public IndexerPosition back(java.time.Duration overlap) {
        return from(time.minus(overlap));
    }
}
