package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.Filter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import vn.khue.directory.PersonStatus;

/** Who was locked or has left lately, by the server's own modifyTimestamp, which is indexed. Thread-safe. */
final class Departures {

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Pages pages;
    private final Tree tree;
    private final PersonForm form;

    Departures(Pages pages, Tree tree, PersonForm form) {
        this.pages = pages;
        this.tree = tree;
        this.form = form;
    }

    List<UUID> since(Instant changed) {
        var gone = new ArrayList<UUID>();
        pages.each(
                tree.people(),
                Filters.all(
                        Filters.is("objectClass", form.objectClass()),
                        Filter.createGreaterOrEqualFilter("modifyTimestamp", SECOND.format(changed)),
                        Filter.createNOTFilter(Filters.is("khueStatus", PersonStatus.ACTIVE.name()))),
                entry -> gone.add(new Fields(entry).uuid("khueId")),
                "khueId");
        return gone;
    }
}
