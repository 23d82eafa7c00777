package vn.khue.audit.app.triage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.khue.audit.app.store.CountedEvents.Counted;
import vn.khue.audit.app.store.StoredAlert;
import vn.khue.audit.app.triage.AlertQueue.InCase;

/**
 * All that is known of an alert.
 *
 * @param inCase the case that it is in
 * @param events that count and are still in the log, oldest first
 * @param decisions oldest first
 * @param others alerts of the same group, newest first, at most {@value #MOST_OTHERS}
 * @param next the group after this one's in the reader's queue; empty if it was the last
 */
public record AlertFile(
        StoredAlert alert,
        Triage triage,
        Optional<InCase> inCase,
        List<Counted> events,
        List<Decided> decisions,
        List<Other> others,
        Optional<UUID> next) {

    static final int MOST_OTHERS = 50;

    public AlertFile {
        events = List.copyOf(events);
        decisions = List.copyOf(decisions);
        others = List.copyOf(others);
    }

    /**
     * A decision of the past.
     *
     * @param name of the officer, as it was then
     * @param act as {@link AlertAct#word()}
     * @param reason a name of {@link CloseReason} or {@link IncidentKind}
     * @param ledgerIndex of its event
     */
    public record Decided(
            Instant at, String name, String act, Optional<String> reason, String note, Optional<Long> ledgerIndex) {}

    /** Another alert of the group. */
    public record Other(UUID id, Instant last, AlertState state) {}
}
