package vn.khue.signing.authority;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import vn.khue.pki.timestamp.ClockState;

class ClockHealthTest {
    @Test
    void aClockThatIsNotBelievedIsSaidWithItsReason() {
        Health health = new ClockHealth(() -> new ClockState.Untrusted(ClockState.Reason.STEPPED)).health();
        assertThat(health.getStatus().getCode()).isEqualTo("CLOCK_NOT_BELIEVED");
        assertThat(health.getDetails()).containsEntry("why", "STEPPED");
    }

    @Test
    void aTrustedClockIsUp() {
        assertThat(new ClockHealth(ClockState.Trusted::new).health().getStatus())
                .isEqualTo(Status.UP);
    }
}
