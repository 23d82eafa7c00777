package vn.khue.audit.app.compliance;

import java.util.List;
import vn.khue.audit.event.EventKind;

/**
 * A question that evidence answers, as data.
 *
 * @param ask what is looked at; each is one that the code knows
 * @param expect of events only: what there should be
 * @param kinds of events only
 * @param title what it shows
 * @param gap what lacks where it is not so
 */
public record Query(Ask ask, Expectation expect, List<EventKind> kinds, Words title, Words gap) {

    /** What can be looked at. */
    public enum Ask {
        EVENTS,
        LEDGER,
        PARTS,
        RETENTION,
        STORAGE,
        ALERTS,
        HOSTS_SEEN,
        HOSTS_ASSESSED,
        RIGHTS_REVIEW,
        INCIDENTS,
        REQUESTS
    }

    /** How many events there should be. */
    public enum Expectation {
        /** None is a gap. */
        SOME,
        /** None is nothing to see. */
        ANY
    }

    public Query {
        kinds = kinds == null ? List.of() : List.copyOf(kinds);
        if (ask == null || title == null || gap == null) {
            throw new IllegalArgumentException("expected ask, title and gap, found fewer");
        }
        boolean events = ask == Ask.EVENTS;
        if (events == kinds.isEmpty() || events == (expect == null)) {
            throw new IllegalArgumentException("expected kinds and expect for EVENTS and for nothing else");
        }
    }
}
