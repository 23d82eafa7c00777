package vn.khue.audit.wazuh;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses that double up to a limit, lengthened by up to a quarter, so that many clients do not come back at one moment. Thread-safe. */
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

    synchronized Duration next() {
        long millis = step.toMillis();
        Duration doubled = step.multipliedBy(2);
        step = doubled.compareTo(longest) > 0 ? longest : doubled;
        return Duration.ofMillis(millis + random.nextLong(millis / 4 + 1));
    }

    synchronized void reset() {
        step = first;
    }
}
