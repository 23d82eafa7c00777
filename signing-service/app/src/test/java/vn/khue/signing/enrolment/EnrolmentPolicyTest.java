package vn.khue.signing.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.pki.ca.Profiles;

class EnrolmentPolicyTest {
    @Test
    void everyValueNamesItsSource() throws IOException {
        EnrolmentPolicy policy = EnrolmentPolicy.shipped();
        try (InputStream in = EnrolmentPolicy.class.getResourceAsStream("enrolment.json")) {
            JsonNode tree = JsonMapper.builder().build().readTree(in);
            List<String> values = tree.properties().stream()
                    .map(Map.Entry::getKey)
                    .filter(key -> !key.equals("sources"))
                    .toList();
            assertThat(policy.sources()).containsOnlyKeys(values);
            assertThat(policy.sources().values()).noneMatch(String::isBlank);
        }
    }

    @Test
    void aRenewalOpensWithinTheLifeOfACertificateAndTheProfileIsForHosts() {
        EnrolmentPolicy policy = EnrolmentPolicy.shipped();
        var profile = Profiles.shipped().get(policy.profile());
        assertThat(profile.namesHosts()).isTrue();
        assertThat(policy.renewalOpens()).isLessThan(profile.validity());
    }

    @Test
    void nonsenseDoesNotLoad() {
        Duration day = Duration.ofDays(1);
        assertThatThrownBy(() -> new EnrolmentPolicy("service-tls", 0, 0, day, 1, 1, day, day, Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EnrolmentPolicy("service-tls", 1, 0, day, -1, 1, day, day, Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
