package vn.khue.audit.app.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.Period;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionProfileTest {

    @Test
    void theSpanOfLawStandsWithItsSource() {
        RetentionProfile profile = RetentionProfile.load("VN-2026");
        assertThat(profile.online()).isEqualTo(Period.ofMonths(12));
        assertThat(profile.source()).contains("333/2026");
        assertThat(profile.firstKept(LocalDate.parse("2028-02-29"))).isEqualTo("2027-02-28");
    }

    @ParameterizedTest
    @CsvSource({
        "online.months, 0",
        "online.months, -12",
        "online.months, ''",
        "online.months, 12.5",
        "online.source, ''",
        "ahead.days, 0",
        "warn.free-percent, 100",
        "warn.days, 99999"
    })
    void refusesANumberThatCannotBe(String key, String value) {
        Properties values = new Properties();
        values.setProperty("online.months", "12");
        values.setProperty("online.source", "an article");
        values.setProperty("ahead.days", "7");
        values.setProperty("warn.free-percent", "15");
        values.setProperty("warn.days", "30");
        assertThat(RetentionProfile.read("test", values).daysAhead()).isEqualTo(7);
        values.setProperty(key, value);
        assertThatThrownBy(() -> RetentionProfile.read("test", values)).hasMessageContaining(key);
    }

    @Test
    void aNameIsNoPath() {
        assertThatThrownBy(() -> RetentionProfile.load("../triage/VN-2026"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RetentionProfile.load("VN-1999")).hasMessageContaining("found none");
    }
}
