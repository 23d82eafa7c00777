package vn.khue.audit.wazuh;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Who may send now. A request takes a place in the windows of its lane, and the place is free again 60 seconds after the request
 * <em>ended</em>: so however long requests are under way, the server sees no more than the limit in any 60 seconds. A lane can be
 * closed for a while. Nobody waits here; whoever may not send is told how long. Thread-safe.
 */
final class RateBudget {

    /** What was decided. */
    sealed interface Turn permits Granted, NotYet {}

    /** Must be ended once, when the request is over, however it fared. */
    record Granted(RateBudget budget, Lane lane) implements Turn {
        void end() {
            budget.end(lane);
        }
    }

    /** @param pause more than nothing */
    record NotYet(Duration pause) implements Turn {}

    private static final long WINDOW = Duration.ofSeconds(60).toNanos();

    private static final class Window {
        private final int limit;
        private final Deque<Long> ended = new ArrayDeque<>();
        private int underWay;
        private long closedUntil;
        private boolean closed;

        Window(int limit) {
            this.limit = limit;
        }

        long shut(long now) {
            if (closed && now - closedUntil >= 0) {
                closed = false;
            }
            return closed ? closedUntil - now : 0;
        }

        /** Nanoseconds until there is a place, 0 if there is one. */
        long untilFree(long now) {
            while (!ended.isEmpty() && now - ended.peekFirst() > WINDOW) {
                ended.removeFirst();
            }
            long shut = shut(now);
            if (ended.size() + underWay < limit) {
                return shut;
            }
            long full = ended.isEmpty() ? WINDOW : WINDOW - (now - ended.peekFirst()) + 1;
            return Math.max(shut, full);
        }
    }

    private final Ticker ticker;
    private final Map<Lane, Window> windows = new EnumMap<>(Lane.class);

    RateBudget(RateLimits limits, Ticker ticker) {
        this.ticker = ticker;
        windows.put(Lane.GENERAL, new Window(limits.general()));
        windows.put(Lane.EVENTS, new Window(limits.events()));
        windows.put(Lane.LOGIN, new Window(limits.logins()));
    }

    synchronized Turn take(Lane lane) {
        long now = ticker.nanos();
        long wait = 0;
        for (Window window : windowsOf(lane)) {
            wait = Math.max(wait, window.untilFree(now));
        }
        if (wait > 0) {
            return new NotYet(Duration.ofNanos(wait));
        }
        windowsOf(lane).forEach(window -> window.underWay++);
        return new Granted(this, lane);
    }

    /**
     * Lets nobody through on that lane for a while. A lane that rests already for {@code enough} goes on as long as it would have:
     * many requests that fail of one cause count once.
     *
     * @return how long it rests from now on
     */
    synchronized Duration rest(Lane lane, Duration enough, Supplier<Duration> time) {
        Window window = windows.get(lane);
        long now = ticker.nanos();
        long shut = window.shut(now);
        if (shut > 0 && shut >= enough.toNanos()) {
            return Duration.ofNanos(shut);
        }
        Duration pause = time.get();
        window.closed = true;
        window.closedUntil = now + pause.toNanos();
        return pause;
    }

    private synchronized void end(Lane lane) {
        long now = ticker.nanos();
        for (Window window : windowsOf(lane)) {
            window.underWay--;
            window.ended.addLast(now);
        }
    }

    private List<Window> windowsOf(Lane lane) {
        return lane == Lane.GENERAL
                ? List.of(windows.get(Lane.GENERAL))
                : List.of(windows.get(Lane.GENERAL), windows.get(lane));
    }
}
