package vn.khue.console.factor;

import java.time.Instant;
import java.util.UUID;

/**
 * A request that waits for a second officer. Immutable.
 *
 * @param name of the person whose second factors they are
 * @param uid login name of that person
 * @param ticket number of the help desk's ticket
 * @param reason in the words of who asked
 * @param askedBy name
 * @param own whether the reader asked
 * @param approvable whether the reader may approve it today
 */
public record FactorRequest(
        UUID id,
        String name,
        String uid,
        String ticket,
        String reason,
        String askedBy,
        boolean own,
        boolean approvable,
        Instant asked,
        Instant expires) {}
