package vn.khue.sso.help;

import java.time.Instant;
import java.util.UUID;
import vn.khue.directory.Position;

/**
 * Somebody asked that a person's second factors be taken away. Immutable.
 *
 * @param person Khuê id
 * @param kind as what it was asked; one of the same kind answers
 * @param ticket number of the help desk's ticket
 * @param reason in the words of who asked
 * @param askedBy Khuê id
 */
record FactorReset(
        UUID id,
        UUID person,
        Position kind,
        String ticket,
        String reason,
        UUID askedBy,
        Instant askedAt,
        Instant expires) {}
