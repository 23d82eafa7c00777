package vn.khue.signing.validation;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reports that a page has just shown, for those who want them as a file too. The checked file itself is gone by then: only what
 * was concluded is kept, in memory, for {@link #KEPT}, at most {@value #MOST_BYTES} bytes in all (the oldest go first), each under a
 * name of 128 random bits that only the page says. Thread-safe.
 */
public final class KeptReports {

    /** How long a report can be downloaded. */
    static final Duration KEPT = Duration.ofMinutes(10);

    private static final int MOST_BYTES = 16 << 20;
    private static final int NAME_BYTES = 16;

    private record Kept(byte[] pdf, Instant until) {}

    private record Named(String name, Instant until) {}

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    private final Map<String, Kept> reports = new HashMap<>();
    private final Deque<Named> oldestFirst = new ArrayDeque<>();
    private long bytes;

    public KeptReports(Clock clock) {
        this.clock = clock;
    }

    /** Keeps this file and says under which name: 22 characters of base64url. */
    public synchronized String keep(byte[] pdf) {
        Instant now = clock.instant();
        while (!oldestFirst.isEmpty()
                && (bytes + pdf.length > MOST_BYTES
                        || !oldestFirst.getFirst().until().isAfter(now))) {
            bytes -= reports.remove(oldestFirst.removeFirst().name()).pdf().length;
        }
        byte[] name = new byte[NAME_BYTES];
        random.nextBytes(name);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(name);
        Instant until = now.plus(KEPT);
        reports.put(text, new Kept(pdf, until));
        oldestFirst.addLast(new Named(text, until));
        bytes += pdf.length;
        return text;
    }

    /** The file of this name; empty where there never was one, or its time is over. */
    public synchronized Optional<byte[]> find(String name) {
        return Optional.ofNullable(reports.get(name))
                .filter(kept -> kept.until().isAfter(clock.instant()))
                .map(Kept::pdf);
    }
}
