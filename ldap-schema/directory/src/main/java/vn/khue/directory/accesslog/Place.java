package vn.khue.directory.accesslog;

import java.util.Optional;
import java.util.UUID;

/**
 * Which entry.
 *
 * @param branch name of the branch, such as {@code people}; {@code base} for the top, {@code other} for what is in no branch
 * @param name value of its own RDN, a login name in {@code people}; not to be told before it was looked at; empty for a branch itself
 * @param entry entryUUID, where the server logged it
 */
public record Place(String branch, String name, Optional<UUID> entry) {

    /** Without the name. */
    @Override
    public String toString() {
        return branch + "/" + entry.map(UUID::toString).orElse("?");
    }
}
