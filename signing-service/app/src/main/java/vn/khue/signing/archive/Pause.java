package vn.khue.signing.archive;

import java.time.Duration;

/** How long what failed waits, so that others take their turn first: an hour, twice as long each time, a day at most. Stateless. */
final class Pause {
    private static final Duration FIRST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MOST_DOUBLINGS = 5;

    private Pause() {}

    /** @param failures in a row, from 1 */
    static Duration after(int failures) {
        Duration pause = FIRST.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
