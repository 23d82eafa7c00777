package vn.khue.roster;

import java.time.LocalDate;
import java.util.Locale;

/**
 * To which school year a day belongs (R7.10). The authority sets the terms of each year, so the month is a value of policy.
 *
 * @param firstMonth 1 to 12; a day from this month on belongs to the year that starts then
 */
public record SchoolYearRule(int firstMonth) {

    /**
     * @throws IllegalArgumentException if there is no such month
     */
    public SchoolYearRule {
        if (firstMonth < 1 || firstMonth > 12) {
            throw new IllegalArgumentException("expected a month from 1 to 12, found " + firstMonth);
        }
    }

    /** The school year of that day, such as {@code 2026-2027}. */
    public String of(LocalDate day) {
        int first = day.getMonthValue() >= firstMonth ? day.getYear() : day.getYear() - 1;
        return name(first);
    }

    /** The year after that one. */
    public String after(String schoolYear) {
        return name(firstYear(schoolYear) + 1);
    }

    /** Its first day. */
    public LocalDate first(String schoolYear) {
        return LocalDate.of(firstYear(schoolYear), firstMonth, 1);
    }

    /** Its last day. */
    public LocalDate last(String schoolYear) {
        return first(after(schoolYear)).minusDays(1);
    }

    private static int firstYear(String schoolYear) {
        return Integer.parseInt(schoolYear.substring(0, 4));
    }

    private static String name(int first) {
        return String.format(Locale.ROOT, "%04d-%04d", first, first + 1);
    }
}
