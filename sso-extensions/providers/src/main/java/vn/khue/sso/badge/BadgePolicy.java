package vn.khue.sso.badge;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
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

    private static final int MAX_BYTES = 65_536;

    BadgePolicy {
        closedDays = Set.copyOf(closedDays);
    }

    /**
     * @param file another file in place of the one in this jar
     * @throws ProviderException if a number is missing or out of its range
     */
    static BadgePolicy read(Optional<Path> file) {
        var properties = new Properties();
        try (Reader reader = open(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ProviderException("expected the policy of badge login as properties, could not read it", e);
        }
        return of(properties);
    }

    static BadgePolicy of(Properties properties) {
        return new BadgePolicy(
                Duration.ofDays(number(properties, "badge-days", 1, 400)),
                Duration.ofMinutes(number(properties, "session-minutes", 1, 60)),
                Duration.ofMinutes(number(properties, "window-minutes", 1, 120)),
                number(properties, "wrong-before-lock", 1, 10),
                Duration.ofSeconds(number(properties, "first-lock-seconds", 5, 3_600)),
                Duration.ofSeconds(number(properties, "longest-lock-seconds", 5, 86_400)),
                number(properties, "wrong-before-stop", 3, 30),
                number(properties, "wrong-codes", 1, 10_000),
                Duration.ofMinutes(number(properties, "wrong-codes-minutes", 1, 1_440)),
                parsed(properties, "earliest", SchoolHours::minutes),
                parsed(properties, "latest", SchoolHours::minutes),
                parsed(
                        properties,
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

    private static Reader open(Optional<Path> file) throws IOException {
        if (file.isPresent()) {
            if (Files.size(file.get()) > MAX_BYTES) {
                throw new IOException("expected at most " + MAX_BYTES + " bytes, found more");
            }
            return Files.newBufferedReader(file.get(), StandardCharsets.UTF_8);
        }
        return new InputStreamReader(
                BadgePolicy.class.getResourceAsStream("policy.properties"), StandardCharsets.UTF_8);
    }

    private static int number(Properties properties, String key, int least, int most) {
        int number = parsed(properties, key, Integer::valueOf);
        if (number < least || number > most) {
            throw new ProviderException("expected " + key + " from " + least + " to " + most
                    + " in the policy of badge login, found " + number);
        }
        return number;
    }

    private static <T> T parsed(Properties properties, String key, java.util.function.Function<String, T> parser) {
        String text = properties.getProperty(key);
        if (text == null) {
            throw new ProviderException(
                    "expected " + key + " in the policy of badge login, found nothing; add the line");
        }
        try {
            return parser.apply(text.strip());
        } catch (DateTimeException | NumberFormatException e) {
            throw new ProviderException("expected another form of " + key + " in the policy of badge login", e);
        }
    }
}
