package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.Person;
import vn.khue.directory.listing.ListingPage;
import vn.khue.directory.listing.Listings;
import vn.khue.directory.listing.NameRegister;
import vn.khue.directory.listing.OpenListings;
import vn.khue.directory.listing.OrderedIds;
import vn.khue.directory.listing.PageToken;
import vn.khue.directory.listing.Selection;

/**
 * Listings over LDAP. The first one reads everybody's name; each later one first reads who changed since, which is one indexed search. A page is
 * one search for its people. Thread-safe. The account needs to see people, and for units and classes their appointments and
 * enrolments.
 */
public final class LdapListings implements Listings, AutoCloseable {

    /** Four bytes each: 64 MiB at most for all open listings together. */
    private static final long MOST_PLACES = 16L << 20;

    private static final Duration LIFE = Duration.ofMinutes(30);

    private final LdapPool pool;
    private final Tree tree;
    private final Pages pages;
    private final Searches searches;
    private final NameRegister register = new NameRegister();
    private final PeopleFeed feed;
    private final OpenListings open;
    private final ReentrantLock feeding = new ReentrantLock();

    public LdapListings(LdapEndpoint endpoint) {
        this(endpoint, Clock.systemUTC());
    }

    /**
     * @param clock by which open listings grow old
     */
    public LdapListings(LdapEndpoint endpoint, Clock clock) {
        this.pool = new LdapPool(endpoint);
        this.tree = new Tree(endpoint.base());
        var forms = new Forms(tree);
        this.pages = new Pages(pool);
        this.searches = new Searches(pool, tree, forms);
        this.feed = new PeopleFeed(pages, tree, forms.person(), register);
        this.open = new OpenListings(MOST_PLACES, LIFE, clock);
    }

    @Override
    public ListingPage open(Selection selection) {
        String[] words = selection.words().map(Words::of).orElse(new String[0]);
        bringUpToDate();
        OrderedIds ids = register.select(members(selection), selection.status(), words);
        return page(new PageToken(open.keep(ids), 1), ids);
    }

    @Override
    public ListingPage page(PageToken token) {
        OrderedIds ids = open.find(token.listing())
                .orElseThrow(() -> new DirectoryException(
                        DirectoryException.Reason.NOT_FOUND,
                        "expected an open listing, found none of this token; open the listing anew"));
        return page(token, ids);
    }

    /** Reads who changed since the last call, or everybody at the first; so that the first listing need not wait for that. */
    public void bringUpToDate() {
        feeding.lock();
        try {
            feed.run();
        } finally {
            feeding.unlock();
        }
    }

    /** The register that the listings come from, for who wants to know its size. */
    public NameRegister register() {
        return register;
    }

    /** Closes all connections; later calls fail. */
    @Override
    public void close() {
        pool.close();
    }

    private ListingPage page(PageToken token, OrderedIds ids) {
        int pageCount = Math.max(1, (ids.size() + PAGE_SIZE - 1) / PAGE_SIZE);
        int number = Math.min(token.page(), pageCount);
        int from = (number - 1) * PAGE_SIZE;
        List<UUID> wanted = ids.between(from, Math.min(ids.size(), from + PAGE_SIZE));
        Map<UUID, Person> found = new HashMap<>();
        searches.people(wanted).forEach(person -> found.put(person.id(), person));
        List<Person> people = new ArrayList<>(wanted.size());
        for (UUID id : wanted) {
            Person person = found.get(id);
            if (person == null) {
                register.remove(id);
            } else {
                people.add(person);
            }
        }
        return new ListingPage(people, number, pageCount, ids.size(), new PageToken(token.listing(), number));
    }

    /** Ids of those who belong to the unit and the class on the day; empty where neither is asked for. */
    private Optional<Set<UUID>> members(Selection selection) {
        Optional<Set<UUID>> ofUnit = selection.unit().map(unit -> {
            Set<UUID> people = new HashSet<>();
            collect(tree.appointments(), Filters.all(Filters.is("khueUnit", unit), on(selection)), people);
            collect(tree.enrolments(), Filters.all(Filters.is("khueSchool", unit), on(selection)), people);
            return people;
        });
        Optional<Set<UUID>> ofClass = selection.classGroup().map(id -> {
            Set<UUID> people = new HashSet<>();
            Filter inClass = Filters.all(Filters.is("khueClass", id), on(selection));
            collect(
                    tree.enrolments(),
                    selection
                            .classRole()
                            .map(role -> Filters.all(inClass, Filters.is("khueClassRole", role.name())))
                            .orElse(inClass),
                    people);
            return people;
        });
        if (ofUnit.isPresent() && ofClass.isPresent()) {
            ofUnit.get().retainAll(ofClass.get());
        }
        return ofUnit.or(() -> ofClass);
    }

    private void collect(DN branch, Filter filter, Set<UUID> people) {
        pages.each(branch, filter, entry -> people.add(new Fields(entry).uuid("khuePerson")), "khuePerson");
    }

    private static Filter on(Selection selection) {
        return Filters.on(selection.on());
    }
}
