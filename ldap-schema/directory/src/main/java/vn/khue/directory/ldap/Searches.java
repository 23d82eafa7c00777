package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.khue.directory.Person;

/** Searches whose answers are bounded, and the records in them. Thread-safe. */
final class Searches {

    private static final int SIZE_LIMIT = 5000;
    private static final int PEOPLE_PER_SEARCH = 200;

    private final LdapPool pool;
    private final Tree tree;
    private final Forms forms;

    Searches(LdapPool pool, Tree tree, Forms forms) {
        this.pool = pool;
        this.tree = tree;
        this.forms = forms;
    }

    <T> Optional<T> one(DN base, Filter filter, EntryForm<T> form) {
        return read(in(base, filter), form).stream().findFirst();
    }

    <T> List<T> many(DN base, Filter filter, EntryForm<T> form, Comparator<T> order) {
        return read(in(base, filter), form).stream().sorted(order).toList();
    }

    /** The people with these ids, in no order; whoever is not there is left out. */
    List<Person> people(List<UUID> ids) {
        var people = new ArrayList<Person>(ids.size());
        for (int i = 0; i < ids.size(); i += PEOPLE_PER_SEARCH) {
            List<UUID> some = ids.subList(i, Math.min(ids.size(), i + PEOPLE_PER_SEARCH));
            people.addAll(read(in(tree.people(), Filters.anyOf("khueId", some)), forms.person()));
        }
        return people;
    }

    /** Entries directly below the branch. */
    List<SearchResultEntry> in(DN branch, Filter filter) {
        return search(branch, SearchScope.ONE, filter);
    }

    /** Entries of all branches. */
    List<SearchResultEntry> everywhere(Filter filter) {
        return search(tree.base(), SearchScope.SUB, filter);
    }

    /** Like {@link #in}, but content with the entries that came before the limit. */
    List<SearchResultEntry> firstIn(DN branch, Filter filter, int limit) {
        return pool.use("answer a search", connections -> {
            try {
                return connections
                        .search(request(branch, SearchScope.ONE, filter, limit))
                        .getSearchEntries();
            } catch (LDAPSearchException e) {
                if (e.getResultCode() == ResultCode.SIZE_LIMIT_EXCEEDED) {
                    return e.getSearchEntries();
                }
                throw e;
            }
        });
    }

    static <T> List<T> read(Collection<? extends Entry> entries, EntryForm<T> form) {
        return entries.stream().filter(form::fits).map(form::read).toList();
    }

    private List<SearchResultEntry> search(DN base, SearchScope scope, Filter filter) {
        return pool.use("answer a search", connections -> {
            try {
                return connections
                        .search(request(base, scope, filter, SIZE_LIMIT))
                        .getSearchEntries();
            } catch (LDAPSearchException e) {
                if (e.getResultCode() == ResultCode.NO_SUCH_OBJECT) {
                    // The branch is hidden from this account, or the directory is empty: nothing to see either way.
                    return List.of();
                }
                throw e;
            }
        });
    }

    private static SearchRequest request(DN base, SearchScope scope, Filter filter, int limit) {
        var request = new SearchRequest(base.toString(), scope, filter, "*");
        request.setSizeLimit(limit);
        return request;
    }
}
