package vn.khue.audit.app.chart;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import vn.khue.web.time.VietnamTime;

/**
 * Counts over time as columns of a drawing {@value #WIDTH} by {@value #HEIGHT}. Hours and days are those of Viet Nam. Immutable.
 *
 * @param step of one column
 * @param columns without gaps, oldest first
 */
public record TimeChart(Step step, List<Column> columns) {

    public static final int WIDTH = 720;
    public static final int HEIGHT = 160;

    /** A longer row of columns is too thin to be read. */
    static final int MOST = 120;

    /** A single column as wide as the drawing says nothing: there is time before and after it. */
    private static final int FEWEST = 12;

    private static final double GAP = 0.2;

    public TimeChart {
        columns = List.copyOf(columns);
    }

    /** How long a column is. */
    public enum Step {
        MINUTE(ChronoUnit.MINUTES, "HH:mm"),
        HOUR(ChronoUnit.HOURS, "HH:mm, dd/MM"),
        DAY(ChronoUnit.DAYS, "dd/MM/uuuu");

        private final ChronoUnit unit;
        private final DateTimeFormatter format;

        Step(ChronoUnit unit, String format) {
            this.unit = unit;
            this.format = DateTimeFormatter.ofPattern(format, Locale.ROOT);
        }

        /** As SQL's date_trunc names it. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        ZonedDateTime begin(Instant moment) {
            return moment.atZone(VietnamTime.ZONE).truncatedTo(unit);
        }

        ZonedDateTime next(ZonedDateTime begin) {
            return begin.plus(1, unit);
        }
    }

    /**
     * One column.
     *
     * @param label its begin, as people read it
     * @param x, y, width, height of its rectangle, in units of the drawing
     */
    public record Column(Instant from, String label, long value, double x, double y, double width, double height) {}

    /** Of single moments, by minutes, hours or days, whichever keeps them apart; empty where there are none. */
    public static TimeChart of(Collection<Instant> moments, Instant now) {
        if (moments.isEmpty()) {
            return new TimeChart(Step.HOUR, List.of());
        }
        Instant first = moments.stream().min(Instant::compareTo).orElse(now);
        Instant last = moments.stream().max(Instant::compareTo).orElse(now);
        Duration span = Duration.between(first, last);
        Step step = Step.DAY;
        if (span.compareTo(Duration.ofHours(1)) < 0) {
            step = Step.MINUTE;
        } else if (span.compareTo(Duration.ofDays(3)) < 0) {
            step = Step.HOUR;
        }
        Map<Instant, Long> counts = new TreeMap<>();
        for (Instant each : moments) {
            counts.merge(step.begin(each).toInstant(), 1L, Long::sum);
        }
        long columns =
                Duration.between(step.begin(first).toInstant(), step.begin(last).toInstant())
                                .dividedBy(step.unit.getDuration())
                        + 1;
        Duration around = step.unit.getDuration().multipliedBy(Math.max(0, (FEWEST - columns + 1) / 2));
        return of(step, first.minus(around), last.plus(around), counts);
    }

    /**
     * Of counts.
     *
     * @param counts by the begin of their column; columns that are not there are 0
     */
    public static TimeChart of(Step step, Instant first, Instant last, Map<Instant, Long> counts) {
        List<ZonedDateTime> begins = new ArrayList<>();
        for (ZonedDateTime at = step.begin(first); !at.toInstant().isAfter(last); at = step.next(at)) {
            begins.add(at);
        }
        if (begins.size() > MOST) {
            begins = begins.subList(begins.size() - MOST, begins.size());
        }
        long most = begins.stream()
                .mapToLong(each -> counts.getOrDefault(each.toInstant(), 0L))
                .max()
                .orElse(0);
        double each = begins.isEmpty() ? 0 : (double) WIDTH / begins.size();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < begins.size(); i++) {
            Instant from = begins.get(i).toInstant();
            long value = counts.getOrDefault(from, 0L);
            double height = most == 0 ? 0 : (double) HEIGHT * value / most;
            // What is there at all is to be seen.
            double seen = value == 0 ? 0 : Math.max(2, height);
            columns.add(new Column(
                    from,
                    step.format.format(begins.get(i)),
                    value,
                    rounded(i * each + each * GAP / 2),
                    rounded(HEIGHT - seen),
                    rounded(each * (1 - GAP)),
                    rounded(seen)));
        }
        return new TimeChart(step, columns);
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    public long most() {
        return columns.stream().mapToLong(Column::value).max().orElse(0);
    }

    public long sum() {
        return columns.stream().mapToLong(Column::value).sum();
    }

    /** The first of the highest columns; only where there is one. */
    public Column highest() {
        return columns.stream()
                .max(java.util.Comparator.comparingLong(Column::value)
                        .thenComparing(Column::from, java.util.Comparator.reverseOrder()))
                .orElseThrow();
    }

    public boolean empty() {
        return sum() == 0;
    }
}
