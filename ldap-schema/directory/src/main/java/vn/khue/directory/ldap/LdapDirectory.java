package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.Filter;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.khue.directory.Appointment;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Directory;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.EdgeKind;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.PersonHistory;
import vn.khue.directory.Position;
import vn.khue.directory.Standing;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitEdge;
import vn.khue.directory.UnitHistory;
import vn.khue.directory.UnitKind;
import vn.khue.directory.name.NameOrder;

/**
 * The directory over LDAP, from the first of several servers that answers. Thread-safe; connections are opened at the first read.
 * Every wait is bounded by the endpoint's time-outs. Only units are kept in memory, up to {@link LdapEndpoint#unitAge()}.
 */
public final class LdapDirectory implements Directory, AutoCloseable {

    private static final int NAMES_SORTED = 2000;
    private static final int MOST_NAMES = 200;
    private static final int CHILDREN_PER_SEARCH = 200;

    private final LdapPool pool;
    private final Tree tree;
    private final Forms forms;
    private final Searches searches;
    private final PersonReads persons;
    private final UnitReads units;
    private final NameOrder names = new NameOrder();

    public LdapDirectory(LdapEndpoint endpoint) {
        this(endpoint, Clock.systemUTC());
    }

    /**
     * @param clock by which the age of units is measured
     */
    public LdapDirectory(LdapEndpoint endpoint, Clock clock) {
        this(endpoint, new LdapPool(endpoint), clock);
    }

    LdapDirectory(LdapEndpoint endpoint, LdapPool pool, Clock clock) {
        this.tree = new Tree(endpoint.base());
        this.forms = new Forms(tree);
        this.pool = pool;
        this.searches = new Searches(pool, tree, forms);
        this.persons = new PersonReads(searches, forms);
        this.units = new UnitReads(searches, new Pages(pool), tree, forms, endpoint.unitAge(), clock);
    }

    @Override
    public Optional<Person> person(UUID id) {
        return searches.one(tree.people(), Filters.is("khueId", id.toString()), forms.person());
    }

    @Override
    public Optional<Person> personByUid(String uid) {
        return searches.one(tree.people(), Filters.is("uid", uid.toLowerCase(Locale.ROOT)), forms.person());
    }

    @Override
    public Optional<Person> personByCode(String code) {
        List<Person> found = searches.many(
                tree.people(), Filters.is(PersonForm.CODE, code), forms.person(), Comparator.comparing(Person::id));
        if (found.size() > 1) {
            throw new DirectoryException(
                    DirectoryException.Reason.UNREADABLE,
                    "expected one person with an official code, found " + found.size() + "; merge them");
        }
        return found.stream().findFirst();
    }

    @Override
    public Optional<Person> personByCitizenHash(String hash) {
        return searches.one(tree.people(), Filters.is(PersonForm.CITIZEN_HASH, hash), forms.person());
    }

    @Override
    public Optional<Standing> standing(UUID person, LocalDate on) {
        return persons.standing(person, on);
    }

    @Override
    public Optional<PersonHistory> history(UUID person) {
        return persons.history(person);
    }

    @Override
    public Optional<Unit> unit(String id) {
        return units.unit(id);
    }

    @Override
    public List<Unit> units(UnitKind kind) {
        return units.ofKind(kind.name());
    }

    @Override
    public Optional<Unit> unitByCode(String code, LocalDate on) {
        return units.byCode(code, on);
    }

    @Override
    public List<Unit> unitsNamed(String words, LocalDate on) {
        return units.named(words, on);
    }

    @Override
    public Optional<UnitHistory> unitHistory(String unit) {
        return units.history(unit);
    }

    @Override
    public List<Unit> successorsOf(String unit, LocalDate on) {
        return units.successors(unit, on);
    }

    @Override
    public List<Appointment> appointmentsAt(String unit, Position position, LocalDate on) {
        return appointments(
                Filters.all(Filters.is("khueUnit", unit), Filters.is("khuePosition", position.name()), Filters.on(on)));
    }

    @Override
    public List<Appointment> appointmentsAt(String unit, LocalDate on) {
        return appointments(Filters.all(Filters.is("khueUnit", unit), Filters.on(on)));
    }

