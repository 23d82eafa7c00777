package vn.khue.pki.timestamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.pki.MovableClock;

class EvenClockTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-26T08:00:00Z"));
    private final AtomicLong nanos = new AtomicLong(-5);
    private final EvenClock watch = new EvenClock(clock, nanos::get, SECOND, MINUTE);

    @Test
    void aClockThatRunsOnEvenlyIsTrusted() {
        for (int hour = 0; hour < 1000; hour++) {
            passes(Duration.ofHours(1));
            assertThat(watch.look()).isEqualTo(new ClockState.Trusted());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1.001S", "-PT1.001S", "PT8H", "-PT8H"})
    void aStepIsSeenAndTheClockMustSettle(Duration step) {
        clock.move(step);
        assertThat(watch.look()).isEqualTo(new ClockState.Untrusted(ClockState.Reason.STEPPED));
        passes(MINUTE.minusMillis(1));
        assertThat(watch.look()).isEqualTo(new ClockState.Untrusted(ClockState.Reason.STEPPED));
        passes(Duration.ofMillis(1));
        assertThat(watch.look()).isEqualTo(new ClockState.Trusted());
    }

    @Test
    void aSecondStepBeginsTheWaitAnew() {
        clock.move(Duration.ofHours(1));
        watch.look();
        passes(Duration.ofSeconds(50));
        clock.move(Duration.ofHours(-1));
        watch.look();
        passes(Duration.ofSeconds(50));
        assertThat(watch.look()).isEqualTo(new ClockState.Untrusted(ClockState.Reason.STEPPED));
    }

    @Test
    void smallStepsAddUp() {
        for (int i = 0; i < 2; i++) {
            clock.move(Duration.ofMillis(400));
            assertThat(watch.look()).isEqualTo(new ClockState.Trusted());
        }
        clock.move(Duration.ofMillis(400));
        assertThat(watch.look()).isEqualTo(new ClockState.Untrusted(ClockState.Reason.STEPPED));
    }

    @Test
    void aThreadThatIsHeldUpBetweenTheClocksSeesNoStep() {
        AtomicLong reads = new AtomicLong();
        Clock heldUp = new Clock() {
            @Override
            public Instant instant() {
                Instant read = clock.instant();
                if (reads.incrementAndGet() == 2) {
                    passes(Duration.ofSeconds(30));
                }
                return read;
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                throw new UnsupportedOperationException("only UTC is used");
            }
        };
        EvenClock held = new EvenClock(heldUp, nanos::get, SECOND, MINUTE);
        assertThat(held.look()).isEqualTo(new ClockState.Trusted());
        assertThat(reads.get()).isEqualTo(3);
    }

    @Test
    void theClockOfThisMachineRunsEvenly() {
        EvenClock own = new EvenClock(Clock.systemUTC(), System::nanoTime, SECOND, MINUTE);
        for (int i = 0; i < 100_000; i++) {
            assertThat(own.look()).isEqualTo(new ClockState.Trusted());
        }
    }

    private void passes(Duration time) {
        clock.move(time);
        nanos.addAndGet(time.toNanos());
    }
}
