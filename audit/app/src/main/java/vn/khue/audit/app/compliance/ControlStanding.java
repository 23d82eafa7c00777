package vn.khue.audit.app.compliance;

import java.util.List;
import java.util.Optional;

/**
 * A control, what was found for it, and what was signed about it.
 *
 * @param signOff the newest that is not refused
 */
public record ControlStanding(Control control, List<Finding> findings, Optional<SignOff> signOff) {

    public ControlStanding {
        findings = List.copyOf(findings);
    }

    /** A gap where anything lacks; else evidence where there is any; unseen where there is none or nothing is looked for. */
    public Standing standing() {
        return findings.stream().map(Finding::standing).reduce(Standing.UNSEEN, Standing::stronger);
    }

    /** What lacks. */
    public List<Finding> gaps() {
        return findings.stream().filter(each -> each.standing() == Standing.GAP).toList();
    }

    /** A gap that no officer has signed to bear, or whose sign-off is over. */
    public boolean open(java.time.LocalDate today) {
        return standing() == Standing.GAP
                && signOff.filter(each -> each.holds(today)).isEmpty();
    }
}
