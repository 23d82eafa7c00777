package vn.khue.audit.event;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses that double up to a limit, each drawn between half and the whole of its step, so that many senders do not come
 * back at one moment. For one thread.
 */
final class Backoff {

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private Duration step;

    Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        this.step = first;
    }

    Duration next() {
        long millis = Math.max(1, step.toMillis());
        Duration pause = Duration.ofMillis(millis - random.nextLong(millis / 2 + 1));
        Duration doubled = step.multipliedBy(2);
        step = doubled.compareTo(longest) > 0 ? longest : doubled;
        return pause;
    }

    void reset() {
        step = first;
    }
}
