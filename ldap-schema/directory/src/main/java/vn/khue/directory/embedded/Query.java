package vn.khue.directory.embedded;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SortKey;
import java.util.List;
import java.util.Optional;
import vn.khue.directory.access.Rights;

/**
 * What a search asks.
 *
 * @param sizeLimit most entries in all; 0 for no limit
 * @param sort empty for the order in which entries came
 * @param page the page wanted; empty for all at once
 * @param rights whose eyes see; empty for the administrator's
 */
record Query(
        DN base,
        SearchScope scope,
        Filter filter,
        int sizeLimit,
        List<SortKey> sort,
        Optional<Page> page,
        Optional<Rights> rights) {

    /**
     * A page of a listing.
     *
     * @param size most entries on it
     * @param after where the page before ended: the last entry's number, or how many entries were told where the listing is sorted
     */
    record Page(int size, long after) {}
}
