package vn.khue.sso.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import vn.khue.sso.server.ProviderException;

class ActivationPolicyTest {
    @Test
    void theNumbersOfThisJarAreFourteenDaysAndLimitsForNameAndAddress() {
        ActivationPolicy policy = ActivationPolicy.read(Optional.empty());

        assertThat(policy.slip()).isEqualTo(Duration.ofDays(14));
        assertThat(policy.wrongForName()).isEqualTo(10);
        assertThat(policy.wrongFromAddress()).isEqualTo(60);
        assertThat(policy.longestWait()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void aNumberThatIsMissingOrOutOfRangeStopsTheStart() {
        var numbers = new Properties();
        numbers.setProperty("slip-days", "61");
        assertThatThrownBy(() -> ActivationPolicy.of(numbers))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("slip-days from 1 to 60")
                .hasMessageContaining("activation slips");
        numbers.setProperty("slip-days", "14");
        assertThatThrownBy(() -> ActivationPolicy.of(numbers))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("wrong-from-address");
    }
}
