package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
import vn.khue.directory.UnitSuccession;
import vn.khue.directory.Validity;

/**
 * Writes the directory over LDAP, bound as the administrator or as cn=roster. Thread-safe. Each call but {@link #erase} is one LDAP change that the
 * server does wholly or not at all.
 */
public final class LdapDirectoryWriter implements DirectoryWriter, AutoCloseable {

    private static final Set<String> NEVER_WRITTEN =
            Set.of("objectClass", "uid", "khueId", "eduPersonUniqueId", "khueUnitId", "khueUnitKind");

    private final LdapPool pool;
    private final LdapPool hashes;
    private final Changes changes;
    private final Tree tree;
    private final Forms forms;
    private final Erasure erasure;

    public LdapDirectoryWriter(LdapEndpoint endpoint) {
        this(endpoint, new LdapPool(endpoint));
    }

    /**
     * @param endpoint as whom is written, such as cn=roster, so that the log of changes knows the program
     * @param hashes as whom hashes of citizen numbers are read, which no service account may
     */
    public LdapDirectoryWriter(LdapEndpoint endpoint, LdapEndpoint hashes) {
        this(endpoint, new LdapPool(endpoint), new LdapPool(hashes));
    }

    LdapDirectoryWriter(LdapEndpoint endpoint, LdapPool pool) {
        this(endpoint, pool, pool);
    }

    private LdapDirectoryWriter(LdapEndpoint endpoint, LdapPool pool, LdapPool hashes) {
        this.tree = new Tree(endpoint.base());
        this.forms = new Forms(tree);
        this.pool = pool;
        this.hashes = hashes;
        this.changes = new Changes(pool);
        this.erasure = new Erasure(pool, changes, tree, forms);
    }

    @Override
    public void add(Person person) {
        if (erasure.isRetired(person.uid())) {
            throw new DirectoryException(
                    Reason.ALREADY_EXISTS,
                    "expected a login name that nobody ever had, found one of someone erased; choose another");
        }
        changes.add(forms.person().write(person));
    }

    @Override
    public void add(Unit unit) {
        changes.add(forms.unit().write(unit));
    }

    @Override
    public void add(UnitEdge edge) {
        changes.add(forms.unitEdge().write(edge));
    }

    @Override
    public void add(UnitSuccession succession) {
        changes.add(forms.unitSuccession().write(succession));
    }

    @Override
    public void add(Appointment appointment) {
        changes.add(forms.appointment().write(appointment));
    }

    @Override
    public void add(ClassGroup classGroup) {
        changes.add(forms.classGroup().write(classGroup));
    }

    @Override
    public void add(Enrolment enrolment) {
        changes.add(forms.enrolment().write(enrolment));
    }

