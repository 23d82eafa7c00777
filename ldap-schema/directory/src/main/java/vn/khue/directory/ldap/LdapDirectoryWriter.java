package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import vn.khue.directory.Appointment;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.DirectoryException.Reason;
import vn.khue.directory.DirectoryWriter;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitEdge;

/**
 * Writes the directory over LDAP, bound as the administrator. Thread-safe. Each call is one LDAP operation that the server does
 * wholly or not at all.
 */
public final class LdapDirectoryWriter implements DirectoryWriter, AutoCloseable {

    private static final Set<String> NEVER_WRITTEN =
            Set.of("objectClass", "uid", "khueId", "eduPersonUniqueId", "khueUnitId", "khueUnitKind");

    private final LdapPool pool;
    private final Tree tree;
    private final Forms forms;

    public LdapDirectoryWriter(LdapEndpoint endpoint) {
        this.tree = new Tree(endpoint.base());
        this.forms = new Forms(tree);
        this.pool = new LdapPool(endpoint);
    }

    @Override
    public void add(Person person) {
        add(forms.person().write(person));
    }

    @Override
    public void add(Unit unit) {
        add(forms.unit().write(unit));
    }

    @Override
    public void add(UnitEdge edge) {
        add(forms.unitEdge().write(edge));
    }

    @Override
    public void add(Appointment appointment) {
        add(forms.appointment().write(appointment));
    }

    @Override
    public void add(ClassGroup classGroup) {
        add(forms.classGroup().write(classGroup));
    }

    @Override
    public void add(Enrolment enrolment) {
        add(forms.enrolment().write(enrolment));
    }

    @Override
    public void add(Guardianship guardianship) {
        add(forms.guardianship().write(guardianship));
    }

    @Override
    public void update(Person person) {
        Entry wanted = forms.person().write(person);
        Entry present = present(wanted);
        if (!forms.person().read(present).id().equals(person.id())) {
            throw new DirectoryException(
                    Reason.REFUSED,
                    "expected the Khuê id that belongs to this login name, found another; neither may ever change");
        }
        replace(present, wanted, forms.person().optional());
    }

    @Override
    public void update(Unit unit) {
        Entry wanted = forms.unit().write(unit);
        Entry present = present(wanted);
        if (forms.unit().read(present).kind() != unit.kind()) {
            throw new DirectoryException(
                    Reason.REFUSED,
                    "expected the present kind of unit " + unit.id() + ", found another; make a new unit");
        }
        replace(present, wanted, forms.unit().optional());
    }

    @Override
    public void closeUnitEdge(UUID edge, LocalDate last) {
        close(tree.unitEdges(), edge, last);
    }

    @Override
    public void closeAppointment(UUID appointment, LocalDate last) {
        close(tree.appointments(), appointment, last);
    }

    @Override
    public void closeEnrolment(UUID enrolment, LocalDate last) {
        close(tree.enrolments(), enrolment, last);
    }

    @Override
    public void closeGuardianship(UUID guardianship, LocalDate last) {
        close(tree.guardianships(), guardianship, last);
    }

    /** Closes all connections; later writes fail. */
    @Override
    public void close() {
        pool.close();
    }

    private void add(Entry entry) {
        pool.use("add an entry", connections -> connections.add(new AddRequest(entry)));
    }

    private Entry present(Entry wanted) {
        SearchResultEntry found = pool.use(
                "show the entry to change",
                connections -> connections.searchForEntry(
                        wanted.getDN(), SearchScope.BASE, Filter.createPresenceFilter("objectClass"), "*"));
        if (found == null) {
            throw new DirectoryException(Reason.NOT_FOUND, "expected an entry to change, found none; add it first");
        }
        return found;
    }

    /** Replaces what differs. Attributes that another room put on the entry stay. */
    private void replace(Entry present, Entry wanted, Set<String> optional) {
        var names = new TreeSet<>(optional);
        wanted.getAttributes().forEach(attribute -> names.add(attribute.getName()));
        List<Modification> changes = new ArrayList<>();
        for (String name : names) {
            String[] before = present.getAttributeValues(name);
            String[] after = wanted.getAttributeValues(name);
            if (NEVER_WRITTEN.contains(name) || same(before, after)) {
                continue;
            }
            changes.add(new Modification(ModificationType.REPLACE, name, after == null ? new String[0] : after));
        }
        if (!changes.isEmpty()) {
            pool.use("change an entry", connections -> connections.modify(new ModifyRequest(present.getDN(), changes)));
        }
    }

    private static boolean same(String[] before, String[] after) {
        return before == null || after == null
                ? before == after
                : Set.of(before).equals(Set.of(after));
    }

    private void close(DN branch, UUID edge, LocalDate last) {
        String dn = tree.edge(branch, edge).toString();
        SearchResultEntry found =
                pool.use("show the edge to close", connections -> connections.getEntry(dn, Fields.FROM));
        if (found == null) {
            throw new DirectoryException(Reason.NOT_FOUND, "expected an edge " + edge + ", found none; look up its id");
        }
        LocalDate from = new Fields(found).validity().from();
        if (last.isBefore(from)) {
            throw new DirectoryException(
                    Reason.REFUSED,
                    "expected a last day on or after " + from + " for edge " + edge + ", found " + last
                            + "; correct the day");
        }
        pool.use(
                "close an edge",
                connections -> connections.modify(
                        dn, new Modification(ModificationType.REPLACE, Fields.TO, Fields.day(last))));
    }
}
