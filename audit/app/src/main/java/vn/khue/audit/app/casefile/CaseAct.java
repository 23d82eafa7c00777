package vn.khue.audit.app.casefile;

import java.util.Locale;
import java.util.Optional;
import vn.khue.audit.app.triage.CloseReason;
import vn.khue.audit.app.triage.IncidentKind;
import vn.khue.audit.app.triage.Triage.Assignee;

/** What an officer can decide about a case as a whole. */
sealed interface CaseAct {

    /** What the case is afterwards, still in its old version; empty where the act does not fit what it is. */
    Optional<Case> applied(Case before, Assignee officer);

    /** Code of the reason in the ledger; empty where there is none. */
    default String reason() {
        return "";
    }

    /** Whether an officer may do it to a case about themselves. */
    default boolean onOneself() {
        return false;
    }

    /** Name in tables and in the ledger: take, comment, close, reopen, mark. */
    default String word() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** Makes it the officer's own. */
    record Take() implements CaseAct {
        @Override
        public Optional<Case> applied(Case before, Assignee officer) {
            return before.closed() || before.owner().id().equals(officer.id())
                    ? Optional.empty()
                    : Optional.of(before.ownedBy(officer));
        }
    }

    record Comment() implements CaseAct {
        @Override
        public Optional<Case> applied(Case before, Assignee officer) {
            return Optional.of(before);
        }

        @Override
        public boolean onOneself() {
            return true;
        }
    }

    /** Closes it and every alert of it that is not closed, for the same reason. */
    record Close(CloseReason why) implements CaseAct {
        @Override
        public Optional<Case> applied(Case before, Assignee officer) {
            return before.closed() ? Optional.empty() : Optional.of(before.closedFor(why));
        }

        @Override
        public String reason() {
            return why.name();
        }
    }

    /** Its alerts stay closed: each can be opened again by itself. */
    record Reopen() implements CaseAct {
        @Override
        public Optional<Case> applied(Case before, Assignee officer) {
            return before.closed() ? Optional.of(before.opened().ownedBy(officer)) : Optional.empty();
        }
    }

    /** Law wants a report of it; a mark is never taken off. */
    record Mark(IncidentKind kind) implements CaseAct {
        @Override
        public Optional<Case> applied(Case before, Assignee officer) {
            return before.closed() || before.incidents().containsKey(kind) ? Optional.empty() : Optional.of(before);
        }

        @Override
        public String reason() {
            return kind.name();
        }
    }
}
