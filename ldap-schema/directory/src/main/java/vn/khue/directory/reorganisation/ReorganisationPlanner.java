package vn.khue.directory.reorganisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import vn.khue.directory.EdgeKind;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitEdge;
import vn.khue.directory.Validity;
import vn.khue.directory.reorganisation.ReorganisationPlan.Problem;

/** Makes a plan from an order, the units and all edges between them. Pure but for the ids of new edges. Thread-safe. */
public final class ReorganisationPlanner {

    private final Function<String, Optional<Unit>> units;
    private final Supplier<UUID> ids;

    /**
     * @param units finds a unit by its id
     * @param ids gives ids for the new edges
     */
    public ReorganisationPlanner(Function<String, Optional<Unit>> units, Supplier<UUID> ids) {
        this.units = units;
        this.ids = ids;
    }

    /**
     * @param edges every edge of the directory, with reorganisations that are under way counted in
     */
    public ReorganisationPlan plan(ReorganisationOrder order, Collection<UnitEdge> edges) {
        LocalDate from = order.from();
        Set<Problem> problems = new LinkedHashSet<>(unitProblems(order));
        Map<Place, List<UnitEdge>> byPlace = edges.stream().collect(Collectors.groupingBy(Place::of));
        List<UnitEdge> closes = new ArrayList<>();
        List<UnitEdge> opens = new ArrayList<>();
        List<Move> unchanged = new ArrayList<>();
        for (Move move : order.moves()) {
            List<UnitEdge> over = byPlace.getOrDefault(new Place(move.child(), move.kind()), List.of());
            List<UnitEdge> there =
                    over.stream().filter(edge -> edge.validity().covers(from)).toList();
            if (there.size() == 1 && there.get(0).parent().equals(move.parent())) {
                unchanged.add(move);
                continue;
            }
            if (over.stream().anyMatch(edge -> !edge.validity().from().isBefore(from))) {
                problems.add(new Problem(Problem.Kind.LATER_CHANGE, move.child()));
            }
            closes.addAll(there);
            if (!move.child().equals(move.parent())) {
                opens.add(new UnitEdge(ids.get(), move.parent(), move.child(), move.kind(), Validity.since(from)));
            }
        }
        problems.addAll(circles(order, edges, closes, opens));
        if (!problems.isEmpty()) {
            return new ReorganisationPlan.Refused(List.copyOf(problems));
        }
        closes.sort(Reorganisation.ORDER);
        opens.sort(Reorganisation.ORDER);
        Set<UUID> closed = closes.stream().map(UnitEdge::id).collect(Collectors.toSet());
        return new ReorganisationPlan.Ready(
                new Reorganisation(order.id(), from, closed, opens),
                closes,
                opens,
                unchanged,
                leftBehind(from, edges, closes, closed));
    }

    private List<Problem> unitProblems(ReorganisationOrder order) {
        List<Problem> problems = new ArrayList<>();
        Set<Place> moved = new HashSet<>();
        Map<String, Optional<Unit>> known = new HashMap<>();
        for (Move move : order.moves()) {
            if (!moved.add(new Place(move.child(), move.kind()))) {
                problems.add(new Problem(Problem.Kind.MOVED_TWICE, move.child()));
            }
            if (known.computeIfAbsent(move.child(), units).isEmpty()) {
                problems.add(new Problem(Problem.Kind.UNKNOWN_UNIT, move.child()));
            }
            Optional<Unit> parent = known.computeIfAbsent(move.parent(), units);
            if (parent.isEmpty()) {
                problems.add(new Problem(Problem.Kind.UNKNOWN_UNIT, move.parent()));
            } else if (parent.get().nameOn(order.from()).isEmpty()) {
                problems.add(new Problem(Problem.Kind.PARENT_NOT_OPEN, move.parent()));
            }
        }
        return problems;
    }

    /** Units that would stand over themselves on the first day. */
    private static List<Problem> circles(
            ReorganisationOrder order,
            Collection<UnitEdge> edges,
            Collection<UnitEdge> closes,
            Collection<UnitEdge> opens) {
        List<Problem> problems = new ArrayList<>();
        Set<UUID> closed = closes.stream().map(UnitEdge::id).collect(Collectors.toSet());
        for (EdgeKind kind : EdgeKind.values()) {
            Map<String, Set<String>> parents = new HashMap<>();
            edges.stream()
                    .filter(edge ->
                            edge.kind() == kind && edge.validity().covers(order.from()) && !closed.contains(edge.id()))
                    .forEach(edge -> add(parents, edge));
            opens.stream().filter(edge -> edge.kind() == kind).forEach(edge -> add(parents, edge));
            for (Move move : order.moves()) {
                if (move.kind() == kind
                        && (move.child().equals(move.parent()) || isAbove(parents, move.child(), move.parent()))) {
                    problems.add(new Problem(Problem.Kind.CIRCLE, move.child()));
                }
            }
        }
        return problems;
    }

    private static void add(Map<String, Set<String>> parents, UnitEdge edge) {
        parents.computeIfAbsent(edge.child(), child -> new HashSet<>()).add(edge.parent());
    }

    /** Whether the first unit is met on the way up from the second. */
    private static boolean isAbove(Map<String, Set<String>> parents, String unit, String start) {
        Set<String> seen = new HashSet<>();
        List<String> next = new ArrayList<>(List.of(start));
        while (!next.isEmpty()) {
            String at = next.remove(next.size() - 1);
            if (at.equals(unit)) {
                return true;
            }
            if (seen.add(at)) {
                next.addAll(parents.getOrDefault(at, Set.of()));
            }
        }
        return false;
    }

    private static List<UnitEdge> leftBehind(
            LocalDate from, Collection<UnitEdge> edges, List<UnitEdge> closes, Set<UUID> closed) {
        Set<Place> left = closes.stream()
                .map(edge -> new Place(edge.parent(), edge.kind()))
                .collect(Collectors.toSet());
        return edges.stream()
                .filter(edge -> !closed.contains(edge.id())
                        && edge.validity().covers(from)
                        && left.contains(new Place(edge.parent(), edge.kind())))
                .sorted(Reorganisation.ORDER)
                .toList();
    }

    /** A unit and a kind of edge. */
    private record Place(String unit, EdgeKind kind) {

        static Place of(UnitEdge edge) {
            return new Place(edge.child(), edge.kind());
        }
    }
}
