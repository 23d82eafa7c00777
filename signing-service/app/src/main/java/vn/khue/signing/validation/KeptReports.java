package vn.khue.signing.validation;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vn.khue.signature.validation.ReportJson;
import vn.khue.signature.validation.ValidationReport;

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

    /**
     * A report and for whom it is.
     *
     * @param locale language of the page that showed it
     */
    public record Shown(ValidationReport report, Locale locale) {}

    private record Kept(Shown shown, long bytes, Instant until) {}

    private record Named(String name, Instant until) {}

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    private final Map<String, Kept> reports = new HashMap<>();
    private final Deque<Named> oldestFirst = new ArrayDeque<>();
    private long bytes;

    public KeptReports(Clock clock) {
        this.clock = clock;
    }

    /** Keeps this report and says under which name: 22 characters of base64url. */
    public String keep(ValidationReport report, Locale locale) {
        ValidationReport shown = report.withoutObjects();
        // As large as its text, two bytes a character: close enough for a bound.
        return keep(new Shown(shown, locale), 2L * new ReportJson().write(shown).length());
    }

    private synchronized String keep(Shown shown, long size) {
        Instant now = clock.instant();
        while (!oldestFirst.isEmpty()
                && (bytes + size > MOST_BYTES || !oldestFirst.getFirst().until().isAfter(now))) {
            bytes -= reports.remove(oldestFirst.removeFirst().name()).bytes();
        }
        byte[] name = new byte[NAME_BYTES];
        random.nextBytes(name);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(name);
        Instant until = now.plus(KEPT);
        reports.put(text, new Kept(shown, size, until));
        oldestFirst.addLast(new Named(text, until));
        bytes += size;
        return text;
    }

    /** The report of this name; empty where there never was one, or its time is over. */
    public synchronized Optional<Shown> find(String name) {
        return Optional.ofNullable(reports.get(name))
                .filter(kept -> kept.until().isAfter(clock.instant()))
                .map(Kept::shown);
    }
}
