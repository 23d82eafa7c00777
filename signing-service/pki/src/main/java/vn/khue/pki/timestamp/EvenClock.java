package vn.khue.pki.timestamp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Sees a clock that is moved: the time of day must run on as evenly as the machine's own count of nanoseconds, which nobody sets. After a
 * step nothing is certified until the clock has run evenly for a while. Time servers that slew a clock move both alike and are not
 * seen. A machine that slept steps when it wakes. Thread-safe.
 */
public final class EvenClock implements ClockWatch {
    /** The two clocks are read within this part of the accuracy. */
    private static final int STRAIGHT = 10;

    private static final int TRIES = 100;

    private final Clock clock;
    private final LongSupplier nanos;
    private final Duration accuracy;
    private final Duration settling;
    private Reading anchor;
    private boolean stepped;

    /** Both clocks at one moment. */
    private record Reading(Instant time, long nanos) {}

    /**
     * @param nanos as {@link System#nanoTime}
     * @param accuracy how far the two may part before that is a step
     * @param settling how long the clock must run evenly after one
     */
    public EvenClock(Clock clock, LongSupplier nanos, Duration accuracy, Duration settling) {
        this.clock = clock;
        this.nanos = nanos;
        this.accuracy = accuracy;
        this.settling = settling;
        this.anchor = read();
    }

    @Override
    public synchronized ClockState look() {
        Reading now = read();
        Duration elapsed = Duration.ofNanos(now.nanos() - anchor.nanos());
        Duration apart =
                Duration.between(anchor.time().plus(elapsed), now.time()).abs();
        if (apart.compareTo(accuracy) > 0) {
            anchor = now;
            stepped = true;
        } else if (stepped && elapsed.compareTo(settling) >= 0) {
            stepped = false;
        }
        return stepped ? new ClockState.Untrusted(ClockState.Reason.STEPPED) : new ClockState.Trusted();
    }

    /** A thread that is held up between the two clocks would see a step that is none. */
    private Reading read() {
        long before = nanos.getAsLong();
        for (int tries = 0; ; tries++) {
            Instant time = clock.instant();
            long after = nanos.getAsLong();
            if (Duration.ofNanos(after - before).multipliedBy(STRAIGHT).compareTo(accuracy) <= 0 || tries == TRIES) {
                return new Reading(time, after);
            }
            before = after;
        }
    }
}
