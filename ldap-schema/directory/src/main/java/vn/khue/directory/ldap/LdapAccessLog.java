package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.accesslog.AccessLog;
import vn.khue.directory.accesslog.LoggedChange;

/** {@code cn=accesslog} of one slapd, as cn=log-reader. Holds one page and one connection. Thread-safe. */
public final class LdapAccessLog implements AccessLog, AutoCloseable {

    /** The service account that may read it. */
    public static final String ACCOUNT = "log-reader";

    private static final String LOG = "cn=accesslog";
    private static final int PAGE = 500;

    /** slapd logs a change when it is done, under the time when it was begun. Longer than any may take (olcTimeLimit, and a queue before it). */
    private static final Duration UNDER_WAY = Duration.ofSeconds(30);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss.SSSSSS'Z'", Locale.ROOT);

    private final LdapPool pool;
    private final Pages search;
    private final LoggedEntry form;

    /**
     * @param endpoint of one server: each has a log of its own
     * @throws IllegalArgumentException if it names several
     */
    public LdapAccessLog(LdapEndpoint endpoint) {
        if (endpoint.servers().size() != 1) {
            throw new IllegalArgumentException(
                    "expected one server, found " + endpoint.servers().size() + "; read the log of each by itself");
        }
        this.pool = new LdapPool(endpoint);
        this.search = new Pages(pool, PAGE);
        this.form = new LoggedEntry(new Tree(endpoint.base()));
    }

    @Override
    public Reading read(Optional<String> from, Consumer<Page> pages) {
        Filter writes = Filter.createEqualityFilter("objectClass", LoggedEntry.CLASS);
        Filter filter = from.map(place -> Filter.createANDFilter(
                        writes, Filter.createGreaterOrEqualFilter(LoggedEntry.START, before(place))))
                .orElse(writes);
        boolean there = search.tell(
                "show its log of changes", LOG, filter, new Telling(from.orElse(""), pages), LoggedEntry.ATTRIBUTES);
        return there ? Reading.READ : Reading.NO_LOG;
    }

    @Override
    public void close() {
        pool.close();
    }

    private static String before(String place) {
        try {
            return LocalDateTime.parse(place, TIME).minus(UNDER_WAY).format(TIME);
        } catch (DateTimeParseException e) {
            throw new DirectoryException(
                    DirectoryException.Reason.UNREADABLE,
                    "expected a place in the log of changes, found another text; begin from its start",
                    e);
        }
    }

    private final class Telling implements Pages.Taker {

        private final Consumer<Page> pages;
        private String reached;

        Telling(String reached, Consumer<Page> pages) {
            this.reached = reached;
            this.pages = pages;
        }

        @Override
        public void take(List<SearchResultEntry> entries) throws LDAPException {
            var changes = new ArrayList<LoggedChange>();
            for (SearchResultEntry entry : entries) {
                form.read(entry).ifPresent(changes::add);
                String start = entry.getAttributeValue(LoggedEntry.START);
                // Of one length, so that the order of the texts is that of the times.
                if (start.compareTo(reached) > 0) {
                    reached = start;
                }
            }
            if (!entries.isEmpty()) {
                pages.accept(new Page(changes, reached));
            }
        }
    }
}
