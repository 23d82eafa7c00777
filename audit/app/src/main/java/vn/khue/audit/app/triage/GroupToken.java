package vn.khue.audit.app.triage;

import java.util.Optional;
import java.util.UUID;

/**
 * A group as an officer saw it.
 *
 * @param newest the alert that names it
 * @param alerts how many there were
 * @param versions sum of their versions
 */
public record GroupToken(UUID newest, int alerts, long versions) {

    /** As {@link AlertGroup#token()}. */
    public String text() {
        return newest + "." + alerts + "." + versions;
    }

    /** Nothing where a stranger's text is not {@link AlertGroup#token()}. */
    public static Optional<GroupToken> parse(String text) {
        if (!text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.[0-9]{1,9}\\.[0-9]{1,12}")) {
            return Optional.empty();
        }
        String[] parts = text.split("\\.");
        return Optional.of(
                new GroupToken(UUID.fromString(parts[0]), Integer.parseInt(parts[1]), Long.parseLong(parts[2])));
    }
}
