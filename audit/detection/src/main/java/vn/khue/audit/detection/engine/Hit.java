package vn.khue.audit.detection.engine;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * A match that a window counts.
 *
 * @param time milliseconds; of a correlation's match, that of the event that completed it
 * @param id of that event
 * @param value what is counted apart; empty where every match counts
 * @param events that stand behind it
 */
record Hit(long time, UUID id, String value, List<UUID> events) implements Comparable<Hit> {

    private static final Comparator<Hit> ORDER =
            Comparator.comparingLong(Hit::time).thenComparing(Hit::id);

    @Override
    public int compareTo(Hit other) {
        return ORDER.compare(this, other);
    }
}
