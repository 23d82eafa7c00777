package vn.khue.pki.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khue.pki.timestamp.ClockState;

class KernelClockTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @ParameterizedTest
    @CsvSource({
        "0, 900000, ",
        "0, 1000000, ",
        "0, 1000001, TOO_UNCERTAIN",
        "1, 100, ",
        "4, 100, ",
        "5, 100, UNSYNCHRONISED",
        "-1, 0, UNSYNCHRONISED",
        "5, 16000000, UNSYNCHRONISED"
    })
    void theKernelsWordCounts(int state, long micros, ClockState.Reason why) {
        ClockState expected = why == null ? new ClockState.Trusted() : new ClockState.Untrusted(why);
        assertThat(KernelClock.judge(state, Duration.ofNanos(micros * 1000), SECOND))
                .isEqualTo(expected);
    }

    /** The kernel counts the possible error up to 16 seconds, so what is read must lie between. */
    @Test
    void readsWhatTheKernelSays() {
        ClockState generous = new KernelClock(Duration.ofSeconds(17)).look();
        ClockState impossible = new KernelClock(Duration.ofNanos(-1)).look();
        assertThat(generous).isNotEqualTo(new ClockState.Untrusted(ClockState.Reason.TOO_UNCERTAIN));
        assertThat(impossible)
                .isEqualTo(
                        generous instanceof ClockState.Trusted
                                ? new ClockState.Untrusted(ClockState.Reason.TOO_UNCERTAIN)
                                : generous);
    }
}
