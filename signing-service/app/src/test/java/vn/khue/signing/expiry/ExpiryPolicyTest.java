package vn.khue.signing.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpiryPolicyTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = START.plus(Duration.ofDays(730));

    @Test
    void theNearestThresholdThatWasReachedCounts() {
        ExpiryPolicy policy = ExpiryPolicy.shipped();
        assertThat(policy.sources().keySet()).containsExactlyInAnyOrder("thresholds", "leastLives");
        assertThat(policy.horizon()).isEqualTo(Duration.ofDays(60));
        assertThat(policy.reached(START, END, END.minus(Duration.ofDays(60)).minusSeconds(1)))
                .isEmpty();
        assertThat(policy.reached(START, END, END.minus(Duration.ofDays(60)))).contains(Duration.ofDays(60));
        assertThat(policy.reached(START, END, END.minus(Duration.ofDays(31)))).contains(Duration.ofDays(60));
        assertThat(policy.reached(START, END, END.minus(Duration.ofDays(30)))).contains(Duration.ofDays(30));
        assertThat(policy.reached(START, END, END.minusSeconds(1))).contains(Duration.ofDays(7));
        assertThat(policy.reached(START, END, END)).isEmpty();
    }

    @Test
    void aShortCertificateIsNotWarnedOfAsSoonAsItIsIssued() {
        ExpiryPolicy policy = ExpiryPolicy.shipped();
        Instant end = START.plus(Duration.ofDays(90));
        assertThat(policy.reached(START, end, end.minus(Duration.ofDays(59)))).isEmpty();
        assertThat(policy.reached(START, end, end.minus(Duration.ofDays(30)))).contains(Duration.ofDays(30));
    }

    @Test
    void nonsenseDoesNotLoad() {
        assertThatThrownBy(() -> new ExpiryPolicy(List.of(), 2, Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExpiryPolicy(List.of(Duration.ZERO), 2, Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExpiryPolicy(List.of(Duration.ofDays(1)), 0, Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
