package vn.khue.audit.app.triage;

import java.util.List;
import java.util.Optional;

/**
 * A page of the queue, the most severe first, of equals the newest.
 *
 * @param next where the next page begins; empty on the last
 * @param rules names of all rules that have raised an alert the reader sees
 */
record QueuePage(List<AlertGroup> groups, Optional<QueuePlace> next, List<String> rules) {

    QueuePage {
        groups = List.copyOf(groups);
        rules = List.copyOf(rules);
    }
}
