package vn.khue.audit.app.triage;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import vn.khue.audit.detection.sigma.SigmaLevel;

/**
 * Alerts of one rule about the same: a row of the queue.
 *
 * @param newest the alert completed last
 * @param group the values that they have in common, by field
 * @param alerts how many
 * @param versions sum of their versions
 * @param first time of the first event of all
 * @param last when the newest was completed
 * @param level the highest
 * @param counted sum of what was counted
 * @param open how many are nobody's
 * @param closed how many are closed
 * @param assignees names of those whose they are
 * @param incident whether one is marked as an incident
 * @param cases numbers of the cases that some of them are in
 */
public record AlertGroup(
        UUID newest,
        String rule,
        SortedMap<String, String> group,
        int alerts,
        long versions,
        Instant first,
        Instant last,
        SigmaLevel level,
        long counted,
        int open,
        int closed,
        List<String> assignees,
        boolean incident,
        List<String> cases) {

    public AlertGroup {
        group = Collections.unmodifiableSortedMap(new TreeMap<>(group));
        assignees = List.copyOf(assignees);
        cases = List.copyOf(cases);
    }

    QueuePlace place() {
        return new QueuePlace(level.ordinal() + 1, last, newest);
    }

    /** Names the group as it was shown, for a decision about all of it. */
    public String token() {
        return newest + "." + alerts + "." + versions;
    }
}
