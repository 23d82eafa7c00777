package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.DirectoryException.Reason;
import vn.khue.directory.RetiredName;

/**
 * Takes people out of the directory, and knows which login names are spent. Erasing keeps the name first and takes the person last, so
 * that a run that broke off finds the person again and a name is never free in between. Thread-safe.
 */
final class Erasure {

    private final LdapPool pool;
    private final Changes changes;
    private final Pages pages;
    private final Tree tree;
    private final Forms forms;

    Erasure(LdapPool pool, Changes changes, Tree tree, Forms forms) {
        this.pool = pool;
        this.changes = changes;
        this.pages = new Pages(pool);
        this.tree = tree;
        this.forms = forms;
    }

    void erase(UUID person, LocalDate on) {
        Optional<Entry> found = person(person);
        if (found.isEmpty()) {
            return;
        }
        retire(new RetiredName(forms.person().read(found.get()).uid(), on));
        Filter about = about(person);
        for (DN branch : edges()) {
            // First all names, then the deletions: a page must not shift under the reader.
            List<String> names = new ArrayList<>();
            pages.each(branch, about, entry -> names.add(entry.getDN()), "1.1");
            names.forEach(name -> changes.delete("erase an edge", name));
        }
        changes.delete("erase a person", found.get().getDN());
    }

    void remove(UUID person) {
        Optional<Entry> found = person(person);
        if (found.isEmpty()) {
            return;
        }
        if (edges().stream().anyMatch(branch -> names(branch, about(person)))) {
            throw new DirectoryException(
                    Reason.REFUSED,
                    "expected nothing that names the person to remove, found an appointment, enrolment or guardianship;"
                            + " remove those first, or erase the person");
        }
        changes.delete("remove a person", found.get().getDN());
    }

    boolean isTaken(String uid) {
        return isRetired(uid) || isThere(tree.person(uid));
    }

    boolean isRetired(String uid) {
        return isThere(tree.retiredName(uid));
    }

    /** Whether any entry of the branch matches. */
    boolean names(DN branch, Filter filter) {
        return pool.use("answer a search", connections -> {
            var request = new SearchRequest(branch.toString(), SearchScope.ONE, filter, "1.1");
            request.setSizeLimit(1);
            try {
                return connections.search(request).getEntryCount() > 0;
            } catch (LDAPSearchException e) {
                if (e.getResultCode() == ResultCode.SIZE_LIMIT_EXCEEDED) {
                    return true;
                }
                throw e;
            }
        });
    }

    private void retire(RetiredName name) {
        Entry entry = forms.retiredName().write(name);
        try {
            changes.add(entry);
        } catch (DirectoryException e) {
            switch (e.reason()) {
                case ALREADY_EXISTS -> {
                    // An earlier run kept it; its day stays.
                }
                case NOT_FOUND -> {
                    // A directory made before there was this branch.
                    plantBranch();
                    changes.add(entry);
                }
                default -> throw e;
            }
        }
    }

    private void plantBranch() {
        var branch = new Entry(tree.retiredNames());
        branch.addAttribute("objectClass", "organizationalUnit");
        branch.addAttribute("ou", "retired-names");
        changes.add(branch);
    }

    private Optional<Entry> person(UUID id) {
        SearchResultEntry found = pool.use(
                "show a person",
                connections -> connections.searchForEntry(
                        tree.people().toString(), SearchScope.ONE, Filters.is("khueId", id.toString()), "*"));
        return Optional.ofNullable(found);
    }

    private boolean isThere(DN name) {
        return pool.use("answer a search", connections -> {
            try {
                return connections.getEntry(name.toString(), "1.1") != null;
            } catch (LDAPException e) {
                if (e.getResultCode() == ResultCode.NO_SUCH_OBJECT) {
                    return false;
                }
                throw e;
            }
        });
    }

    private List<DN> edges() {
        return List.of(tree.guardianships(), tree.enrolments(), tree.appointments());
    }

    private static Filter about(UUID person) {
        String id = person.toString();
        return Filter.createORFilter(Filters.is("khuePerson", id), Filters.is("khueChild", id));
    }
}
