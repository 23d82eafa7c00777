package vn.khue.audit.app.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deadlines of Decree 356/2025/NĐ-CP, article 5 (research R4.36), by kind. */
class RequestProfileTest {

    private final RequestProfile profile = RequestProfile.load("VN-2026");
    private final LocalDate monday = LocalDate.of(2026, 11, 23);

    @ParameterizedTest
    @CsvSource({
        "ACCESS,10,15,10",
        "CORRECT,10,15,10",
        "PROVIDE,10,15,10",
        "ERASE,20,30,20",
        "WITHDRAW,15,20,15",
        "RESTRICT,15,20,15",
        "OBJECT,15,20,15",
        "PROTECT,15,15,15"
    })
    void everyKindHasItsDays(RequestKind kind, int days, int processors, int extension) {
        assertThat(profile.due(kind, false, monday)).isEqualTo(monday.plusDays(days));
        assertThat(profile.due(kind, true, monday)).isEqualTo(monday.plusDays(processors));
        assertThat(profile.extended(kind, monday)).isEqualTo(monday.plusDays(extension));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23,2026-11-25",
        "2026-11-26,2026-11-30",
        "2026-11-27,2026-12-01",
        "2026-11-28,2026-12-01",
        "2026-11-29,2026-12-01"
    })
    void theAnswerIsDueInTwoWorkingDays(LocalDate received, LocalDate due) {
        assertThat(profile.answerDue(received)).isEqualTo(due);
    }

    @Test
    void aProfileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> RequestProfile.load("VN-1999"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("VN-1999");
        assertThatThrownBy(() -> RequestProfile.load("../x")).isInstanceOf(IllegalArgumentException.class);
    }
}
