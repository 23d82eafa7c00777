package vn.khue.sso.logout;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Apps that did not answer a moment ago: nobody waits for them again in a request. Thread-safe. */
final class SilentApps {
    private static final Duration LEFT_ALONE = Duration.ofSeconds(10);

    private final Map<String, Silence> silences = new ConcurrentHashMap<>();
    private final Clock clock;

    SilentApps(Clock clock) {
        this.clock = clock;
    }

    /** An app that has moved may answer at once. */
    private record Silence(URI address, Instant until) {}

    void answered(String client, URI address, boolean taken) {
        if (taken) {
            silences.remove(client);
        } else {
            silences.put(client, new Silence(address, clock.instant().plus(LEFT_ALONE)));
        }
    }

    boolean isSilent(String client, URI address) {
        Silence silence = silences.get(client);
        return silence != null
                && silence.address().equals(address)
                && silence.until().isAfter(clock.instant());
    }

    /** Which are left alone now, by Keycloak's own ids. */
    List<String> now() {
        Instant now = clock.instant();
        silences.values().removeIf(silence -> !silence.until().isAfter(now));
        return List.copyOf(silences.keySet());
    }
}
