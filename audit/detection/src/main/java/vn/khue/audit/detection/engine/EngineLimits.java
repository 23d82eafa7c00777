package vn.khue.audit.detection.engine;

import java.time.Duration;

/**
 * What the engine may hold, and how long it waits.
 *
 * @param lateness how long after its time an event may be stored and still be put in its place; 0 s to 5 min. Alerts come this much
 *     later
 * @param kept how long beyond its window a group remembers, for events that come later still
 * @param groups most groups of one correlation; the one unused longest is forgotten
 * @param hits most matches of one group; the oldest are forgotten
 * @param matches most matches of all groups together, some 800 bytes of memory each where each stands alone; where there are more, the
 *     correlation that holds most forgets its group unused longest
 * @param waiting most events that wait for their place; where there are more, the oldest is judged before its time
 */
public record EngineLimits(Duration lateness, Duration kept, int groups, int hits, int matches, int waiting) {

    public EngineLimits {
        if (lateness.isNegative() || lateness.compareTo(Duration.ofMinutes(5)) > 0 || kept.isNegative()) {
            throw new IllegalArgumentException(
                    "expected a lateness from 0 to 5 min and no negative time, found " + lateness + " and " + kept);
        }
        if (groups < 1 || hits < 2 || matches < hits || waiting < 1) {
            throw new IllegalArgumentException(
                    "expected at least a group, two hits, as many matches as hits and one that waits, found " + groups
                            + ", " + hits + ", " + matches + ", " + waiting);
        }
    }

    public static EngineLimits standard() {
        return new EngineLimits(Duration.ofSeconds(3), Duration.ofHours(1), 100_000, 4_000, 100_000, 20_000);
    }
}
