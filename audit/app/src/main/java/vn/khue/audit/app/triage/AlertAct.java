package vn.khue.audit.app.triage;

import java.util.Locale;
import java.util.Optional;
import vn.khue.audit.app.rights.LogRight;
import vn.khue.audit.app.triage.Triage.Assignee;

/** What an officer can decide about an alert. */
public sealed interface AlertAct {

    /** The right that it needs. */
    LogRight right();

    /** What the alert is afterwards, still in its old version; empty where the act does not fit what it is. */
    Optional<Triage> applied(Triage before, Assignee officer);

    /** Code of the reason in the ledger; empty where there is none. */
    default String reason() {
        return "";
    }

    /** Whether an officer may do it to an alert about themselves. */
    default boolean onOneself() {
        return false;
    }

    /** Name in tables and in the ledger: take, comment, close, reopen, mark. */
    default String word() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** Makes it the officer's own, from nobody or from another. */
    record Take() implements AlertAct {
        @Override
        public LogRight right() {
            return LogRight.TAKE_ALERT;
        }

        @Override
        public Optional<Triage> applied(Triage before, Assignee officer) {
            return before.closed()
                    ? Optional.empty()
                    : Optional.of(new Triage(
                            AlertState.TAKEN,
                            Optional.of(officer),
                            Optional.empty(),
                            before.incident(),
                            before.version()));
        }
    }

    record Comment() implements AlertAct {
        @Override
        public LogRight right() {
            return LogRight.COMMENT_ALERT;
        }

        @Override
        public Optional<Triage> applied(Triage before, Assignee officer) {
            return Optional.of(before.awake());
        }

        @Override
        public boolean onOneself() {
            return true;
        }
    }

    record Close(CloseReason why) implements AlertAct {
        @Override
        public LogRight right() {
            return LogRight.CLOSE_ALERT;
        }

        @Override
        public Optional<Triage> applied(Triage before, Assignee officer) {
            return before.closed()
                    ? Optional.empty()
                    : Optional.of(new Triage(
                            AlertState.CLOSED,
                            before.assignee().or(() -> Optional.of(officer)),
                            Optional.of(why),
                            before.incident(),
                            before.version()));
        }

        @Override
        public String reason() {
            return why.name();
        }
    }

    /** Back into the queue, as nobody's. */
    record Reopen() implements AlertAct {
        @Override
        public LogRight right() {
            return LogRight.REOPEN_ALERT;
        }

        @Override
        public Optional<Triage> applied(Triage before, Assignee officer) {
            return before.closed()
                    ? Optional.of(new Triage(
                            AlertState.OPEN, Optional.empty(), Optional.empty(), before.incident(), before.version()))
                    : Optional.empty();
        }
    }

    /** Law wants a report of it; a mark can be changed to the other kind, never taken off. */
    record Mark(IncidentKind kind) implements AlertAct {
        @Override
        public LogRight right() {
            return LogRight.MARK_INCIDENT;
        }

        @Override
        public Optional<Triage> applied(Triage before, Assignee officer) {
            return before.closed() || before.incident().equals(Optional.of(kind))
                    ? Optional.empty()
                    : Optional.of(new Triage(
                            before.awake().state(),
                            before.assignee(),
                            before.reason(),
                            Optional.of(kind),
                            before.version()));
        }

        @Override
        public String reason() {
            return kind.name();
        }
    }
}
