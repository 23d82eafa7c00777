package vn.khue.directory.policy;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.schema.SchemaFiles;

/**
 * The numbers of the directory that law or a standard sets (R4.11). Each stands with its source in the profile's file. Immutable.
 *
 * @param bindFailures wrong binds after which an account is locked, 1 to 100
 * @param countFailures how long a wrong bind counts
 * @param lock how long an account stays locked
 * @param appPasswords most app passwords of one person, 1 to 100
 * @param staleDays days after which one that was not used is shown as such, 1 to 3650
 */
public record DirectoryPolicy(
        int bindFailures, Duration countFailures, Duration lock, int appPasswords, int staleDays) {

    /** Name of the profile that holds where none is chosen. */
    public static final String CURRENT = "VN-2026";

    private static final int MOST = 100;
    private static final int LONGEST_DAYS = 3650;

    /**
     * @throws IllegalArgumentException if a number is out of range
     */
    public DirectoryPolicy {
        Objects.requireNonNull(countFailures, "countFailures");
        Objects.requireNonNull(lock, "lock");
        if (bindFailures < 1 || bindFailures > MOST || appPasswords < 1 || appPasswords > MOST) {
            throw new IllegalArgumentException("expected 1 to " + MOST + " wrong binds and app passwords, found "
                    + bindFailures + " and " + appPasswords + "; correct the policy profile");
        }
        if (staleDays < 1 || staleDays > LONGEST_DAYS) {
            throw new IllegalArgumentException("expected 1 to " + LONGEST_DAYS + " days without use, found " + staleDays
                    + "; correct the policy profile");
        }
        if (countFailures.toSeconds() < 1 || lock.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "expected at least a second for counting and for locking, found less; correct the policy profile");
        }
    }

    /** The profile {@value #CURRENT}. */
    public static DirectoryPolicy current() {
        return load(CURRENT);
    }

    /**
     * A profile by its name.
     *
     * @throws DirectoryException with reason UNAVAILABLE if there is no such profile, UNREADABLE if a number is missing or wrong
     */
    public static DirectoryPolicy load(String profile) {
        var values = new Properties();
        try {
            values.load(new StringReader(new SchemaFiles().policy(profile)));
            return new DirectoryPolicy(
                    number(values, "binds.failures"),
                    Duration.ofSeconds(number(values, "binds.countSeconds")),
                    Duration.ofSeconds(number(values, "binds.lockSeconds")),
                    number(values, "appPasswords.most"),
                    number(values, "appPasswords.staleDays"));
        } catch (IOException | IllegalArgumentException e) {
            throw new DirectoryException(
                    DirectoryException.Reason.UNREADABLE,
                    "expected the numbers of a directory policy in profile " + profile + ", found an error: "
                            + e.getMessage(),
                    e);
        }
    }

    private static int number(Properties values, String name) {
        String value = values.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return Integer.parseInt(value.strip());
    }
}
