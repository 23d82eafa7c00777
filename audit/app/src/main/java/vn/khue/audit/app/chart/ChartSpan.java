package vn.khue.audit.app.chart;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Over how long a chart is drawn, until now. */
enum ChartSpan {
    DAY(Duration.ofHours(24), TimeChart.Step.HOUR),
    WEEK(Duration.ofDays(7), TimeChart.Step.DAY),
    MONTH(Duration.ofDays(30), TimeChart.Step.DAY);

    private final Duration length;
    private final TimeChart.Step step;

    ChartSpan(Duration length, TimeChart.Step step) {
        this.length = length;
        this.step = step;
    }

    TimeChart.Step step() {
        return step;
    }

    /** Whole columns only. */
    Instant from(Instant now) {
        return step.next(step.begin(now.minus(length))).toInstant();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ChartSpan> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
