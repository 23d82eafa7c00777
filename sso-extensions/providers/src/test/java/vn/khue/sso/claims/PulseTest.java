package vn.khue.sso.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import vn.khue.directory.DirectoryException;

/** A directory that does not answer holds up one request every few seconds. */
class PulseTest {
    private static final Supplier<String> AWAY = () -> {
        throw new DirectoryException(DirectoryException.Reason.TIMED_OUT, "no answer");
    };

    private final AtomicLong nanos = new AtomicLong();
    private final Pulse pulse = new Pulse(nanos::get);
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void itIsNotAskedAgainForAMomentAndThenByOneAtATime() {
        assertThatThrownBy(() -> pulse.ask(AWAY)).hasMessageContaining("no answer");
        assertThat(pulse.isAway()).isTrue();
        assertThatThrownBy(() -> pulse.ask(this::answer)).isInstanceOf(DirectoryException.class);
        assertThat(asked).hasValue(0);

        later(Duration.ofSeconds(3));
        assertThat(pulse.<String>ask(() -> {
                    assertThatThrownBy(() -> pulse.ask(this::answer))
                            .as("somebody else, while the first still waits")
                            .isInstanceOf(DirectoryException.class);
                    return "here";
                }))
                .isEqualTo("here");
        assertThat(asked).hasValue(0);
        assertThat(pulse.isAway()).isFalse();
        assertThat(pulse.ask(this::answer)).isEqualTo("answer");
    }

    @Test
    void oneFailedTryMoreIsOneMomentMore() {
        assertThatThrownBy(() -> pulse.ask(AWAY)).isInstanceOf(DirectoryException.class);
        later(Duration.ofSeconds(3));
        assertThatThrownBy(() -> pulse.ask(AWAY)).hasMessageContaining("no answer");
        later(Duration.ofSeconds(1));
        assertThatThrownBy(() -> pulse.ask(this::answer)).hasMessageContaining("not asked again yet");
        later(Duration.ofSeconds(2));
        assertThat(pulse.ask(this::answer)).isEqualTo("answer");
    }

    @Test
    void whatOneEntryIsWrongAboutIsNoAbsence() {
        assertThatThrownBy(() -> pulse.ask(() -> {
                    throw new DirectoryException(DirectoryException.Reason.UNREADABLE, "no name");
                }))
                .hasMessage("no name");
        assertThat(pulse.isAway()).isFalse();
    }

    private String answer() {
        asked.incrementAndGet();
        return "answer";
    }

    private void later(Duration by) {
        nanos.addAndGet(by.toNanos());
    }
}
