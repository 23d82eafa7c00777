package vn.khue.audit.app.incident;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import vn.khue.audit.app.casefile.CaseState;
import vn.khue.audit.app.triage.IncidentKind;
import vn.khue.audit.app.triage.TriageProfile;

/**
 * A case that law wants a report of.
 *
 * @param id of the case
 * @param number by which people name the case
 * @param kinds in their order
 * @param entries oldest first
 * @param told what was told when it was opened by hand; empty where an alert began it
 */
public record Incident(
        UUID id,
        long number,
        String title,
        CaseState state,
        String owner,
        Instant openedAt,
        List<OfKind> kinds,
        List<Entry> entries,
        Optional<Told> told) {

    public Incident {
        kinds = List.copyOf(kinds);
        entries = List.copyOf(entries);
    }

    /**
     * What it is, since when that is known, and what law wants because of it.
     *
     * @param known when it was found
     */
    public record OfKind(IncidentKind kind, Instant known, List<Duty> duties) {

        public OfKind {
            duties = List.copyOf(duties);
        }
    }

    /** How an incident that no alert found became known. Texts: {@code incident.told.NAME}. */
    public enum Source {
        PHONE,
        IN_PERSON,
        LETTER,
        /** Police or another authority. */
        AUTHORITY,
        PRESS,
        OTHER
    }

    /** Kinds of personal data, as far as the law's duties differ by them. Texts: {@code incident.data.NAME}. */
    public enum DataKind {
        BASIC,
        SENSITIVE,
        LOCATION,
        BIOMETRIC;

        /** Whether the persons concerned have to be told (Luật 91/2025/QH15, Điều 23). */
        boolean told() {
            return this == LOCATION || this == BIOMETRIC;
        }
    }

    /**
     * What was told by hand.
     *
     * @param begun when it happened, where that is known
     * @param unit which it is about; empty where it is about several or none
     * @param data which kinds of personal data are concerned
     * @param affected about how many persons, where that is known
     * @param account what happened and what may follow
     */
    public record Told(
            Source source,
            Optional<Instant> begun,
            Optional<String> unit,
            SortedSet<DataKind> data,
            Optional<Integer> affected,
            String account) {

        public Told {
            data = Collections.unmodifiableSortedSet(new TreeSet<>(data));
        }
    }

    /** How a duty to report stands. Texts: {@code incident.duty.NAME}. */
    public enum DutyState {
        RUNNING,
        DONE,
        DONE_LATE,
        OVERDUE
    }

    /**
     * A duty to report, with its clock.
     *
     * @param done when it was reported
     */
    public record Duty(TriageProfile.Clock clock, Optional<Entry> done) {

        public DutyState state() {
            if (done.isPresent()) {
                return done.get().at().isAfter(clock.until()) ? DutyState.DONE_LATE : DutyState.DONE;
            }
            return clock.left().isNegative() || clock.left().isZero() ? DutyState.OVERDUE : DutyState.RUNNING;
        }

        /** Whether it was, or is, too late. */
        public boolean late() {
            return state() == DutyState.DONE_LATE || state() == DutyState.OVERDUE;
        }
    }

    /** What can be noted. Texts: {@code incident.act.NAME}. */
    public enum Act {
        /** A report that law wants went out. */
        REPORTED,
        /** Somebody else was told: persons concerned, a school, the leadership. */
        INFORMED,
        MEASURE,
        /** It is over; only once every report went out. */
        ENDED
    }

    /**
     * Something that was done.
     *
     * @param kind of reports only
     * @param report of reports only: as the profile names it
     * @param recipient who was told; may be empty
     * @param at when it was done
     * @param noted when that was noted
     * @param name of the officer
     * @param ledgerIndex of its event
     */
    public record Entry(
            UUID event,
            Act act,
            Optional<IncidentKind> kind,
            Optional<String> report,
            String recipient,
            String note,
            Instant at,
            Instant noted,
            String name,
            Optional<Long> ledgerIndex) {}

    /** Every duty of every kind. */
    public List<Duty> duties() {
        return kinds.stream().flatMap(each -> each.duties().stream()).toList();
    }

    public boolean late() {
        return duties().stream().anyMatch(Duty::late);
    }

    /** Whether a report is still to go out. */
    public boolean waiting() {
        return duties().stream().anyMatch(each -> each.done().isEmpty());
    }

    /** When it was over. */
    public Optional<Instant> ended() {
        return entries.stream()
                .filter(each -> each.act() == Act.ENDED)
                .map(Entry::at)
                .findFirst();
    }

    /** When it was found. */
    public Instant known() {
        return kinds.stream().map(OfKind::known).min(Instant::compareTo).orElse(openedAt);
    }
}
