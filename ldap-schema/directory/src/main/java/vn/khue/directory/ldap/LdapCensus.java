package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import vn.khue.directory.Appointment;
import vn.khue.directory.Census;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.RetiredName;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitEdge;
import vn.khue.directory.reorganisation.Reorganisation;

/**
 * The census over LDAP. Thread-safe; each telling holds one connection. Bound as a service account it tells what that account may see; only
 * the administrator sees retired names.
 */
public final class LdapCensus implements Census, AutoCloseable {

    private static final int PEOPLE_PER_SEARCH = 200;

    private final LdapPool pool;
    private final Pages pages;
    private final Tree tree;
    private final Forms forms;
    private final UnitEdgeReads edges;
    private final Optional<String> school;

    public LdapCensus(LdapEndpoint endpoint) {
        this(new LdapPool(endpoint), new Tree(endpoint.base()));
    }

    LdapCensus(LdapPool pool, Tree tree) {
        this(pool, new Pages(pool), tree, Optional.empty());
    }

    LdapCensus(LdapPool pool, Pages pages, Tree tree, Optional<String> school) {
        this.pool = pool;
        this.pages = pages;
        this.tree = tree;
        this.forms = new Forms(tree);
        this.edges = new UnitEdgeReads(new Searches(pool, tree, forms), tree, forms);
        this.school = school;
    }

    @Override
    public Census ofSchool(String unit) {
        return new LdapCensus(pool, pages, tree, Optional.of(unit));
    }

    @Override
    public void people(Consumer<Person> each) {
        if (school.isEmpty()) {
            tell(tree.people(), forms.person(), each);
        } else {
            tell(tree.people(), "khueId", peopleOf(), forms.person(), each);
        }
    }

    @Override
    public void citizenHashes(BiConsumer<UUID, String> each) {
        pages.each(
                tree.people(),
                Filters.is("objectClass", forms.person().objectClass()),
                entry -> {
                    String hash = entry.getAttributeValue(PersonForm.CITIZEN_HASH);
                    if (hash != null) {
                        each.accept(UUID.fromString(entry.getAttributeValue("khueId")), hash);
                    }
                },
                "khueId",
                PersonForm.CITIZEN_HASH);
    }

    @Override
    public void units(Consumer<Unit> each) {
        tell(tree.units(), "khueUnitId", forms.unit(), each);
    }

    @Override
    public void unitEdges(Consumer<UnitEdge> each) {
        List<Reorganisation> underWay = edges.underWay();
        Map<UUID, UnitEdge> opening = new LinkedHashMap<>();
        underWay.stream()
                .flatMap(reorganisation -> reorganisation.opens().stream())
                .filter(edge -> school.isEmpty() || school.get().equals(edge.child()))
                .forEach(edge -> opening.put(edge.id(), edge));
        tell(tree.unitEdges(), "khueChildUnit", forms.unitEdge(), edge -> {
            opening.remove(edge.id());
            each.accept(UnitEdgeReads.seen(edge, underWay));
        });
        opening.values().forEach(each);
    }

    @Override
    public void appointments(Consumer<Appointment> each) {
        tell(tree.appointments(), "khueUnit", forms.appointment(), each);
    }

    @Override
    public void classGroups(Consumer<ClassGroup> each) {
        tell(tree.classes(), "khueUnit", forms.classGroup(), each);
    }

    @Override
    public void enrolments(Consumer<Enrolment> each) {
        tell(tree.enrolments(), "khueSchool", forms.enrolment(), each);
    }

    @Override
    public void guardianships(Consumer<Guardianship> each) {
        if (school.isEmpty()) {
            tell(tree.guardianships(), forms.guardianship(), each);
            return;
        }
        Set<UUID> pupils = new HashSet<>();
        enrolments(enrolment -> {
            if (enrolment.role() == ClassRole.PUPIL) {
                pupils.add(enrolment.person());
            }
        });
        tell(tree.guardianships(), "khueChild", pupils, forms.guardianship(), each);
    }

    @Override
    public void retiredNames(Consumer<RetiredName> each) {
        tell(tree.retiredNames(), forms.retiredName(), each);
    }

    /** Closes all connections, also those of censuses of one school that came from this one; later tellings fail. */
    @Override
    public void close() {
        pool.close();
    }

    private Set<UUID> peopleOf() {
        Set<UUID> people = new HashSet<>();
        appointments(appointment -> people.add(appointment.person()));
        enrolments(enrolment -> people.add(enrolment.person()));
        return people;
    }

    /** All of a form, or those of the school by the attribute that names it. */
    private <T> void tell(DN branch, String bySchool, EntryForm<T> form, Consumer<T> each) {
        if (school.isEmpty()) {
            tell(branch, form, each);
        } else {
            pages.each(branch, Filters.is(bySchool, school.get()), entry -> give(entry, form, each), "*");
        }
    }

    private <T> void tell(DN branch, EntryForm<T> form, Consumer<T> each) {
        pages.each(branch, Filters.is("objectClass", form.objectClass()), entry -> give(entry, form, each), "*");
    }

    /** Those that name one of the people. */
    private <T> void tell(DN branch, String attribute, Collection<UUID> people, EntryForm<T> form, Consumer<T> each) {
        List<UUID> ids = new ArrayList<>(people);
        for (int i = 0; i < ids.size(); i += PEOPLE_PER_SEARCH) {
            List<UUID> some = ids.subList(i, Math.min(ids.size(), i + PEOPLE_PER_SEARCH));
            pages.each(branch, Filters.anyOf(attribute, some), entry -> give(entry, form, each), "*");
        }
    }

    private static <T> void give(Entry entry, EntryForm<T> form, Consumer<T> each) {
        if (form.fits(entry)) {
            each.accept(form.read(entry));
        }
    }
}
