package vn.khue.audit.app.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A day of the log that has events: a range of places, and of times of storing.
 *
 * @param day in Viet Nam
 * @param first place of its first event
 * @param next place behind its last event; {@link Long#MAX_VALUE} for the newest day, which still grows
 * @param earliest no event of it has an earlier time of its own
 * @param latest no event of it has a later time of its own
 */
public record StoredDay(LocalDate day, long first, long next, Instant earliest, Instant latest) {

    /** Whose days these are. Not the reader's nor the server's: a partition does not move. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    /** The day on which something is stored at this time. */
    public static LocalDate of(Instant storedAt) {
        return LocalDate.ofInstant(storedAt, ZONE);
    }

    /** First moment of a day. */
    public static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }

    /** First moment of the day. */
    public Instant begin() {
        return begin(day);
    }

    /** First moment after it. */
    public Instant end() {
        return begin(day.plusDays(1));
    }
}
