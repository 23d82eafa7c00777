package vn.khue.audit.event;

/**
 * How many events may wait in an outbox, and when that is alarmed.
 *
 * @param rows events at which a part takes on no new work that would have to be told of, 100 to 100,000,000; some 1.2 KB of disk each
 * @param nearPercent share of them at which the alarm is raised, 10 to 95
 */
public record OutboxBound(long rows, int nearPercent) {

    private static final long FEWEST = 100;
    private static final long MOST = 100_000_000;

    public OutboxBound {
        if (rows < FEWEST || rows > MOST || nearPercent < 10 || nearPercent > 95) {
            throw new AuditEventException("Bound of the outbox: expected " + FEWEST + " to " + MOST
                    + " rows and an alarm at 10 to 95 percent of them, found rows=" + rows + " nearPercent="
                    + nearPercent);
        }
    }

    /** A million rows, alarmed at 80 percent. */
    public static OutboxBound standard() {
        return new OutboxBound(1_000_000, 80);
    }

    /** The first number of rows that is alarmed. */
    public long near() {
        return rows * nearPercent / 100;
    }

    /** Whether that many are alarmed, or go on being so. */
    boolean isAlarmedBy(long waiting) {
        return waiting >= lowered(near());
    }

    /** A mark that was reached is left at nine tenths of it. */
    static long lowered(long mark) {
        return mark / 10 * 9;
    }
}
