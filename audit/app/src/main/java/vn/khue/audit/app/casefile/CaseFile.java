package vn.khue.audit.app.casefile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.khue.audit.app.triage.AlertQueue.Triaged;

/**
 * All that is known of a case.
 *
 * @param alerts oldest first
 * @param decisions oldest first
 */
public record CaseFile(Case about, List<Triaged> alerts, List<Decided> decisions) {

    public CaseFile {
        alerts = List.copyOf(alerts);
        decisions = List.copyOf(decisions);
    }

    /**
     * A decision of the past.
     *
     * @param event id of its event
     * @param name of the officer, as it was then
     * @param act as {@link CaseAct#word()}, or open, add, remove
     * @param alert which was added or taken out
     * @param ledgerIndex of its event
     */
    public record Decided(
            UUID event,
            Instant at,
            String name,
            String act,
            Optional<String> reason,
            Optional<UUID> alert,
            String note,
            Optional<Long> ledgerIndex) {}
}
