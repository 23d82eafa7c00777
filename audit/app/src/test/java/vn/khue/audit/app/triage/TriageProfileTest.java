package vn.khue.audit.app.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriageProfileTest {

    private static final Instant FOUND = Instant.parse("2026-11-23T02:00:00Z");

    private final TriageProfile profile = TriageProfile.load(TriageProfile.CURRENT);

    @Test
    void aSeriousIncidentIsReportedAfterOneDayAndAfterThree() {
        List<TriageProfile.Clock> clocks = profile.clocks(IncidentKind.SERIOUS_INCIDENT, FOUND, FOUND);
        assertThat(clocks)
                .extracting(TriageProfile.Clock::report, TriageProfile.Clock::until)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("first-report", Instant.parse("2026-11-24T02:00:00Z")),
                        org.assertj.core.groups.Tuple.tuple("report", Instant.parse("2026-11-26T02:00:00Z")));
        assertThat(clocks).allSatisfy(clock -> assertThat(clock.source()).contains("331/2026", "Điều 31.2.d"));
    }

    @Test
    void aBreachOfPersonalDataIsReportedWithinThreeDays() {
        assertThat(profile.clocks(IncidentKind.DATA_BREACH, FOUND, FOUND))
                .singleElement()
                .satisfies(clock -> {
                    assertThat(clock.until()).isEqualTo(Instant.parse("2026-11-26T02:00:00Z"));
                    assertThat(clock.source()).contains("91/2025/QH15", "Điều 23");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, much, 72:00",
        "PT48H, much, 24:00",
        "PT48H1S, some, 23:59",
        "PT68H, some, 04:00",
        "PT68H1S, little, 03:59",
        "PT71H59M59S, little, 00:00",
        "PT72H, passed, 00:00",
        "PT80H30M, passed, 08:30",
    })
    void urgencyGrows(Duration later, String urgency, String hours) {
        TriageProfile.Clock clock = profile.clocks(IncidentKind.DATA_BREACH, FOUND, FOUND.plus(later))
                .get(0);
        assertThat(clock.urgency()).isEqualTo(urgency);
        assertThat(clock.hours()).isEqualTo(hours);
    }

    @Test
    void anUnknownProfileIsRefused() {
        assertThatThrownBy(() -> TriageProfile.load("VN-1900")).hasMessageContaining("VN-1900");
        assertThatThrownBy(() -> TriageProfile.load("../x")).hasMessageContaining("letters");
    }
}
