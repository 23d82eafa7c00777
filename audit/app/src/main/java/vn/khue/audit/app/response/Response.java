package vn.khue.audit.app.response;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An answer of the past.
 *
 * @param name of the officer, as it was then
 * @param outcome empty while the gate has not answered, or where this service stopped before it did
 */
record Response(
        UUID id,
        String act,
        UUID person,
        String name,
        String note,
        Instant askedAt,
        Optional<ResponseOutcome> outcome) {}
