package vn.khue.roster.source;

import java.time.LocalDate;

/**
 * Excel's day numbers. Day 1 is 1 January 1900, and there is a 29 February 1900 that never was, so from March 1900 on the count runs
 * from 30 December 1899. A number below 3000 is a year that someone typed.
 */
final class SerialDay {

    private static final LocalDate BEFORE_FIRST = LocalDate.of(1899, 12, 30);
    private static final int LAST_YEAR = 2999;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_DAY = 80_000;

    private SerialDay() {}

    /** The date as {@code yyyy-MM-dd} or {@code yyyy}; the number itself where it is neither. */
    static String text(String number) {
        int point = number.indexOf('.');
        String whole = point < 0 ? number : number.substring(0, point);
        if (whole.isEmpty() || whole.length() > 6 || !whole.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return number;
        }
        int day = Integer.parseInt(whole);
        if (day >= FIRST_YEAR && day <= LAST_YEAR) {
            return whole;
        }
        return day > 60 && day <= LAST_DAY ? BEFORE_FIRST.plusDays(day).toString() : number;
    }
}
