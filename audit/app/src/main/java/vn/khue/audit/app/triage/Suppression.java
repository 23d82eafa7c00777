package vn.khue.audit.app.triage;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Alerts of one rule about one thing that are hidden from the queue, or are to be.
 *
 * @param alert from which it was asked for
 * @param days for how long from the approval
 * @param askedBy its owner
 * @param decidedName who approved or refused it
 * @param begins when it was approved
 * @param ends until then, exclusive
 * @param endedName who ended it early
 * @param hidden how many alerts it has hidden
 * @param impact how many there were in the days that the profile looks back
 */
record Suppression(
        UUID id,
        UUID alert,
        String rule,
        SortedMap<String, String> group,
        int days,
        String note,
        Instant askedAt,
        UUID askedBy,
        String askedName,
        State state,
        Optional<String> decidedName,
        Optional<Instant> begins,
        Optional<Instant> ends,
        Optional<String> endedName,
        long hidden,
        long impact) {

    Suppression {
        group = Collections.unmodifiableSortedMap(new TreeMap<>(group));
    }

    /** How far it has come. {@link #APPROVED} says nothing of the end, which comes by itself. */
    enum State {
        ASKED,
        APPROVED,
        REFUSED,
        ENDED
    }

    /** As it stands at this moment, for a text {@code suppression.state.CODE}. */
    String standing(Instant now) {
        return state == State.APPROVED && ends.isPresent() && !now.isBefore(ends.get()) ? "EXPIRED" : state.name();
    }
}
