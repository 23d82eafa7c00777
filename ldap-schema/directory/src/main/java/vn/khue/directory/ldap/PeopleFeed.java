package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import vn.khue.directory.listing.NameRegister;

/**
 * Keeps a register of names current: reads everybody once, then at each call those whose entry changed since, by the server's own
 * modifyTimestamp, which is indexed. Not thread-safe.
 *
 * <p>Changes that a replica gets later than {@link #LATE} after they were made may stay unseen until the register is made anew.
 */
final class PeopleFeed {

    /** How much later than others a change may come in, with replication. */
    private static final Duration LATE = Duration.ofSeconds(10);

    private static final String CHANGED = "modifyTimestamp";
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter READ =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss[.SSSSSS][.SSS]X", Locale.ROOT);

    private final Pages pages;
    private final Tree tree;
    private final PersonForm form;
    private final NameRegister register;
    private Instant newest = Instant.EPOCH;
    private long newestCame;
    private boolean begun;
    private boolean settled;

    PeopleFeed(Pages pages, Tree tree, PersonForm form, NameRegister register) {
        this.pages = pages;
        this.tree = tree;
        this.form = form;
        this.register = register;
    }

    /** Brings the register up to date. */
    void run() {
        Filter people = Filters.is("objectClass", form.objectClass());
        Instant before = newest;
        long began = System.nanoTime();
        pages.each(
                tree.people(),
                begun
                        ? Filters.all(people, Filter.createGreaterOrEqualFilter(CHANGED, SECOND.format(since())))
                        : people,
                this::take,
                "khueId",
                "khueStatus",
                "sn",
                "khueMiddleName",
                "givenName",
                "displayName",
                CHANGED);
        if (newest.isAfter(before) || !begun) {
            newestCame = System.nanoTime();
            settled = false;
        } else {
            settled |= began - newestCame > LATE.toNanos();
        }
        begun = true;
    }

    /**
     * Others may still come in with the time of the newest change or an earlier one, so a while before it is read again. Once that was
     * done after that while, only what is newer is read, or each call after a mass load would read the end of it again.
     */
    private Instant since() {
        return settled ? newest.plusSeconds(1) : newest.minus(LATE);
    }

    private void take(SearchResultEntry entry) {
        var fields = new Fields(entry);
        register.put(fields.uuid("khueId"), form.readName(entry), form.readStatus(entry));
        Instant changed =
                fields.parse(CHANGED, text -> OffsetDateTime.parse(text, READ).toInstant());
        if (changed.isAfter(newest)) {
            newest = changed;
        }
    }
}
