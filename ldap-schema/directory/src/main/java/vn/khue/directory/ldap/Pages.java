package vn.khue.directory.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.util.List;
import java.util.function.Consumer;

/** Reads what a search finds page by page (RFC 2696), so that no more than one page is held. Thread-safe. */
final class Pages {

    private static final int SIZE = 1000;

    private final LdapPool pool;
    private final int size;

    Pages(LdapPool pool) {
        this(pool, SIZE);
    }

    /**
     * @param size entries on a page
     */
    Pages(LdapPool pool, int size) {
        this.pool = pool;
        this.size = size;
    }

    /** Takes what a page holds, in the order of the server. */
    interface Taker {
        void take(List<SearchResultEntry> page) throws LDAPException;
    }

    /**
     * Gives every entry directly below the branch that the filter matches to the consumer, which is called between the pages: the server
     * waits for nobody and holds no snapshot meanwhile.
     *
     * @param attributes what is read of each entry; {@code *} for all
     */
    void each(DN branch, Filter filter, Consumer<SearchResultEntry> consumer, String... attributes) {
        tell("list entries", branch.toString(), filter, page -> page.forEach(consumer), attributes);
    }

    /**
     * The same page by page.
     *
     * @param what the server is to do, for a message
     * @return false where the branch is not there or hidden from this account, which look alike
     */
    boolean tell(String what, String branch, Filter filter, Taker taker, String... attributes) {
        return pool.hold(what, new Telling(branch, filter, size, taker, attributes));
    }

    /** One run over the pages. A server knows its place by the connection, so a run that has begun cannot go on over another. */
    private static final class Telling implements LdapPool.Held<Boolean> {

        private final String branch;
        private final Filter filter;
        private final int size;
        private final Taker taker;
        private final String[] attributes;
        private boolean begun;

        Telling(String branch, Filter filter, int size, Taker taker, String... attributes) {
            this.branch = branch;
            this.filter = filter;
            this.size = size;
            this.taker = taker;
            this.attributes = attributes;
        }

        @Override
        public Boolean on(LDAPConnection connection, boolean again) throws LDAPException {
            if (begun) {
                throw new LDAPException(ResultCode.SERVER_DOWN, "the connection broke between two pages");
            }
            ASN1OctetString cookie = null;
            do {
                var request = new SearchRequest(branch, SearchScope.ONE, filter, attributes);
                request.addControl(new SimplePagedResultsControl(size, cookie, true));
                SearchResult page;
                try {
                    page = connection.search(request);
                } catch (LDAPException e) {
                    if (e.getResultCode() == ResultCode.NO_SUCH_OBJECT) {
                        return false;
                    }
                    throw e;
                }
                begun = true;
                taker.take(page.getSearchEntries());
                SimplePagedResultsControl place = SimplePagedResultsControl.get(page);
                cookie = place == null ? null : place.getCookie();
            } while (cookie != null && cookie.getValueLength() > 0);
            return true;
        }
    }
}
