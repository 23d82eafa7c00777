package vn.khue.console.help;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * How somebody can sign in today.
 *
 * @param givenName what the person is called by
 * @param password whether there is a main password
 * @param pictures whether pictures were chosen
 * @param slip the activation slip that still waits to be used
 * @param locked whether too many wrong tries keep the person out
 * @param sessions how many are open
 */
public record HelpedPerson(
        UUID id,
        String uid,
        String name,
        String givenName,
        boolean password,
        Optional<Paper> badge,
        boolean pictures,
        Optional<Paper> slip,
        boolean locked,
        int sessions) {

    /** A badge or a slip. */
    public record Paper(Instant issued, Instant expires) {}

    /** Whether the person cannot sign in without help. */
    public boolean needsHelp() {
        return locked || (!password && slip.isEmpty() && badge.isEmpty());
    }
}
