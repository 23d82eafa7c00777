package vn.khue.directory.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.directory.DirectoryException;

class DirectoryPolicyTest {

    /** R4.11: at most 5 wrong tries, then locked for 12 hours to 30 days. */
    @ParameterizedTest
    @ValueSource(strings = {"VN-2026", "VN-2016-2020"})
    void profileKeepsWithinTheLaw(String profile) {
        DirectoryPolicy policy = DirectoryPolicy.load(profile);
        assertThat(policy.bindFailures()).isBetween(1, 5);
        assertThat(policy.lock()).isBetween(Duration.ofHours(12), Duration.ofDays(30));
    }

    @Test
    void unknownProfileAndSenselessNumbersAreRefused() {
        assertThatThrownBy(() -> DirectoryPolicy.load("VN-1945")).isInstanceOf(DirectoryException.class);
        Duration hour = Duration.ofHours(1);
        assertThatThrownBy(() -> new DirectoryPolicy(0, hour, hour, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DirectoryPolicy(5, hour, hour, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DirectoryPolicy(5, Duration.ZERO, hour, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
