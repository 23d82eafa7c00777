package vn.khue.audit.app.casefile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.khue.audit.app.triage.IncidentKind;
import vn.khue.audit.detection.sigma.SigmaLevel;

/**
 * A case in a list.
 *
 * @param alerts how many
 * @param level the highest of its alerts; empty where it was opened by hand and has none
 * @param last when the newest of them was completed; without any, when it was opened
 * @param version grows with every decision
 */
public record CaseRow(
        UUID id,
        long number,
        String title,
        CaseState state,
        String owner,
        int alerts,
        Optional<SigmaLevel> level,
        Instant last,
        List<IncidentKind> incidents,
        int version) {

    public CaseRow {
        incidents = List.copyOf(incidents);
    }
}
