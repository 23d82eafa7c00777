package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import vn.khue.directory.Appointment;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Directory;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.EdgeKind;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.Position;
import vn.khue.directory.Standing;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitEdge;
import vn.khue.directory.UnitKind;
import vn.khue.directory.name.NameOrder;
import vn.khue.directory.name.VietnameseName;

/**
 * The directory over LDAP, from the first of several servers that answers. Thread-safe; connections are opened at the first read.
 * Every wait is bounded by the endpoint's time-outs. Only units are kept in memory, up to {@link LdapEndpoint#unitAge()}.
 */
public final class LdapDirectory implements Directory, AutoCloseable {

    private static final int SIZE_LIMIT = 5000;
    private static final int PEOPLE_PER_SEARCH = 200;
    private static final int UNITS_IN_MEMORY = 10_000;
    private static final int NAMES_SORTED = 2000;

    private final LdapPool pool;
    private final Tree tree;
    private final Forms forms;
    private final Duration unitAge;
    private final Clock clock;
    private final NameOrder names = new NameOrder();
    private final Map<String, Aged> units = new ConcurrentHashMap<>();

    public LdapDirectory(LdapEndpoint endpoint) {
        this(endpoint, Clock.systemUTC());
    }

    /**
     * @param clock by which the age of units is measured
     */
    public LdapDirectory(LdapEndpoint endpoint, Clock clock) {
        this.tree = new Tree(endpoint.base());
        this.forms = new Forms(tree);
        this.unitAge = endpoint.unitAge();
        this.clock = clock;
        this.pool = new LdapPool(endpoint);
    }

    @Override
    public Optional<Person> person(UUID id) {
        return one(tree.people(), Filters.is("khueId", id.toString()), forms.person());
    }

    @Override
    public Optional<Person> personByUid(String uid) {
        return one(tree.people(), Filters.is("uid", uid.toLowerCase(Locale.ROOT)), forms.person());
    }

    @Override
    public Optional<Person> personByCode(String code) {
        List<Person> found = read(
                search(tree.people(), SearchScope.ONE, Filters.is(PersonForm.CODE, code)), forms.person());
        if (found.size() > 1) {
            throw new DirectoryException(
                    DirectoryException.Reason.UNREADABLE,
                    "expected one person with an official code, found " + found.size() + "; merge them");
        }
        return found.stream().findFirst();
    }

    @Override
    public Optional<Standing> standing(UUID person, LocalDate on) {
        String id = person.toString();
        Filter about = Filter.createORFilter(Filters.is("khueId", id), Filters.is("khuePerson", id));
        List<SearchResultEntry> found = search(tree.base(), SearchScope.SUB, about);
        Optional<Person> who = found.stream()
                .filter(forms.person()::fits)
                .map(forms.person()::read)
                .findFirst();
        return who.map(known -> new Standing(
                known,
                on,
                read(found, forms.appointment()).stream()
                        .filter(appointment -> appointment.validity().covers(on))
                        .sorted(Comparator.comparing((Appointment a) -> a.kind())
                                .thenComparing(BY_START.thenComparing(Appointment::id)))
                        .toList(),
                read(found, forms.enrolment()).stream()
                        .filter(enrolment -> enrolment.validity().covers(on))
                        .sorted(Comparator.comparing(Enrolment::classGroup).thenComparing(Enrolment::id))
                        .toList(),
                read(found, forms.guardianship()).stream()
                        .filter(guardianship -> guardianship.validity().covers(on))
                        .sorted(Comparator.comparing(Guardianship::id))
                        .toList()));
    }

    @Override
    public Optional<Unit> unit(String id) {
        Instant now = clock.instant();
        Aged known = units.get(id);
        if (known != null && now.isBefore(known.read().plus(unitAge))) {
            return Optional.of(known.unit());
        }
        Optional<Unit> found = one(tree.units(), Filters.is("khueUnitId", id), forms.unit());
        found.ifPresentOrElse(unit -> remember(unit, now), () -> units.remove(id));
        return found;
    }

    @Override
    public List<Unit> units(UnitKind kind) {
        return many(
                tree.units(), Filters.is("khueUnitKind", kind.name()), forms.unit(), Comparator.comparing(Unit::id));
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
        Filter above =
                Filters.all(Filters.is("khueChildUnit", unit), Filters.is("khueEdgeKind", kind.name()), Filters.on(on));
        Comparator<UnitEdge> byStart =
                Comparator.comparing((UnitEdge edge) -> edge.validity().from());
        return many(tree.unitEdges(), above, forms.unitEdge(), byStart.reversed()).stream()
                .findFirst()
                .flatMap(edge -> unit(edge.parent()));
    }

