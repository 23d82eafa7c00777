package vn.khue.launcher.part;

/**
 * Audit events that a part has not been able to hand over yet.
 *
 * @param events how many
 * @param near at so many the alarm is raised
 * @param bound at so many the part takes on nothing new
 * @param oldestSeconds age of the oldest
 */
public record Waiting(long events, long near, long bound, long oldestSeconds) {
    /** What is delivered every second is nobody's business. */
    private static final long WORTH_A_WORD_SECONDS = 120;

    /** Whether anybody is to be told. */
    public boolean isWorthAWord() {
        return isAlarming() || oldestSeconds >= WORTH_A_WORD_SECONDS;
    }

    /** Whether somebody has to do something now. */
    public boolean isAlarming() {
        return events >= near;
    }

    public boolean isFull() {
        return events >= bound;
    }

    /** Share of the bound, in percent; may be above 100. */
    public long percent() {
        return bound == 0 ? 0 : events * 100 / bound;
    }
}
