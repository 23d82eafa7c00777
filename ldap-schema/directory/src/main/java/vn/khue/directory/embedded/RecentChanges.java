package vn.khue.directory.embedded;

import com.unboundid.ldap.sdk.Entry;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The entries that changed last, so that who asks for those changed since a moment need not wait for a walk through all. Holds as many as it
 * has room for; about earlier moments it knows nothing. Not thread-safe: the table's lock guards it.
 */
final class RecentChanges {

    static final String ATTRIBUTE = "modifyTimestamp";
    private static final int ROOM = 1 << 16;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss[.SSSSSS][.SSS]X", Locale.ROOT);

    private final StoredEntry[] entries = new StoredEntry[ROOM];
    private final long[] times = new long[ROOM];
    private long count;

    /** Latest time of an entry that is no longer held, or came out of its turn; whatever changed after it is held. */
    private long forgotten = Long.MIN_VALUE;

    void add(StoredEntry stored, Entry entry) {
        String text = entry.getAttributeValue(ATTRIBUTE);
        Optional<Instant> changed = text == null ? Optional.empty() : parse(text);
        if (changed.isEmpty()) {
            return;
        }
        int at = (int) (count % ROOM);
        if (count >= ROOM) {
            forgotten = Math.max(forgotten, times[at]);
        }
        entries[at] = stored;
        times[at] = changed.get().toEpochMilli();
        count++;
    }

    /**
     * Entries among which are all that changed at that time or later, and perhaps some that were deleted since; empty if the time lies
     * too far back, or is none.
     */
    Optional<Collection<StoredEntry>> since(String time) {
        return parse(time)
                .map(Instant::toEpochMilli)
                .filter(from -> from > forgotten)
                .map(from -> {
                    Set<StoredEntry> found = new LinkedHashSet<>();
                    for (long i = Math.max(0, count - ROOM); i < count; i++) {
                        if (times[(int) (i % ROOM)] >= from) {
                            found.add(entries[(int) (i % ROOM)]);
                        }
                    }
                    return found;
                });
    }

    private static Optional<Instant> parse(String time) {
        try {
            return Optional.of(OffsetDateTime.parse(time, TIME).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
