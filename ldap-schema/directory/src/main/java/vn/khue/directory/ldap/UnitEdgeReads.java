package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import vn.khue.directory.UnitEdge;
import vn.khue.directory.UnitSuccession;
import vn.khue.directory.reorganisation.Reorganisation;

/**
 * Edges between units as readers are to see them. A reorganisation under way counts as done: it comes with the edges in one search, from one
 * state of the server, so a reader sees all of it or nothing. Thread-safe.
 */
final class UnitEdgeReads {

    private static final Filter UNDER_WAY = Filters.is(ReorganisationForm.UNDER_WAY, ReorganisationForm.YES);

    private final Searches searches;
    private final Tree tree;
    private final Forms forms;

    UnitEdgeReads(Searches searches, Tree tree, Forms forms) {
        this.searches = searches;
        this.tree = tree;
        this.forms = forms;
    }

    /**
     * @param filter finds the edges as they are kept
     * @param wanted says the same of an edge as it is to be seen
     */
    List<UnitEdge> edges(Filter filter, Predicate<UnitEdge> wanted, Comparator<UnitEdge> order) {
        List<SearchResultEntry> found = searches.in(tree.unitEdges(), Filter.createORFilter(filter, UNDER_WAY));
        return seen(Searches.read(found, forms.unitEdge()), Searches.read(found, forms.reorganisation())).stream()
                .filter(wanted)
                .sorted(order)
                .toList();
    }

    List<Reorganisation> underWay() {
        return searches.many(
                tree.unitEdges(), UNDER_WAY, forms.reorganisation(), Comparator.comparing(Reorganisation::id));
    }

    List<UnitSuccession> successions(String attribute, String unit) {
        return searches.many(
                tree.unitEdges(),
                Filters.is(attribute, unit),
                forms.unitSuccession(),
                Comparator.comparing(UnitSuccession::from).thenComparing(UnitSuccession::id));
    }

    /** One kept edge with all that is under way done to it. */
    static UnitEdge seen(UnitEdge kept, Collection<Reorganisation> underWay) {
        UnitEdge edge = kept;
        for (Reorganisation reorganisation : underWay) {
            if (reorganisation.closes().contains(edge.id())) {
                edge = closed(edge, reorganisation);
            }
        }
        return edge;
    }

    /** Kept edges with all that is under way done to them, and the edges that it opens. */
    private static Collection<UnitEdge> seen(Collection<UnitEdge> kept, Collection<Reorganisation> underWay) {
        Map<UUID, UnitEdge> edges = new LinkedHashMap<>();
        underWay.stream()
                .flatMap(reorganisation -> reorganisation.opens().stream())
                .forEach(edge -> edges.put(edge.id(), edge));
        kept.forEach(edge -> edges.put(edge.id(), edge));
        edges.replaceAll((id, edge) -> seen(edge, underWay));
        return edges.values();
    }

    private static UnitEdge closed(UnitEdge edge, Reorganisation by) {
        return edge.validity().to().filter(last -> last.isBefore(by.from())).isPresent()
                ? edge
                : new UnitEdge(
                        edge.id(),
                        edge.parent(),
                        edge.child(),
                        edge.kind(),
                        edge.validity().endingOn(by.lastOfOld()));
    }
}
