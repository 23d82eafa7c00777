package vn.khue.roster.source;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Birth dates as people and machines write them, whole or in part (R5.6, R7.9). */
public final class BirthDate {

    /** How a birth date may be written. */
    public static final String EXPECTED = "dd/MM/yyyy, MM/yyyy, yyyy, yyyy-MM-dd, yyyy-MM";

    private static final Pattern DAY_FIRST =
            Pattern.compile("(?:(?:([0-9]{1,2})[/.-])?([0-9]{1,2})[/.-])?([0-9]{4})(?: 0{1,2}:00(?::00)?)?");
    private static final Pattern YEAR_FIRST =
            Pattern.compile("([0-9]{4})[/.-]([0-9]{1,2})(?:[/.-]([0-9]{1,2})(?:[T ][0-9:.]+Z?)?)?");

    private BirthDate() {}

    /** The date as {@code yyyy}, {@code yyyy-MM} or {@code yyyy-MM-dd}; empty where no such day exists. */
    public static Optional<String> parse(String text) {
        Matcher dayFirst = DAY_FIRST.matcher(text);
        if (dayFirst.matches()) {
            return date(dayFirst.group(3), dayFirst.group(2), dayFirst.group(1));
        }
        Matcher yearFirst = YEAR_FIRST.matcher(text);
        return yearFirst.matches()
                ? date(yearFirst.group(1), yearFirst.group(2), yearFirst.group(3))
                : Optional.empty();
    }

    /** Whether a person may have been born then: from 1900 to the given day. */
    public static boolean plausible(String date, LocalDate today) {
        int year = Integer.parseInt(date.substring(0, 4));
        return year >= 1900 && date.compareTo(today.toString().substring(0, date.length())) <= 0;
    }

    private static Optional<String> date(String year, String month, String day) {
        if (month == null) {
            return Optional.of(year);
        }
        try {
            LocalDate date = LocalDate.of(
                    Integer.parseInt(year), Integer.parseInt(month), day == null ? 1 : Integer.parseInt(day));
            return Optional.of(
                    day == null
                            ? String.format(Locale.ROOT, "%04d-%02d", date.getYear(), date.getMonthValue())
                            : date.toString());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
