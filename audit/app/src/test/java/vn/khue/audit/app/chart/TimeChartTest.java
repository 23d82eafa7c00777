package vn.khue.audit.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khue.audit.app.chart.TimeChart.Column;
import vn.khue.audit.app.chart.TimeChart.Step;

final class TimeChartTest {

    private static final Instant NOON = Instant.parse("2026-11-23T05:00:00Z");

    @Test
    void columnsAreWithoutGapsAndInProportion() {
        TimeChart chart = TimeChart.of(
                Step.HOUR, NOON, NOON.plus(Duration.ofHours(3)), Map.of(NOON, 4L, NOON.plus(Duration.ofHours(2)), 1L));
        assertThat(chart.columns()).extracting(Column::value).containsExactly(4L, 0L, 1L, 0L);
        assertThat(chart.columns()).extracting(Column::label).first().isEqualTo("12:00, 23/11");
        assertThat(chart.columns().get(0).height()).isEqualTo(TimeChart.HEIGHT);
        assertThat(chart.columns().get(0).y()).isZero();
        assertThat(chart.columns().get(2).height()).isEqualTo(TimeChart.HEIGHT / 4.0);
        assertThat(chart.columns().get(1).height()).isZero();
        Column last = chart.columns().get(3);
        assertThat(last.x() + last.width()).isLessThanOrEqualTo(TimeChart.WIDTH);
        assertThat(chart.sum()).isEqualTo(5);
        assertThat(chart.highest().label()).isEqualTo("12:00, 23/11");
    }

    @Test
    void daysBeginAtMidnightInVietNam() {
        Instant late = Instant.parse("2026-11-22T17:30:00Z");
        TimeChart chart = TimeChart.of(Step.DAY, late, late, Map.of(Instant.parse("2026-11-22T17:00:00Z"), 1L));
        assertThat(chart.columns()).singleElement().satisfies(day -> {
            assertThat(day.label()).isEqualTo("23/11/2026");
            assertThat(day.value()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, MINUTE, 13",
        "PT10M, MINUTE, 13",
        "PT59M, MINUTE, 60",
        "PT1H, HOUR, 12",
        "PT71H, HOUR, 72",
        "P3D, DAY, 12",
        "P300D, DAY, 120"
    })
    void theStepKeepsMomentsApartAndColumnsFew(Duration span, Step step, int columns) {
        TimeChart chart = TimeChart.of(List.of(NOON, NOON.plus(span)), NOON);
        assertThat(chart.step()).isEqualTo(step);
        assertThat(chart.columns()).hasSize(columns);
    }

    @Test
    void littleIsStillSeenAndNothingIsEmpty() {
        TimeChart chart = TimeChart.of(
                Step.HOUR, NOON, NOON.plusSeconds(3_600), Map.of(NOON, 1L, NOON.plusSeconds(3_600), 1_000_000L));
        assertThat(chart.columns().get(0).height()).isEqualTo(2);
        assertThat(TimeChart.of(List.of(), NOON).empty()).isTrue();
        assertThat(TimeChart.of(Step.HOUR, NOON, NOON, Map.of()).empty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "203.0.113.24|203.0.113.0/24",
                "2001:db8:0:7::1|2001:db8:0::/48",
                "::1|0:0:0::/48",
                "::ffff:198.51.100.7|198.51.100.0/24",
                "::::|",
                "abc|",
                "1.2.3|"
            },
            delimiter = '|')
    void addressesAreToldByTheirNetwork(String address, String network) {
        assertThat(NetworkRange.of(address).orElse(null)).isEqualTo(network);
    }
}
