package vn.khue.audit.detection.engine;

import java.util.List;
import vn.khue.audit.detection.sigma.Threshold;

/** The matches of one group of one correlation. Takes them in any order; not thread-safe. */
interface Window {

    /**
     * A window that is full.
     *
     * @param hits that count, oldest first; the last completed it
     */
    record Full(List<Hit> hits, long count) {}

    /** Who is told of full windows. */
    interface Watcher {
        /** Whether a window that ends at this time is of interest; asked before it is made. */
        boolean wants(long end);

        void full(Full window);
    }

    /** What became of a match. */
    enum Taken {
        NEW,
        KNOWN,
        /** Older than anything that is remembered. */
        TOO_OLD
    }

    /**
     * @param step which of the correlation's rules it is a match of
     * @param watcher told of each full window that this match is in, by rising time of their ends
     */
    Taken take(int step, Hit hit, Watcher watcher);

    /** How many matches it remembers. */
    int held();

    /** Time of the newest match. */
    long newest();

    /** How many were forgotten because of the bound since this was last asked. */
    long evictions();

    /**
     * How a window is bounded.
     *
     * @param span longest time from first to last, ms; a window is open at its beginning
     * @param kept how long more it remembers, ms
     * @param hits most that it remembers
     */
    record Bounds(long span, long kept, int hits, Threshold threshold) {}
}
