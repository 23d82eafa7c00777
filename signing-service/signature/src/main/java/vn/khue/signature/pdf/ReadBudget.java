package vn.khue.signature.pdf;

import java.time.Duration;

/**
 * What one file may cost, over all of its revisions together: time, and values that are kept in memory. Also where an interrupt
 * of the thread ends the work. What was exceeded once stays so, so that whoever passes over an unreadable object still ends.
 * Not thread-safe.
 */
public final class ReadBudget {

    private static final int STEPS_BETWEEN_LOOKS = 1 << 12;

    private final long end;
    private final long maxValues;
    private final long maxEntries;
    private long values;
    private long entries;
    private int steps;
    private boolean late;

    /**
     * @param time from now until the work is broken off
     * @param maxValues numbers, names, strings, keys, arrays and dictionaries; each takes some 60 bytes of memory
     * @param maxEntries of cross-reference sections, counted again for each revision that is opened
     */
    public ReadBudget(Duration time, long maxValues, long maxEntries) {
        this.end = System.nanoTime() + time.toNanos();
        this.maxValues = maxValues;
        this.maxEntries = maxEntries;
    }

    /** Two minutes, 4 million values, 10 million entries. */
    public static ReadBudget standard() {
        return lasting(Duration.ofMinutes(2));
    }

    /** As {@link #standard()}, with another time. */
    public static ReadBudget lasting(Duration time) {
        return new ReadBudget(time, 4_000_000, 10_000_000);
    }

    /**
     * Looks at the clock, at the thread's interrupt, which it leaves set, and at what was counted.
     *
     * @throws PdfReadException OUT_OF_TIME or TOO_MANY_OBJECTS
     */
    public void check() throws PdfReadException {
        steps = 0;
        late |= System.nanoTime() - end >= 0;
        if (late || Thread.currentThread().isInterrupted()) {
            late = true;
            throw new PdfReadException(
                    PdfReadException.Kind.OUT_OF_TIME,
                    "expected the file to be done in time, found that it was not, or that the work was interrupted");
        }
        if (values > maxValues || entries > maxEntries) {
            throw new PdfReadException(
                    PdfReadException.Kind.TOO_MANY_OBJECTS,
                    "expected at most " + maxValues + " values, and " + maxEntries
                            + " cross-reference entries over all revisions, found more");
        }
    }

    /** Time that is left; zero or less where none is. */
    public Duration left() {
        return late ? Duration.ZERO : Duration.ofNanos(end - System.nanoTime());
    }

    /** One step of a loop; looks at the clock now and then. */
    public void step() throws PdfReadException {
        if (++steps >= STEPS_BETWEEN_LOOKS) {
            check();
        }
    }

    void value() throws PdfReadException {
        if (++values > maxValues) {
            check();
        }
        step();
    }

    void entries(long more) throws PdfReadException {
        entries += more;
        check();
    }
}
