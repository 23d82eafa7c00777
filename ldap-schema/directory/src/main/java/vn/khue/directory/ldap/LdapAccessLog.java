package vn.khue.directory.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
        this.form = new LoggedEntry(new Tree(endpoint.base()));
    }

    @Override
    public Reading read(Optional<String> from, Pages pages) {
        Filter writes = Filter.createEqualityFilter("objectClass", LoggedEntry.CLASS);
        Filter filter = from.map(place -> Filter.createANDFilter(
                        writes, Filter.createGreaterOrEqualFilter(LoggedEntry.START, before(place))))
                .orElse(writes);
        return pool.hold("show its log of changes", new Telling(filter, from.orElse(""), pages));
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

    private final class Telling implements LdapPool.Held<Reading> {

        private final Filter filter;
        private final Pages pages;
        private String reached;
        private boolean begun;

        Telling(Filter filter, String reached, Pages pages) {
            this.filter = filter;
            this.reached = reached;
            this.pages = pages;
        }

        @Override
        public Reading on(LDAPConnection connection, boolean again) throws LDAPException {
            if (begun) {
                throw new LDAPException(ResultCode.SERVER_DOWN, "the connection broke between two pages");
            }
            ASN1OctetString cookie = null;
            do {
                var request = new SearchRequest(LOG, SearchScope.ONE, filter, LoggedEntry.ATTRIBUTES);
                request.addControl(new SimplePagedResultsControl(PAGE, cookie, true));
                SearchResult page;
                try {
                    page = connection.search(request);
                } catch (LDAPException e) {
                    if (e.getResultCode() == ResultCode.NO_SUCH_OBJECT) {
                        return Reading.NO_LOG;
                    }
                    throw e;
                }
                begun = true;
                take(page.getSearchEntries());
                SimplePagedResultsControl place = SimplePagedResultsControl.get(page);
                cookie = place == null ? null : place.getCookie();
            } while (cookie != null && cookie.getValueLength() > 0);
            return Reading.READ;
        }

        private void take(List<SearchResultEntry> entries) throws LDAPException {
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
                pages.take(new Page(changes, reached));
            }
        }
    }
}
