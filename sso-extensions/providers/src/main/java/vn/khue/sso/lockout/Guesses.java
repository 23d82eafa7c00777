package vn.khue.sso.lockout;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Tries that are being checked at this moment, of one person from one source. They count as wrong until they prove right: else as many
 * could be made at once as the server has threads, before the first of them is counted. Thread-safe.
 */
final class Guesses {
    private final ConcurrentMap<String, Integer> running = new ConcurrentHashMap<>();

    /** @return whether it may go on; then {@link #end} must follow */
    boolean begin(String key, int free) {
        int now = running.merge(key, 1, Integer::sum);
        if (now > free) {
            end(key);
            return false;
        }
        return true;
    }

    void end(String key) {
        running.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }
}
