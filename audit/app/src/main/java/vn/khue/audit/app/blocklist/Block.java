package vn.khue.audit.app.blocklist;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A range of addresses that somebody wants blocked.
 *
 * @param addresses as {@link AddressRange#toString}
 * @param alert from which it was asked for, where it was from one
 * @param days from the approval on
 * @param people who had signed in from there before it was asked for
 * @param school whether it meets a network of a school
 * @param ends exclusive; empty until it is approved
 */
record Block(
        UUID id,
        String addresses,
        Optional<UUID> alert,
        int days,
        String note,
        int people,
        boolean school,
        Instant askedAt,
        UUID askedBy,
        String askedName,
        State state,
        Optional<String> decidedName,
        Optional<Instant> ends,
        Optional<String> endedName) {

    enum State {
        ASKED,
        APPROVED,
        REFUSED,
        ENDED
    }

    /** As the end of a message key: a state, or OVER for one whose time is over. */
    String standing(Instant now) {
        return state == State.APPROVED && !ends.orElseThrow().isAfter(now) ? "OVER" : state.name();
    }
}
