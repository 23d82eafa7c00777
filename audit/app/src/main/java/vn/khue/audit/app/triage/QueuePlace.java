package vn.khue.audit.app.triage;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A place in the queue: the last group already shown.
 *
 * @param rank of the highest severity, 1 to 5
 * @param last when the newest alert was completed, milliseconds
 * @param newest id of it
 */
public record QueuePlace(int rank, Instant last, UUID newest) {

    /** One word for a link. */
    public String text() {
        return rank + "_" + last.toEpochMilli() + "_" + newest;
    }

    /** Nothing where a stranger's text is not such a word. */
    static Optional<QueuePlace> parse(String text) {
        if (!text.matches("[1-5]_[0-9]{1,13}_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            return Optional.empty();
        }
        String[] parts = text.split("_");
        return Optional.of(new QueuePlace(
                Integer.parseInt(parts[0]), Instant.ofEpochMilli(Long.parseLong(parts[1])), UUID.fromString(parts[2])));
    }
}
