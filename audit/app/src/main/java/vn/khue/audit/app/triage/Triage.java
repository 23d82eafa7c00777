package vn.khue.audit.app.triage;

import java.util.Optional;
import java.util.UUID;

/**
 * What officers have made of an alert.
 *
 * @param assignee whose it is
 * @param reason why it is closed; only then
 * @param version grows with every decision, 0 before the first
 */
public record Triage(
        AlertState state,
        Optional<Assignee> assignee,
        Optional<CloseReason> reason,
        Optional<IncidentKind> incident,
        int version) {

    /** Before the first decision. */
    public static final Triage UNTOUCHED =
            new Triage(AlertState.OPEN, Optional.empty(), Optional.empty(), Optional.empty(), 0);

    /**
     * An officer.
     *
     * @param name as it was when they took it
     */
    public record Assignee(UUID id, String name) {}

    /** The same with somebody at it: what was suppressed is open again. */
    Triage awake() {
        return state == AlertState.SUPPRESSED ? new Triage(AlertState.OPEN, assignee, reason, incident, version) : this;
    }

    public boolean closed() {
        return state == AlertState.CLOSED;
    }
}
