package vn.khue.audit.app.retention;

import java.util.OptionalLong;

/**
 * A place where the log grows, as it stands.
 *
 * @param name {@code database} or {@code ledger}
 * @param totalBytes what it holds
 * @param freeBytes what is left
 * @param bytesADay by how much it grows, after what retention gives back
 */
public record Volume(String name, long totalBytes, long freeBytes, long bytesADay) {

    /** 0 to 100. */
    public int freePercent() {
        return totalBytes <= 0 ? 0 : (int) Math.min(100, Math.max(0, freeBytes) * 100.0 / totalBytes);
    }

    /** Whole days until it is full at this pace; empty where it does not grow. */
    public OptionalLong daysLeft() {
        return bytesADay <= 0 ? OptionalLong.empty() : OptionalLong.of(Math.max(0, freeBytes) / bytesADay);
    }

    /** Whether the profile wants a warning. */
    boolean low(RetentionProfile profile) {
        return freePercent() < profile.warnFreePercent()
                || daysLeft().isPresent() && daysLeft().getAsLong() < profile.warnDays();
    }
}
