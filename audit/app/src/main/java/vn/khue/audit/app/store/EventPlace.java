package vn.khue.audit.app.store;

import java.time.Instant;

/**
 * A place in the list of events, newest first: the last one already shown.
 *
 * @param time event time, milliseconds
 * @param ledgerIndex tells apart events of one millisecond
 */
public record EventPlace(Instant time, long ledgerIndex) {

    /** One word for a link. */
    public String text() {
        return time.toEpochMilli() + "-" + ledgerIndex;
    }

    /** Nothing where a stranger's text is not such a word. */
    public static java.util.Optional<EventPlace> parse(String text) {
        if (!text.matches("[0-9]{1,15}-[0-9]{1,18}")) {
            return java.util.Optional.empty();
        }
        String[] parts = text.split("-");
        return java.util.Optional.of(
                new EventPlace(Instant.ofEpochMilli(Long.parseLong(parts[0])), Long.parseLong(parts[1])));
    }
}
