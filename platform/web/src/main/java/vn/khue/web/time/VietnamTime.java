package vn.khue.web.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Moments as people in Viet Nam read them. Everything is stored as {@link Instant}; this is the only place that knows the
 * zone. In templates: {@code ${@vietnamTime.minute(x)}}.
 */
public final class VietnamTime {

    /** Asia/Ho_Chi_Minh, UTC+7 without summer time. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm, dd/MM/uuuu", Locale.ROOT);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss, dd/MM/uuuu", Locale.ROOT);

    /** The calendar day in Viet Nam at this moment. */
    public LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, ZONE);
    }

    /** Such as 23/11/2026. */
    public String day(Instant moment) {
        return DAY.format(moment.atZone(ZONE));
    }

    /** Such as 23/11/2026. */
    public String day(LocalDate day) {
        return DAY.format(day);
    }

    /** Such as 09:14. */
    public String clock(Instant moment) {
        return CLOCK.format(moment.atZone(ZONE));
    }

    /** Such as 09:14, 23/11/2026. */
    public String minute(Instant moment) {
        return MINUTE.format(moment.atZone(ZONE));
    }

    /** Such as 09:14:07, 23/11/2026. */
    public String second(Instant moment) {
        return SECOND.format(moment.atZone(ZONE));
    }
}
