package vn.khue.audit.app.store;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import vn.khue.audit.detection.engine.Why;
import vn.khue.audit.detection.sigma.SigmaLevel;

/**
 * An alert as it is kept; what each part means is told by {@link vn.khue.audit.detection.engine.Alert}.
 *
 * @param raisedAt when it was found, by this service's clock
 */
public record StoredAlert(
        UUID id,
        String rule,
        SigmaLevel level,
        List<String> techniques,
        SortedMap<String, String> group,
        Instant from,
        Instant to,
        List<UUID> events,
        long count,
        Why why,
        Instant raisedAt) {

    public StoredAlert {
        techniques = List.copyOf(techniques);
        group = Collections.unmodifiableSortedMap(new TreeMap<>(group));
        events = List.copyOf(events);
    }
}
