package vn.khue.directory.embedded;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import vn.khue.directory.policy.DirectoryPolicy;

/**
 * Locks an account after too many wrong binds, as slapo-ppolicy(5) does. Kept in memory: a restart forgets. Holds only accounts that are
 * there, so it never outgrows the directory. Thread-safe.
 */
final class BindLocks {

    private final DirectoryPolicy policy;
    private final Clock clock;
    private final Map<String, Deque<Instant>> failures = new HashMap<>();
    private final Map<String, Instant> lockedSince = new HashMap<>();

    BindLocks(DirectoryPolicy policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
    }

    /** Whether nobody may bind as that entry now. */
    synchronized boolean isLocked(String name) {
        Instant since = lockedSince.get(name);
        if (since == null) {
            return false;
        }
        if (clock.instant().isBefore(since.plus(policy.lock()))) {
            return true;
        }
        forget(name);
        return false;
    }

    /** Counts a wrong bind. */
    synchronized void failed(String name) {
        Instant now = clock.instant();
        Deque<Instant> times = failures.computeIfAbsent(name, key -> new ArrayDeque<>());
        times.addLast(now);
        while (times.getFirst().isBefore(now.minus(policy.countFailures()))) {
            times.removeFirst();
        }
        if (times.size() >= policy.bindFailures()) {
            lockedSince.put(name, now);
        }
    }

    /** Begins anew: after a right bind, or when the passwords were changed. */
    synchronized void forget(String name) {
        failures.remove(name);
        lockedSince.remove(name);
    }
}
