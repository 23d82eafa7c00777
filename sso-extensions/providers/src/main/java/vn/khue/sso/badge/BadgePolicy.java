package vn.khue.sso.badge;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import vn.khue.sso.server.PolicyNumbers;
import vn.khue.sso.server.ProviderException;

/**
 * The numbers of badge login, as {@code policy.properties} explains them. Immutable.
 *
 * @param badge how long a badge is good
 * @param session how long a session lasts, at most an hour
 * @param window how long a window may be open
 * @param wrongBeforeLock wrong pictures from one source before the first lock
 * @param firstLock length of the first lock
 * @param longestLock length of the longest
 * @param wrongBeforeStop wrong pictures from all sources, after which a teacher must help
 * @param wrongCodes typed codes that belong to nobody, from one source within {@code wrongCodesWithin}
 * @param earliest first moment that a school may set, minutes since midnight, Asia/Ho_Chi_Minh
 * @param latest last moment that a school may set, likewise
 * @param closedDays days without school
 */
record BadgePolicy(
        Duration badge,
        Duration session,
        Duration window,
        int wrongBeforeLock,
        Duration firstLock,
        Duration longestLock,
        int wrongBeforeStop,
        int wrongCodes,
        Duration wrongCodesWithin,
        int earliest,
        int latest,
        Set<LocalDate> closedDays) {

    private static final String OF = "badge login";

    BadgePolicy {
        closedDays = Set.copyOf(closedDays);
    }

    /**
     * @param file another file in place of the one in this jar
     * @throws ProviderException if a number is missing or out of its range
     */
    static BadgePolicy read(Optional<Path> file) {
        return of(PolicyNumbers.read(file, BadgePolicy.class, OF));
    }

    static BadgePolicy of(Properties properties) {
        return of(new PolicyNumbers(properties, OF));
    }

    private static BadgePolicy of(PolicyNumbers numbers) {
        return new BadgePolicy(
                Duration.ofDays(numbers.number("badge-days", 1, 400)),
                Duration.ofMinutes(numbers.number("session-minutes", 1, 60)),
                Duration.ofMinutes(numbers.number("window-minutes", 1, 120)),
                numbers.number("wrong-before-lock", 1, 10),
                Duration.ofSeconds(numbers.number("first-lock-seconds", 5, 3_600)),
                Duration.ofSeconds(numbers.number("longest-lock-seconds", 5, 86_400)),
                numbers.number("wrong-before-stop", 3, 30),
                numbers.number("wrong-codes", 1, 10_000),
                Duration.ofMinutes(numbers.number("wrong-codes-minutes", 1, 1_440)),
                numbers.parsed("earliest", SchoolHours::minutes),
                numbers.parsed("latest", SchoolHours::minutes),
                numbers.parsed(
                        "closed-days",
                        days -> Arrays.stream(days.split(","))
                                .map(String::strip)
                                .filter(day -> !day.isEmpty())
                                .map(LocalDate::parse)
                                .collect(Collectors.toSet())));
    }

    /**
     * How long a source waits after so many wrong pictures for one pupil.
     *
     * @param wrong how many, with the last
     */
    Duration lockAfter(int wrong) {
        if (wrong < wrongBeforeLock) {
            return Duration.ZERO;
        }
        int doublings = Math.min(wrong - wrongBeforeLock, 20);
        Duration lock = firstLock.multipliedBy(1L << doublings);
        return lock.compareTo(longestLock) > 0 ? longestLock : lock;
    }
}