    @Override
    public List<Person> staffOf(String unit, LocalDate on) {
        return people(appointmentsAt(unit, on).stream()
                .map(Appointment::person)
                .distinct()
                .toList());
    }

    @Override
    public Optional<Unit> managing(String unit, EdgeKind kind, LocalDate on) {
        return units.managing(unit, kind, on);
    }

    @Override
    public List<UnitEdge> below(String unit, EdgeKind kind, LocalDate on) {
        return units.below(unit, kind, on);
    }

    @Override
    public Optional<ClassGroup> classGroup(String id) {
        return searches.one(tree.classes(), Filters.is("khueClassId", id), forms.classGroup());
    }

    @Override
    public List<ClassGroup> classGroups(String unit, String schoolYear) {
        return searches.many(
                tree.classes(),
                Filters.all(Filters.is("khueUnit", unit), Filters.is("khueSchoolYear", schoolYear)),
                forms.classGroup(),
                Comparator.comparingInt(ClassGroup::grade).thenComparing(ClassGroup::id));
    }

    @Override
    public List<Person> members(String classGroup, ClassRole role, LocalDate on) {
        return people(searches
                .many(
                        tree.enrolments(),
                        Filters.all(
                                Filters.is("khueClass", classGroup),
                                Filters.is("khueClassRole", role.name()),
                                Filters.on(on)),
                        forms.enrolment(),
                        Comparator.comparing(Enrolment::id))
                .stream()
                .map(Enrolment::person)
                .distinct()
                .toList());
    }

    @Override
    public List<Enrolment> enrolmentsIn(String classGroup, LocalDate on) {
        return searches.many(
                tree.enrolments(),
                Filters.all(Filters.is("khueClass", classGroup), Filters.on(on)),
                forms.enrolment(),
                Comparator.comparing(Enrolment::role)
                        .thenComparing(PersonReads.byStart(Enrolment::validity, Enrolment::id)));
    }

    @Override
    public List<Guardianship> guardiansOf(UUID child, LocalDate on) {
        return searches.many(
                tree.guardianships(),
                Filters.all(Filters.is("khueChild", child.toString()), Filters.on(on)),
                forms.guardianship(),
                Comparator.comparing(Guardianship::id));
    }

    @Override
    public List<Guardianship> guardiansOf(Collection<UUID> children, LocalDate on) {
        List<UUID> all = List.copyOf(Set.copyOf(children));
        var found = new ArrayList<Guardianship>();
        for (int i = 0; i < all.size(); i += CHILDREN_PER_SEARCH) {
            found.addAll(searches.many(
                    tree.guardianships(),
                    Filters.all(
                            Filters.anyOf("khueChild", all.subList(i, Math.min(all.size(), i + CHILDREN_PER_SEARCH))),
                            Filters.on(on)),
                    forms.guardianship(),
                    Comparator.comparing(Guardianship::id)));
        }
        found.sort(Comparator.comparing(Guardianship::id));
        return List.copyOf(found);
    }

    @Override
    public List<Person> findByName(String words, int limit) {
        if (limit < 1 || limit > MOST_NAMES) {
            throw new DirectoryException(
                    DirectoryException.Reason.REFUSED,
                    "expected a limit from 1 to " + MOST_NAMES + ", found " + limit + "; ask again");
        }
        Filter filter = Filters.named(Words.of(words));
        return Searches.read(searches.firstIn(tree.people(), filter, NAMES_SORTED), forms.person()).stream()
                .sorted(names.ofPeople())
                .limit(limit)
                .toList();
    }

    /**
     * Who may not sign in, among the people whose entry changed at that time or later, by the directory's own clock.
     *
     * @throws DirectoryException if the directory does not answer
     */
    public List<UUID> notActive(Instant changedSince) {
        return new Departures(new Pages(pool), tree, forms.person()).since(changedSince);
    }

    /** Closes all connections; later reads fail. */
    @Override
    public void close() {
        pool.close();
    }

    private List<Appointment> appointments(Filter filter) {
        return searches.many(
                tree.appointments(),
                filter,
                forms.appointment(),
                PersonReads.byStart(Appointment::validity, Appointment::id));
    }

    @Override
    public List<Person> people(Collection<UUID> ids) {
        return searches.people(List.copyOf(ids)).stream()
                .sorted(names.ofPeople())
                .toList();
    }
}
