package vn.khue.audit.app.response;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A suspension or release of the past.
 *
 * @param alert from which it was asked for
 * @param name of the officer, as it was then
 * @param outcome empty while the signing service has not answered, or where this service stopped before it did
 */
record Hold(
        UUID id,
        HoldAct act,
        Optional<UUID> alert,
        String name,
        String note,
        Instant askedAt,
        Optional<ResponseOutcome> outcome) {}
