package vn.khue.sso.lockout;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import vn.khue.sso.server.ProviderException;

/**
 * The numbers of the lock-out, as {@code policy.properties} explains them. Immutable.
 *
 * @param wrongBeforeLock wrong tries from one source before the first lock
 * @param firstLock length of the first lock; each further wrong try doubles it
 * @param longestLock length of the longest
 * @param counting after so long without a wrong try the count begins anew
 * @param wrongOfStaff wrong tries from all unknown sources before an officer's account is locked
 * @param wrongOfOthers the same for pupils and parents
 * @param accountLock length of that lock
 */
record LockoutPolicy(
        int wrongBeforeLock,
        Duration firstLock,
        Duration longestLock,
        Duration counting,
        int wrongOfStaff,
        int wrongOfOthers,
        Duration accountLock) {

    private static final int MAX_BYTES = 65_536;
    private static final int MOST_DOUBLINGS = 20;

    /**
     * @param file another file in place of the one in this jar
     * @throws ProviderException if a number is missing or out of its range
     */
    static LockoutPolicy read(Optional<Path> file) {
        var properties = new Properties();
        try (Reader reader = open(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ProviderException("expected the policy of the lock-out as properties, could not read it", e);
        }
        return of(properties);
    }

    static LockoutPolicy of(Properties properties) {
        return new LockoutPolicy(
                number(properties, "wrong-before-lock", 1, 5),
                Duration.ofSeconds(number(properties, "first-lock-seconds", 1, 3_600)),
                Duration.ofSeconds(number(properties, "longest-lock-seconds", 1, 86_400)),
                Duration.ofHours(number(properties, "counting-hours", 1, 168)),
                number(properties, "wrong-of-staff", 5, 1_000),
                number(properties, "wrong-of-others", 5, 10_000),
                Duration.ofHours(number(properties, "account-lock-hours", 1, 720)));
    }

    /** How long a source waits after so many wrong tries, the last included. */
    Duration sourceWaits(int wrong) {
        if (wrong < wrongBeforeLock) {
            return Duration.ZERO;
        }
        Duration lock = firstLock.multipliedBy(1L << Math.min(wrong - wrongBeforeLock, MOST_DOUBLINGS));
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
                LockoutPolicy.class.getResourceAsStream("policy.properties"), StandardCharsets.UTF_8);
    }

    private static int number(Properties properties, String key, int least, int most) {
        String text = properties.getProperty(key);
        try {
            int number = Integer.parseInt(text == null ? "" : text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new ProviderException("expected a number as " + key + " in the policy of the lock-out", e);
        }
        throw new ProviderException("expected " + key + " from " + least + " to " + most
                + " in the policy of the lock-out, found " + text.strip());
    }
}