    @Override
    public void add(Guardianship guardianship) {
        changes.add(forms.guardianship().write(guardianship));
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
    public Optional<String> citizenHash(UUID person) {
        return entryOf(person).map(entry -> entry.getAttributeValue(PersonForm.CITIZEN_HASH));
    }

    @Override
    public void citizenHash(UUID person, Optional<String> hash) {
        Entry entry = entryOf(person)
                .orElseThrow(() -> new DirectoryException(
                        Reason.NOT_FOUND, "expected a person to change, found none; add the person first"));
        changes.modify(
                "change a person",
                entry.getDN(),
                List.of(new Modification(
                        ModificationType.REPLACE,
                        PersonForm.CITIZEN_HASH,
                        hash.stream().toArray(String[]::new))));
    }

    private Optional<SearchResultEntry> entryOf(UUID person) {
        return Optional.ofNullable(hashes.use(
                "show the person to change",
                connections -> connections.searchForEntry(
                        tree.people().toString(),
                        SearchScope.ONE,
                        Filters.is("khueId", person.toString()),
                        PersonForm.CITIZEN_HASH)));
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
    public void update(ClassGroup group) {
        Entry wanted = forms.classGroup().write(group);
        Entry present = present(wanted);
        ClassGroup before = forms.classGroup().read(present);
        if (!before.unit().equals(group.unit())
                || !before.schoolYear().equals(group.schoolYear())
                || before.grade() != group.grade()) {
            throw new DirectoryException(
                    Reason.REFUSED,
                    "expected the school, year and grade of class " + group.id()
                            + " as they are, found others; make a new class");
        }
        replace(present, wanted, forms.classGroup().optional());
    }

    @Override
    public void update(Guardianship guardianship) {
        Entry wanted = forms.guardianship().write(guardianship);
        Entry present = present(wanted);
        Guardianship before = forms.guardianship().read(present);
        if (!before.guardian().equals(guardianship.guardian())
                || !before.child().equals(guardianship.child())
                || !before.validity().equals(guardianship.validity())) {
            throw new DirectoryException(
                    Reason.REFUSED,
                    "expected guardian, child and days of guardianship " + guardianship.id()
                            + " as they are, found others; close it and add a new one");
        }
        replace(present, wanted, forms.guardianship().optional());
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

    @Override
    public void reopenUnitEdge(UUID edge) {
        reopen(tree.unitEdges(), edge);
    }

    @Override
    public void reopenAppointment(UUID appointment) {
        reopen(tree.appointments(), appointment);
    }

    @Override
    public void reopenEnrolment(UUID enrolment) {
        reopen(tree.enrolments(), enrolment);
    }

    @Override
    public void reopenGuardianship(UUID guardianship) {
        reopen(tree.guardianships(), guardianship);
    }

    @Override
    public void removeUnitEdge(UUID edge) {
        remove(tree.unitEdges(), edge);
    }

    @Override
    public void removeUnitSuccession(UUID succession) {
        remove(tree.unitEdges(), succession);
    }

    @Override
    public void removeAppointment(UUID appointment) {
        remove(tree.appointments(), appointment);
    }

    @Override
    public void removeEnrolment(UUID enrolment) {
        remove(tree.enrolments(), enrolment);
    }

    @Override
    public void removeGuardianship(UUID guardianship) {
        remove(tree.guardianships(), guardianship);
    }

    @Override
    public void removeClassGroup(String classGroup) {
        if (erasure.names(tree.enrolments(), Filters.is("khueClass", classGroup))) {
            throw new DirectoryException(
                    Reason.REFUSED, "expected nobody in class " + classGroup + ", found enrolments; remove them first");
        }
        changes.delete("remove a class", tree.classGroup(classGroup).toString());
    }

    @Override
    public void erase(UUID person, LocalDate on) {
        erasure.erase(person, on);
    }

    @Override
    public void remove(UUID person) {
        erasure.remove(person);
    }

    @Override
    public boolean isTaken(String uid) {
        return erasure.isTaken(uid.toLowerCase(Locale.ROOT));
    }

    /** Closes all connections; later writes fail. */
    @Override
    public void close() {
        pool.close();
        hashes.close();
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
        List<Modification> differing = new ArrayList<>();
        for (String name : names) {
            String[] before = present.getAttributeValues(name);
            String[] after = wanted.getAttributeValues(name);
            if (NEVER_WRITTEN.contains(name) || same(before, after)) {
                continue;
            }
            differing.add(new Modification(ModificationType.REPLACE, name, after == null ? new String[0] : after));
        }
        if (!differing.isEmpty()) {
            changes.modify("change an entry", present.getDN(), differing);
        }
    }

    private static boolean same(String[] before, String[] after) {
        return before == null || after == null
                ? before == after
                : Set.of(before).equals(Set.of(after));
    }

    private void close(DN branch, UUID edge, LocalDate last) {
        LocalDate from = validity(branch, edge).from();
        if (last.isBefore(from)) {
            throw new DirectoryException(
                    Reason.REFUSED,
                    "expected a last day on or after " + from + " for edge " + edge + ", found " + last
                            + "; correct the day");
        }
        changes.modify(
                "close an edge",
                tree.edge(branch, edge).toString(),
                List.of(new Modification(ModificationType.REPLACE, Fields.TO, Fields.day(last))));
    }

    private void reopen(DN branch, UUID edge) {
        if (validity(branch, edge).to().isPresent()) {
            changes.modify(
                    "reopen an edge",
                    tree.edge(branch, edge).toString(),
                    List.of(new Modification(ModificationType.REPLACE, Fields.TO)));
        }
    }

    private void remove(DN branch, UUID edge) {
        changes.delete("remove an edge", tree.edge(branch, edge).toString());
    }

    private Validity validity(DN branch, UUID edge) {
        String dn = tree.edge(branch, edge).toString();
        SearchResultEntry found =
                pool.use("show an edge", connections -> connections.getEntry(dn, Fields.FROM, Fields.TO));
        if (found == null) {
            throw new DirectoryException(Reason.NOT_FOUND, "expected an edge " + edge + ", found none; look up its id");
        }
        return new Fields(found).validity();
    }
}
