package vn.khue.audit.app.erasure;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A request to erase somebody.
 *
 * @param person Khuê id
 * @param number of the person's request in the register of requests
 * @param answerBy until when the person is to be answered
 * @param blanked rows of the log that are no longer found by an address
 * @param inClear events from before sealing, which stay readable
 */
public record ErasureRequest(
        UUID id,
        UUID person,
        String number,
        String note,
        Instant askedAt,
        UUID askedBy,
        String askedName,
        State state,
        Optional<Instant> decidedAt,
        Optional<String> decidedName,
        long blanked,
        long inClear,
        Instant answerBy) {

    /** Where a request stands. */
    public enum State {
        ASKED,
        REFUSED,
        DONE
    }
}
