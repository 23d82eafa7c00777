package vn.khue.audit.app.browse;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.khue.audit.app.store.PartsHeard;

/** Which parts of Khuê report, and which have fallen silent: heard no more for longer than two of their periods. */
public final class PartsStanding {

    private static final int PERIODS = 2;

    private final PartsHeard heard;
    private final List<String> expected;
    private final Clock clock;

    /** @param expected parts that must be heard even if they never were */
    PartsStanding(PartsHeard heard, List<String> expected, Clock clock) {
        this.heard = heard;
        this.expected = List.copyOf(expected);
        this.clock = clock;
    }

    /**
     * A part now.
     *
     * @param source its name in events
     * @param since when it was last heard; empty if never
     */
    public record Standing(String source, boolean silent, Optional<Instant> since) {}

    /** Every part that is expected or was ever heard, by name. */
    public List<Standing> now() {
        Instant now = clock.instant();
        Map<String, PartsHeard.Part> parts = new TreeMap<>();
        heard.all().forEach(each -> parts.put(each.source(), each));
        TreeSet<String> names = new TreeSet<>(expected);
        names.addAll(parts.keySet());
        List<Standing> standings = new ArrayList<>();
        for (String name : names) {
            Optional<PartsHeard.Part> part = Optional.ofNullable(parts.get(name));
            standings.add(new Standing(
                    name, part.map(each -> silent(each, now)).orElse(true), part.map(PartsHeard.Part::at)));
        }
        return List.copyOf(standings);
    }

    private static boolean silent(PartsHeard.Part part, Instant now) {
        Duration longest = part.period().multipliedBy(PERIODS);
        return part.at().plus(longest).isBefore(now);
    }
}
