package vn.khue.web.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import vn.khue.audit.event.EventKind;

/**
 * How many events of refused input one source may cause, so that a flood cannot fill the log and is still counted there. In each
 * {@linkplain #WINDOW window} the first {@value #PLAIN} of a source and kind are written, then the 1st, 2nd, 4th, 8th … beyond; what is
 * written says how many were not. The same holds with {@value #PLAIN_OF_ALL} for all sources of a kind together, and at most
 * {@value #MOST_SOURCES} sources are told apart. Thread-safe.
 */
public final class EventAllowance {

    static final Duration WINDOW = Duration.ofMinutes(10);
    static final int PLAIN = 20;
    static final int PLAIN_OF_ALL = 1_000;
    static final int MOST_SOURCES = 10_000;
    private static final String ALL = "*";

    private record Key(String source, EventKind kind) {}

    private static final class Tally {
        private Instant since;
        private long seen;
        private long unwritten;

        Tally(Instant since) {
            this.since = since;
        }

        /** What was not written stays counted into the next window. */
        void turn(Instant now) {
            if (!now.isBefore(since.plus(WINDOW))) {
                since = now;
                seen = 0;
            }
        }

        boolean admits(int plain) {
            seen++;
            long beyond = seen - plain;
            boolean admitted = beyond <= 0 || Long.bitCount(beyond) == 1;
            if (!admitted) {
                unwritten++;
            }
            return admitted;
        }

        long settle() {
            long settled = unwritten;
            unwritten = 0;
            return settled;
        }
    }

    private final Clock clock;
    private Instant lookAgain = Instant.MIN;
    private final Map<Key, Tally> tallies = new LinkedHashMap<>();

    public EventAllowance(Clock clock) {
        this.clock = clock;
    }

    /**
     * Asks for one event.
     *
     * @param source who caused it: a Khuê id or an address
     * @return empty where it is only counted; else how many were counted and not written since the last one
     */
    public synchronized OptionalLong ask(String source, EventKind kind) {
        Instant now = clock.instant();
        Tally own = tally(source, kind, now);
        if (!own.admits(PLAIN)) {
            return OptionalLong.empty();
        }
        Tally all = tally(ALL, kind, now);
        if (!all.admits(PLAIN_OF_ALL)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(own.settle() + all.settle());
    }

    private Tally tally(String source, EventKind kind, Instant now) {
        Key key = new Key(source, kind);
        Tally known = tallies.get(key);
        if (known == null) {
            if (tallies.size() >= MOST_SOURCES && !now.isBefore(lookAgain)) {
                forget(now);
            }
            // Too many at once to tell apart: those that come now share one tally.
            Key kept = tallies.size() >= MOST_SOURCES && !source.equals(ALL) ? new Key("?", kind) : key;
            known = tallies.computeIfAbsent(kept, any -> new Tally(now));
        }
        known.turn(now);
        return known;
    }

    /** Looks through all of them, so at most once in a tenth of a window. */
    private void forget(Instant now) {
        lookAgain = now.plus(WINDOW.dividedBy(10));
        tallies.values().removeIf(each -> each.unwritten == 0 && !now.isBefore(each.since.plus(WINDOW)));
    }
}