    @Override
    public List<UnitEdge> below(String unit, EdgeKind kind, LocalDate on) {
        Filter below = Filters.all(
                Filters.is("khueParentUnit", unit), Filters.is("khueEdgeKind", kind.name()), Filters.on(on));
        return many(tree.unitEdges(), below, forms.unitEdge(), Comparator.comparing(UnitEdge::child));
    }

    @Override
    public Optional<ClassGroup> classGroup(String id) {
        return one(tree.classes(), Filters.is("khueClassId", id), forms.classGroup());
    }

    @Override
    public List<ClassGroup> classGroups(String unit, String schoolYear) {
        Filter of = Filters.all(Filters.is("khueUnit", unit), Filters.is("khueSchoolYear", schoolYear));
        return many(
                tree.classes(),
                of,
                forms.classGroup(),
                Comparator.comparingInt(ClassGroup::grade).thenComparing(ClassGroup::id));
    }

    @Override
    public List<Person> members(String classGroup, ClassRole role, LocalDate on) {
        Filter in = Filters.all(
                Filters.is("khueClass", classGroup), Filters.is("khueClassRole", role.name()), Filters.on(on));
        return people(many(tree.enrolments(), in, forms.enrolment(), Comparator.comparing(Enrolment::id)).stream()
                .map(Enrolment::person)
                .distinct()
                .toList());
    }

    @Override
    public List<Guardianship> guardiansOf(UUID child, LocalDate on) {
        Filter of = Filters.all(Filters.is("khueChild", child.toString()), Filters.on(on));
        return many(tree.guardianships(), of, forms.guardianship(), Comparator.comparing(Guardianship::id));
    }

    @Override
    public List<Person> findByName(String words, int limit) {
        if (limit < 1 || limit > 200) {
            throw refused("a limit from 1 to 200, found " + limit);
        }
        String key;
        try {
            key = VietnameseName.searchKey(words);
        } catch (IllegalArgumentException e) {
            throw refused("words of a name, found other text");
        }
        if (key.replace(" ", "").length() < 2) {
            throw refused("at least two letters of a name, found fewer");
        }
        return read(firstFound(tree.people(), Filters.named(words), NAMES_SORTED), forms.person()).stream()
                .sorted(names.ofPeople())
                .limit(limit)
                .toList();
    }

    /** Closes all connections; later reads fail. */
    @Override
    public void close() {
        pool.close();
    }

    private static final Comparator<Appointment> BY_START =
            Comparator.comparing(a -> a.validity().from());

    private List<Appointment> appointments(Filter filter) {
        return many(tree.appointments(), filter, forms.appointment(), BY_START.thenComparing(Appointment::id));
    }

    private List<Person> people(List<UUID> ids) {
        var people = new ArrayList<Person>(ids.size());
        for (int i = 0; i < ids.size(); i += PEOPLE_PER_SEARCH) {
            List<UUID> some = ids.subList(i, Math.min(ids.size(), i + PEOPLE_PER_SEARCH));
            people.addAll(read(search(tree.people(), SearchScope.ONE, Filters.anyOf("khueId", some)), forms.person()));
        }
        people.sort(names.ofPeople());
        return List.copyOf(people);
    }

    private <T> Optional<T> one(DN base, Filter filter, EntryForm<T> form) {
        return read(search(base, SearchScope.ONE, filter), form).stream().findFirst();
    }

    private <T> List<T> many(DN base, Filter filter, EntryForm<T> form, Comparator<T> order) {
        return read(search(base, SearchScope.ONE, filter), form).stream()
                .sorted(order)
                .toList();
    }

    private static <T> List<T> read(Collection<? extends Entry> entries, EntryForm<T> form) {
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

    /** Like search, but content with the entries that came before the limit. */
    private List<SearchResultEntry> firstFound(DN base, Filter filter, int limit) {
        return pool.use("answer a search", connections -> {
            try {
                return connections
                        .search(request(base, SearchScope.ONE, filter, limit))
                        .getSearchEntries();
            } catch (LDAPSearchException e) {
                if (e.getResultCode() == ResultCode.SIZE_LIMIT_EXCEEDED) {
                    return e.getSearchEntries();
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

    private void remember(Unit unit, Instant now) {
        if (units.size() >= UNITS_IN_MEMORY) {
            units.clear();
        }
        units.put(unit.id(), new Aged(unit, now));
    }

    private static DirectoryException refused(String expected) {
        return new DirectoryException(DirectoryException.Reason.REFUSED, "expected " + expected + "; ask again");
    }

    private record Aged(Unit unit, Instant read) {}
}
