package vn.khue.audit.app.casefile;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import vn.khue.audit.app.triage.CloseReason;
import vn.khue.audit.app.triage.IncidentKind;
import vn.khue.audit.app.triage.Triage.Assignee;

/**
 * Alerts that are worked on as one.
 *
 * @param number by which people name it, from 1
 * @param reason why it is closed; only then
 * @param incidents of what kinds law wants a report, and since when each is known
 * @param version grows with every decision
 */
public record Case(
        UUID id,
        long number,
        String title,
        CaseState state,
        Assignee owner,
        Optional<CloseReason> reason,
        SortedMap<IncidentKind, Instant> incidents,
        Instant openedAt,
        int version) {

    public Case {
        incidents = Collections.unmodifiableSortedMap(new TreeMap<>(incidents));
    }

    public boolean closed() {
        return state == CaseState.CLOSED;
    }

    /** The same in the hands of another. */
    Case ownedBy(Assignee other) {
        return new Case(id, number, title, state, other, reason, incidents, openedAt, version);
    }

    Case closedFor(CloseReason why) {
        return new Case(id, number, title, CaseState.CLOSED, owner, Optional.of(why), incidents, openedAt, version);
    }

    Case opened() {
        return new Case(id, number, title, CaseState.OPEN, owner, Optional.empty(), incidents, openedAt, version);
    }
}
