package vn.khue.web.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Logins that the gate said are over (OpenID Connect Back-Channel Logout 1.0), by their {@code sid}. A session of such a login ends
 * at its next request. Kept for longer than any session here lives unused, at most {@value #MOST}; one that is forgotten sooner is
 * still found out when its rights are renewed. Thread-safe.
 */
final class EndedLogins {

    private static final int MOST = 100_000;
    private static final Duration KEPT = Duration.ofHours(1);

    private final Clock clock;
    private final Map<String, Instant> ended = new LinkedHashMap<>();

    EndedLogins(Clock clock) {
        this.clock = clock;
    }

    /** @param sid of a logout token that was judged */
    synchronized void add(String sid) {
        Instant now = clock.instant();
        ended.values().removeIf(at -> at.plus(KEPT).isBefore(now));
        if (ended.size() >= MOST) {
            ended.remove(ended.keySet().iterator().next());
        }
        ended.put(sid, now);
    }

    synchronized boolean contains(String sid) {
        return sid != null && ended.containsKey(sid);
    }
}
