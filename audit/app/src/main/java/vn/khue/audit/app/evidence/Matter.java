package vn.khue.audit.app.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.khue.audit.app.casefile.CaseFile;
import vn.khue.audit.app.triage.AlertQueue.Triaged;

/**
 * What evidence is about.
 *
 * @param inCase the case; empty where it is one alert
 * @param alerts oldest first
 */
record Matter(Optional<CaseFile> inCase, List<About> alerts) {

    Matter {
        alerts = List.copyOf(alerts);
    }

    /**
     * An alert with its events.
     *
     * @param counted events that count, oldest first
     * @param decisions oldest first
     * @param gone how many events that count are no longer in the log
     */
    record About(Triaged found, List<Line> counted, List<Decided> decisions, int gone) {
        About {
            counted = List.copyOf(counted);
            decisions = List.copyOf(decisions);
        }
    }

    /** An event by its place in the ledger. */
    record Line(long ledgerIndex, UUID id, Instant time, String kind, Optional<String> unit) {}

    /** A decision about an alert. */
    record Decided(UUID event, Instant at, String name, String act, Optional<String> reason, String note) {}
}
