package vn.khue.sso.lockout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import vn.khue.sso.server.PolicyNumbers;
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

    private static final String OF = "the lock-out";
    private static final int MOST_DOUBLINGS = 20;

    /**
     * @param file another file in place of the one in this jar
     * @throws ProviderException if a number is missing or out of its range
     */
    static LockoutPolicy read(Optional<Path> file) {
        return of(PolicyNumbers.read(file, LockoutPolicy.class, OF));
    }

    static LockoutPolicy of(PolicyNumbers numbers) {
        return new LockoutPolicy(
                numbers.number("wrong-before-lock", 1, 5),
                Duration.ofSeconds(numbers.number("first-lock-seconds", 1, 3_600)),
                Duration.ofSeconds(numbers.number("longest-lock-seconds", 1, 86_400)),
                Duration.ofHours(numbers.number("counting-hours", 1, 168)),
                numbers.number("wrong-of-staff", 5, 1_000),
                numbers.number("wrong-of-others", 5, 10_000),
                Duration.ofHours(numbers.number("account-lock-hours", 1, 720)));
    }

    /** How long a source waits after so many wrong tries, the last included. */
    Duration sourceWaits(int wrong) {
        if (wrong < wrongBeforeLock) {
            return Duration.ZERO;
        }
        Duration lock = firstLock.multipliedBy(1L << Math.min(wrong - wrongBeforeLock, MOST_DOUBLINGS));
        return lock.compareTo(longestLock) > 0 ? longestLock : lock;
    }
}
