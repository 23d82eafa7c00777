package vn.khue.audit.wazuh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Bears what Wazuh bears and no more: 300 requests and 30 posts of events in a minute, tokens of 900 seconds, an address blocked for 300.
 * Counts what arrives by the test's clock, and misbehaves as often as it is told to.
 */
final class StrictWazuh implements Loopback.Answering {

    private static final long MINUTE = Duration.ofSeconds(60).toNanos();

    private record Arrival(long nanos, String path) {}

    private final AtomicLong clock;
    private final RandomGenerator random;
    private final List<Arrival> arrivals = new ArrayList<>();
    private double faults;
    private long windowStart;
    private int general;
    private int events;
    private int floods;
    private int token;
    private long tokenUntil;
    private long blockedUntil;

    StrictWazuh(AtomicLong clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    synchronized void faults(double share) {
        faults = share;
    }

    /** How often it had to say that there were too many. */
    synchronized int floods() {
        return floods;
    }

    synchronized int arrived() {
        return arrivals.size();
    }

    /** The most that arrived in any 60 seconds whose path starts so. */
    synchronized int mostInAMinute(String path) {
        List<Arrival> these =
                arrivals.stream().filter(one -> one.path().startsWith(path)).toList();
        int most = 0;
        int first = 0;
        for (int last = 0; last < these.size(); last++) {
            while (these.get(last).nanos() - these.get(first).nanos() > MINUTE) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    @Override
    public synchronized Loopback.Told answer(Loopback.Asked asked) {
        long now = clock.get();
        arrivals.add(new Arrival(now, asked.path()));
        if (now - windowStart > MINUTE) {
            windowStart = now;
            general = 0;
            events = 0;
        }
        if (++general > 300) {
            floods++;
            return Loopback.Told.problem(429, 6001, "Maximum number of requests per minute reached");
        }
        if (asked.path().equals("/events") && ++events > 30) {
            floods++;
            return Loopback.Told.problem(429, 6005, "Maximum number of requests per minute reached");
        }
        if (random.nextDouble() < faults) {
            return fault(asked, now);
        }
        if (asked.path().equals("/security/user/authenticate")) {
            return login(now);
        }
        if (now > tokenUntil || !asked.header("authorization").equals("Bearer t" + token)) {
            return Loopback.Told.problem(401, 0, "Invalid token");
        }
        return Loopback.Told.json(200, Loopback.NO_ITEMS);
    }

    private Loopback.Told login(long now) {
        if (now < blockedUntil) {
            return Loopback.Told.problem(403, 6000, "Limit of login attempts reached");
        }
        token++;
        tokenUntil = now + Duration.ofSeconds(900).toNanos();
        return Loopback.Told.token("t" + token);
    }

    private Loopback.Told fault(Loopback.Asked asked, long now) {
        Loopback.Told fine = Loopback.Told.json(200, Loopback.NO_ITEMS);
        int kind = random.nextInt(100);
        if (kind < 30) {
            token++;
            return Loopback.Told.problem(401, 0, "Invalid token");
        }
        if (kind < 45) {
            return Loopback.Told.problem(429, asked.path().equals("/events") ? 6005 : 6001, "Maximum number");
        }
        if (kind < 55) {
            blockedUntil = now + Duration.ofSeconds(300).toNanos();
            return Loopback.Told.problem(403, 6000, "Limit of login attempts reached");
        }
        if (kind < 70) {
            return Loopback.Told.problem(500, 1017, "Some Wazuh daemons are not ready yet");
        }
        if (kind < 80) {
            return fine.sent(Loopback.Manner.HALF_CLOSED);
        }
        if (kind < 95) {
            return fine.sent(Loopback.Manner.DROPPED);
        }
        return fine.sent(Loopback.Manner.SLOW);
    }
}
