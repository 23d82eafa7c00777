package vn.khue.signing.directorylog;

import java.util.Set;

/**
 * Which changes are counted instead of told one by one.
 *
 * @param counted service accounts whose programs tell each act themselves; they are counted and not left out, so that a stolen account does
 *     not work unseen
 */
public record DirectoryLogPolicy(Set<String> counted) {

    public DirectoryLogPolicy {
        counted = Set.copyOf(counted);
    }
}
