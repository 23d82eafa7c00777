package vn.khue.web.stepup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An authorisation as it is stored.
 *
 * @param person who asked for it, and alone may use it
 * @param documents {@linkplain DigestList#summary() summary} of what it covers
 * @param expires when its present state is over
 * @param authenticatedAt present once authorised
 */
record Authorisation(
        UUID id,
        UUID person,
        String purpose,
        int count,
        Sha256 documents,
        String returnTo,
        State state,
        Instant expires,
        Optional<Instant> authenticatedAt,
        List<String> methods) {

    /** From PENDING to AUTHORISED to USED, or to REFUSED; never back. */
    enum State {
        PENDING,
        AUTHORISED,
        USED,
        REFUSED
    }

    Authorisation {
        methods = List.copyOf(methods);
    }
}
