package vn.khue.sso.badge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.khue.sso.server.ProviderException;

class BadgePolicyTest {
    private final BadgePolicy policy = BadgePolicy.read(Optional.empty());

    @Test
    void locksComeAfterSomeWrongTriesGrowTwofoldAndStopGrowing() {
        assertThat(policy.lockAfter(1)).isZero();
        assertThat(policy.lockAfter(2)).isZero();
        assertThat(policy.lockAfter(3)).isEqualTo(Duration.ofSeconds(30));
        assertThat(policy.lockAfter(4)).isEqualTo(Duration.ofSeconds(60));
        assertThat(policy.lockAfter(5)).isEqualTo(Duration.ofSeconds(120));
        assertThat(policy.lockAfter(1_000)).isEqualTo(Duration.ofSeconds(900));
    }

    @Test
    void aSessionIsNeverLongerThanAnHour() throws IOException {
        assertThat(policy.session()).isLessThanOrEqualTo(Duration.ofHours(1));
        Properties numbers = numbers();
        numbers.setProperty("session-minutes", "61");
        assertThatThrownBy(() -> BadgePolicy.of(numbers))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("session-minutes from 1 to 60");
    }

    @Test
    void eachNumberMustBeThere() throws IOException {
        for (String key : numbers().stringPropertyNames()) {
            Properties numbers = numbers();
            numbers.remove(key);
            assertThatThrownBy(() -> BadgePolicy.of(numbers))
                    .as(key)
                    .isInstanceOf(ProviderException.class)
                    .hasMessageContaining(key);
        }
    }

    @Test
    void aSchoolIsOpenOnItsDaysFromItsFirstMinuteUntilBeforeItsLast() {
        var hours = new SchoolHours(List.of(new SchoolHours.Day(4, 7 * 60, 17 * 60)));
        Set<LocalDate> closed = Set.of(LocalDate.of(2026, 12, 3));

        // 26 November 2026 is a Thursday; 7:00 in Vietnam is midnight in UTC.
        assertThat(hours.cover(Instant.parse("2026-11-25T23:59:59Z"), closed)).isFalse();
        assertThat(hours.cover(Instant.parse("2026-11-26T00:00:00Z"), closed)).isTrue();
        assertThat(hours.cover(Instant.parse("2026-11-26T09:59:59Z"), closed)).isTrue();
        assertThat(hours.cover(Instant.parse("2026-11-26T10:00:00Z"), closed)).isFalse();
        assertThat(hours.cover(Instant.parse("2026-11-27T03:00:00Z"), closed)).isFalse();
        assertThat(hours.cover(Instant.parse("2026-12-03T03:00:00Z"), closed))
                .as("a day without school")
                .isFalse();
        assertThat(new SchoolHours(List.of()).cover(Instant.parse("2026-11-26T03:00:00Z"), closed))
                .as("a school that said nothing")
                .isFalse();
    }

    private static Properties numbers() throws IOException {
        var numbers = new Properties();
        try (var file = new InputStreamReader(
                BadgePolicy.class.getResourceAsStream("policy.properties"), StandardCharsets.UTF_8)) {
            numbers.load(file);
        }
        return numbers;
    }
}
