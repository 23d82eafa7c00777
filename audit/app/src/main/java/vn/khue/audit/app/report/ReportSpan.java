package vn.khue.audit.app.report;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/**
 * What a report is about. Days are those of Viet Nam.
 *
 * @param begins first day
 * @param ends last day
 */
public record ReportSpan(Period period, LocalDate begins, LocalDate ends) {

    /** Texts: {@code report.period.NAME}. */
    public enum Period {
        MONTH,
        YEAR
    }

    /** The month or year of a day, whole, or as far as it has come. */
    static ReportSpan of(Period period, LocalDate day, LocalDate today) {
        LocalDate begins = period == Period.MONTH ? day.withDayOfMonth(1) : day.withDayOfYear(1);
        LocalDate ends = period == Period.MONTH
                ? day.with(TemporalAdjusters.lastDayOfMonth())
                : day.with(TemporalAdjusters.lastDayOfYear());
        return new ReportSpan(period, begins, ends.isAfter(today) ? today : ends);
    }

    /** The last month or year that is over. */
    static ReportSpan over(Period period, LocalDate today) {
        LocalDate begin = period == Period.MONTH ? today.withDayOfMonth(1) : today.withDayOfYear(1);
        return of(period, begin.minusDays(1), today);
    }

    /** How people name it: 11/2026 or 2026. */
    String named() {
        return period == Period.MONTH
                ? String.format(java.util.Locale.ROOT, "%02d/%d", begins.getMonthValue(), begins.getYear())
                : Integer.toString(begins.getYear());
    }

    /** Whether the end of it is not yet reached. */
    boolean unfinished() {
        LocalDate whole = period == Period.MONTH
                ? begins.with(TemporalAdjusters.lastDayOfMonth())
                : begins.with(TemporalAdjusters.lastDayOfYear());
        return ends.isBefore(whole);
    }
}
