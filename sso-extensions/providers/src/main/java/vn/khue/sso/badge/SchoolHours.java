package vn.khue.sso.badge;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** When badges of a school work without a window. A day of which nothing is said is a day without school. Immutable. */
record SchoolHours(List<Day> days) {
    private static final int DAY = 1_440;
    static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    SchoolHours {
        days = List.copyOf(days);
    }

    /**
     * One day of the week.
     *
     * @param weekday 1 is Monday
     * @param opens minutes since midnight, Asia/Ho_Chi_Minh
     * @param closes minutes since midnight, not included
     */
    record Day(int weekday, int opens, int closes) {}

    /**
     * Minutes since midnight of a time HH:mm; 24:00 is the end of the day.
     *
     * @throws DateTimeParseException if it is none
     */
    static int minutes(String time) {
        return time.equals("24:00") ? DAY : LocalTime.parse(time).toSecondOfDay() / 60;
    }

    /** HH:mm of minutes since midnight; the inverse of {@link #minutes}. */
    static String time(int minutes) {
        return String.format(Locale.ROOT, "%02d:%02d", minutes / 60, minutes % 60);
    }

    boolean cover(Instant moment, Set<LocalDate> closedDays) {
        ZonedDateTime here = moment.atZone(VIETNAM);
        int minute = here.getHour() * 60 + here.getMinute();
        return !closedDays.contains(here.toLocalDate())
                && days.stream()
                        .anyMatch(day -> day.weekday() == here.getDayOfWeek().getValue()
                                && minute >= day.opens()
                                && minute < day.closes());
    }
}
