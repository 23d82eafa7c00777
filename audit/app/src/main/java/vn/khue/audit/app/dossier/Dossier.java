package vn.khue.audit.app.dossier;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.khue.audit.app.casefile.CaseRow;
import vn.khue.audit.app.chart.TimeChart;
import vn.khue.audit.app.entity.EntityRef;
import vn.khue.audit.app.triage.AlertQueue.Triaged;

/**
 * What is known of a person, an address, a key, a card or a school.
 *
 * @param alerts about it or in which one of its newest events counts, newest first
 * @param cases of these alerts
 * @param log what the log says; empty where the reader may not read it, or where it took too long
 */
record Dossier(EntityRef about, List<Triaged> alerts, List<CaseRow> cases, Optional<Log> log) {

    Dossier {
        alerts = List.copyOf(alerts);
        cases = List.copyOf(cases);
    }

    /** Whether there is nothing at all. */
    public boolean empty() {
        return alerts.isEmpty() && log.map(each -> each.newest().isEmpty()).orElse(true);
    }

    /**
     * The part that is from the log.
     *
     * @param chart events a day
     * @param newest of the events
     * @param beside with what it was seen: addresses of a person, else persons; the most frequent first
     */
    record Log(TimeChart chart, List<Seen> newest, List<Beside> beside) {
        Log {
            newest = List.copyOf(newest);
            beside = List.copyOf(beside);
        }
    }

    /**
     * An event.
     *
     * @param kind name of an {@link vn.khue.audit.event.EventKind}
     */
    record Seen(
            long ledgerIndex, Instant time, String kind, boolean success, Optional<String> ip, Optional<String> unit) {}

    /** How many events it has in common with another. */
    record Beside(EntityRef other, long events) {}
}
