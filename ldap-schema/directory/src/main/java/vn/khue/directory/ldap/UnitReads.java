package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.Filter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import vn.khue.directory.EdgeKind;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitEdge;
import vn.khue.directory.UnitHistory;
import vn.khue.directory.UnitSuccession;
import vn.khue.directory.name.VietnameseName;

/** Units, on any day. A unit asked for by its id may come from memory, up to an age. Thread-safe. */
final class UnitReads {

    private static final int IN_MEMORY = 10_000;

    private final Searches searches;
    private final Pages pages;
    private final UnitEdgeReads edges;
    private final Tree tree;
    private final Forms forms;
    private final Duration age;
    private final Clock clock;
    private final Map<String, Aged> units = new ConcurrentHashMap<>();

    UnitReads(Searches searches, Pages pages, Tree tree, Forms forms, Duration age, Clock clock) {
        this.searches = searches;
        this.pages = pages;
        this.edges = new UnitEdgeReads(searches, tree, forms);
        this.tree = tree;
        this.forms = forms;
        this.age = age;
        this.clock = clock;
    }

    Optional<Unit> unit(String id) {
        Instant now = clock.instant();
        Aged known = units.get(id);
        if (known != null && now.isBefore(known.read().plus(age))) {
            return Optional.of(known.unit());
        }
        Optional<Unit> found = searches.one(tree.units(), Filters.is("khueUnitId", id), forms.unit());
        found.ifPresentOrElse(unit -> remember(unit, now), () -> units.remove(id));
        return found;
    }

    List<Unit> ofKind(String kind) {
        return searches.many(
                tree.units(), Filters.is("khueUnitKind", kind), forms.unit(), Comparator.comparing(Unit::id));
    }

    Optional<Unit> byCode(String code, LocalDate on) {
        return all().stream()
                .filter(unit -> unit.codeOn(on).filter(code::equals).isPresent())
                .findFirst();
    }

    List<Unit> named(String words, LocalDate on) {
        String[] wanted = Words.of(words);
        return all().stream()
                .filter(unit ->
                        unit.nameOn(on).filter(name -> holds(name, wanted)).isPresent())
                .toList();
    }

    Optional<Unit> managing(String unit, EdgeKind kind, LocalDate on) {
        Filter filter =
                Filters.all(Filters.is("khueChildUnit", unit), Filters.is("khueEdgeKind", kind.name()), Filters.on(on));
        Comparator<UnitEdge> byStart =
                Comparator.comparing((UnitEdge edge) -> edge.validity().from());
        return edges
                .edges(
                        filter,
                        edge -> edge.child().equalsIgnoreCase(unit) && holds(edge, kind, on),
                        byStart.reversed().thenComparing(UnitEdge::id))
                .stream()
                .findFirst()
                .flatMap(edge -> unit(edge.parent()));
    }

    List<UnitEdge> below(String unit, EdgeKind kind, LocalDate on) {
        Filter filter = Filters.all(
                Filters.is("khueParentUnit", unit), Filters.is("khueEdgeKind", kind.name()), Filters.on(on));
        return edges.edges(
                filter,
                edge -> edge.parent().equalsIgnoreCase(unit) && holds(edge, kind, on),
                Comparator.comparing(UnitEdge::child));
    }

    Optional<UnitHistory> history(String id) {
        Comparator<UnitEdge> byStart = PersonReads.byStart(UnitEdge::validity, UnitEdge::id);
        return searches.one(tree.units(), Filters.is("khueUnitId", id), forms.unit())
                .map(unit -> new UnitHistory(
                        unit,
                        edges.edges(
                                Filters.is("khueChildUnit", id),
                                edge -> edge.child().equals(unit.id()),
                                byStart),
                        edges.edges(
                                Filters.is("khueParentUnit", id),
                                edge -> edge.parent().equals(unit.id()),
                                byStart),
                        edges.successions("khueSuccessor", id),
                        edges.successions("khuePredecessor", id)));
    }

    List<Unit> successors(String id, LocalDate on) {
        Set<String> seen = new HashSet<>(List.of(id));
        Set<String> last = new TreeSet<>();
        List<String> open = new ArrayList<>(List.of(id));
        while (!open.isEmpty()) {
            String at = open.remove(open.size() - 1);
            List<String> next = edges.successions("khuePredecessor", at).stream()
                    .filter(succession -> !succession.from().isAfter(on))
                    .map(UnitSuccession::successor)
                    .toList();
            if (next.isEmpty() && !at.equals(id)) {
                last.add(at);
            }
            next.stream().filter(seen::add).forEach(open::add);
        }
        return last.stream().flatMap(unit -> unit(unit).stream()).toList();
    }

    /** Every unit, sorted by id: some hundreds in a district, a few thousand in a city. */
    private List<Unit> all() {
        List<Unit> all = new ArrayList<>();
        pages.each(
                tree.units(),
                Filters.is("objectClass", forms.unit().objectClass()),
                entry -> all.add(forms.unit().read(entry)),
                "*");
        all.sort(Comparator.comparing(Unit::id));
        return all;
    }

    private void remember(Unit unit, Instant now) {
        if (units.size() >= IN_MEMORY) {
            units.clear();
        }
        units.put(unit.id(), new Aged(unit, now));
    }

    private static boolean holds(UnitEdge edge, EdgeKind kind, LocalDate on) {
        return edge.kind() == kind && edge.validity().covers(on);
    }

    private static boolean holds(String name, String[] wanted) {
        String[] words = VietnameseName.fold(name).split("[^\\p{L}\\p{N}]+");
        return Arrays.stream(wanted).allMatch(word -> Arrays.stream(words).anyMatch(has -> has.startsWith(word)));
    }

    private record Aged(Unit unit, Instant read) {}
}
