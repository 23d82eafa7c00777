package vn.khue.audit.detection.engine;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import vn.khue.audit.detection.sigma.SigmaLevel;

/**
 * Something that a person should look at. The same events give the same alert, with the same id, whenever and how often they are run.
 *
 * @param id follows from rule, group and window (UUID version 8)
 * @param rule name of the rule, under which its words stand in the bundle
 * @param techniques ATT&CK v19 ids
 * @param group the values that the events have in common, by field
 * @param from time of the first event that counts
 * @param to time of the event that completed it
 * @param events that count, oldest first, at most {@value #MOST_EVENTS}: of more the newest
 * @param count how many of what the rule counts
 */
public record Alert(
        UUID id,
        UUID ruleId,
        String rule,
        SigmaLevel level,
        List<String> techniques,
        SortedMap<String, String> group,
        Instant from,
        Instant to,
        List<UUID> events,
        long count,
        Why why) {

    public static final int MOST_EVENTS = 100;

    public Alert {
        techniques = List.copyOf(techniques);
        group = Collections.unmodifiableSortedMap(new TreeMap<>(group));
        events = List.copyOf(
                events.size() > MOST_EVENTS ? events.subList(events.size() - MOST_EVENTS, events.size()) : events);
    }

    /** The event that completed it. */
    public UUID completedBy() {
        return events.get(events.size() - 1);
    }
}
