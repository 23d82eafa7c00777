package vn.khue.audit.app.store;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;

/**
 * Which events to list, newest first. An empty part does not restrict.
 *
 * @param from first moment, inclusive
 * @param to last moment, exclusive
 * @param kinds any of these; empty means all acts: every kind but heartbeats, which only say that a part lives
 * @param person Khuê id of who acted, or whom the act was about
 * @param units events in the name of any of these units; empty means all. Row scope: a reader of one school gets it set
 * @param outcome success or failure
 * @param target identifier of what was acted on
 * @param marks address, app, key, card or id of the event
 * @param after continue after this place
 * @param limit events on a page, 1 to 200
 */
public record EventQuery(
        Optional<Instant> from,
        Optional<Instant> to,
        Set<EventKind> kinds,
        Optional<UUID> person,
        Set<String> units,
        Optional<Outcome> outcome,
        Optional<String> target,
        EventMarks marks,
        Optional<EventPlace> after,
        int limit) {

    public static final int MAX_LIMIT = 200;

    public EventQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("expected a limit of 1 to " + MAX_LIMIT + ", found " + limit);
        }
        kinds = Set.copyOf(kinds);
        units = Set.copyOf(units);
    }

    /** The newest acts of every kind. */
    public static EventQuery newest(int limit) {
        return new EventQuery(
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                EventMarks.none(),
                Optional.empty(),
                limit);
    }

    public EventQuery withRange(Optional<Instant> newFrom, Optional<Instant> newTo) {
        return new EventQuery(newFrom, newTo, kinds, person, units, outcome, target, marks, after, limit);
    }

    public EventQuery withKinds(Set<EventKind> newKinds) {
        return new EventQuery(from, to, newKinds, person, units, outcome, target, marks, after, limit);
    }

    public EventQuery withPerson(Optional<UUID> newPerson) {
        return new EventQuery(from, to, kinds, newPerson, units, outcome, target, marks, after, limit);
    }

    public EventQuery withUnits(Set<String> newUnits) {
        return new EventQuery(from, to, kinds, person, newUnits, outcome, target, marks, after, limit);
    }

    public EventQuery withOutcome(Optional<Outcome> newOutcome) {
        return new EventQuery(from, to, kinds, person, units, newOutcome, target, marks, after, limit);
    }

    public EventQuery withTarget(Optional<String> newTarget) {
        return new EventQuery(from, to, kinds, person, units, outcome, newTarget, marks, after, limit);
    }

    public EventQuery withMarks(EventMarks newMarks) {
        return new EventQuery(from, to, kinds, person, units, outcome, target, newMarks, after, limit);
    }

    public EventQuery withAfter(Optional<EventPlace> newAfter) {
        return new EventQuery(from, to, kinds, person, units, outcome, target, marks, newAfter, limit);
    }
}
