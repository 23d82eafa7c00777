package vn.khue.audit.app.compliance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * What an officer signed, or wants signed, about a control.
 *
 * @param standing how the control stood then
 * @param until last day on which it holds
 * @param decidedName who signed or refused
 * @param event of the newest step
 */
public record SignOff(
        UUID id,
        String control,
        Standing standing,
        String note,
        LocalDate until,
        Instant askedAt,
        UUID askedBy,
        String askedName,
        State state,
        Optional<Instant> decidedAt,
        Optional<String> decidedName,
        UUID event) {

    /** How far it has come. The end comes by itself. */
    public enum State {
        ASKED,
        SIGNED,
        REFUSED
    }

    /** Whether it is signed and not over. */
    public boolean holds(LocalDate today) {
        return state == State.SIGNED && !today.isAfter(until);
    }

    /** For a text {@code compliance.state.CODE}. */
    public String standingOn(LocalDate today) {
        return state == State.SIGNED && today.isAfter(until) ? "EXPIRED" : state.name();
    }
}
