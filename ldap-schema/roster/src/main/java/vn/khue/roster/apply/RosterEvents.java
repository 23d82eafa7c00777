package vn.khue.roster.apply;

import java.time.Clock;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;
import vn.khue.roster.journal.Doer;
import vn.khue.roster.journal.Image;
import vn.khue.roster.journal.PlannedChange;
import vn.khue.roster.journal.SubjectKind;

/** The events of a run. Thread-safe. */
public final class RosterEvents {

    private static final String SOURCE = "roster";

    private final Clock clock;

    public RosterEvents(Clock clock) {
        this.clock = clock;
    }

    /** One change that was done. */
    AuditEvent changed(PlannedChange change, Doer doer) {
        AuditEvent.Builder event = AuditEvent.of(EventKind.ROSTER_CHANGED, Outcome.SUCCESS, doer.actor(), SOURCE, clock)
                .with(DetailKey.RUN, change.run())
                .with(DetailKey.SEQUENCE, change.seq())
                .with(DetailKey.OPERATION, change.kind().name())
                .with(DetailKey.RESOURCE_TYPE, change.subjectKind().name())
                .with(DetailKey.REASON, change.reason());
        if (!change.unit().isEmpty()) {
            event.unit(change.unit());
        }
        Image known = change.after().or(change::before).orElse(null);
        if (change.subjectKind() == SubjectKind.PERSON || change.subjectKind() == SubjectKind.CITIZEN) {
            event.target(TargetKind.PERSON, change.subject());
        } else if (change.subjectKind() == SubjectKind.CLASS) {
            event.target(TargetKind.UNIT, change.unit());
        } else if (known != null) {
            event.target(
                    TargetKind.PERSON,
                    known.get("person").or(() -> known.get("child")).orElse(""));
            event.with(
                    DetailKey.ROLE,
                    known.get("position").or(() -> known.get("role")).orElse(""));
            event.with(DetailKey.PERSON, known.get("guardian").orElse(""));
        }
        return event.build();
    }

    /** A run began, ended, was passed through the brake or was taken back. */
    public AuditEvent run(String operation, long run, String reason, long rows, Doer doer) {
        return AuditEvent.of(EventKind.ROSTER_RUN, Outcome.SUCCESS, doer.actor(), SOURCE, clock)
                .target(TargetKind.SERVICE, SOURCE)
                .with(DetailKey.RUN, run)
                .with(DetailKey.OPERATION, operation)
                .with(DetailKey.REASON, reason)
                .with(DetailKey.ROWS, rows)
                .build();
    }
}
