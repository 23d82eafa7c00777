package vn.khue.sso.lockout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.sso.server.PolicyNumbers;
import vn.khue.sso.server.ProviderException;

class LockoutPolicyTest {
    @Test
    void eachFurtherWrongTryWaitsTwiceAsLongUpToTheLongest() {
        LockoutPolicy policy = LockoutPolicy.read(Optional.empty());

        assertThat(policy.sourceWaits(4)).isZero();
        assertThat(policy.sourceWaits(5)).isEqualTo(Duration.ofMinutes(1));
        assertThat(policy.sourceWaits(7)).isEqualTo(Duration.ofMinutes(4));
        assertThat(policy.sourceWaits(9)).isEqualTo(Duration.ofMinutes(15));
        assertThat(policy.sourceWaits(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(15));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong-before-lock=6", "wrong-before-lock=0", "account-lock-hours=", "wrong-of-staff=many"})
    void aNumberOutOfItsRangeIsRefusedByName(String line) throws IOException {
        var properties = new Properties();
        try (InputStream numbers = LockoutPolicy.class.getResourceAsStream("policy.properties")) {
            properties.load(numbers);
        }
        String[] pair = line.split("=", 2);
        properties.setProperty(pair[0], pair[1]);

        assertThatThrownBy(() -> LockoutPolicy.of(new PolicyNumbers(properties, "the lock-out")))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining(pair[0]);
    }
}
