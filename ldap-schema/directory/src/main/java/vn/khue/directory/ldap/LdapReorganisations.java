package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.DirectoryException.Reason;
import vn.khue.directory.UnitEdge;
import vn.khue.directory.reorganisation.Reorganisation;
import vn.khue.directory.reorganisation.ReorganisationOrder;
import vn.khue.directory.reorganisation.ReorganisationPlan;
import vn.khue.directory.reorganisation.ReorganisationPlanner;
import vn.khue.directory.reorganisation.Reorganisations;

/**
 * Reorganisations over LDAP, bound as the administrator. Thread-safe.
 *
 * <p>The entry of the reorganisation is the switch: until it is there nothing has happened, from then on readers count it as done. Afterwards
 * each edge is closed or added, which readers cannot see, and last the entry loses its mark and stays as a record.
 */
public final class LdapReorganisations implements Reorganisations, AutoCloseable {

    private final LdapPool pool;
    private final Changes changes;
    private final Tree tree;
    private final Forms forms;
    private final Searches searches;
    private final UnitEdgeReads edges;
    private final LdapCensus census;
    private final ReorganisationPlanner planner;

    public LdapReorganisations(LdapEndpoint endpoint) {
        this.pool = new LdapPool(endpoint);
        this.changes = new Changes(pool);
        this.tree = new Tree(endpoint.base());
        this.forms = new Forms(tree);
        this.searches = new Searches(pool, tree, forms);
        this.edges = new UnitEdgeReads(searches, tree, forms);
        this.census = new LdapCensus(pool, tree);
        this.planner = new ReorganisationPlanner(
                id -> searches.one(tree.units(), Filters.is("khueUnitId", id), forms.unit()), UUID::randomUUID);
    }

    @Override
    public ReorganisationPlan plan(ReorganisationOrder order) {
        List<UnitEdge> all = new ArrayList<>();
        census.unitEdges(all::add);
        return planner.plan(order, all);
    }

    @Override
    public int apply(ReorganisationPlan.Ready plan) {
        UUID id = plan.reorganisation().id();
        if (kept(id).isEmpty()) {
            checkStillSo(plan);
            try {
                changes.add(forms.reorganisation().write(plan.reorganisation()));
            } catch (DirectoryException e) {
                if (e.reason() != Reason.ALREADY_EXISTS) {
                    throw e;
                }
                // Somebody else applied it at this moment: theirs holds, and is completed below.
            }
        }
        return resume(id);
    }

    @Override
    public int resume(UUID id) {
        List<Entry> found = kept(id);
        if (found.isEmpty()) {
            throw new DirectoryException(
                    Reason.NOT_FOUND, "expected a reorganisation " + id + ", found none; apply its plan first");
        }
        Entry entry = found.get(0);
        if (!entry.hasAttribute(ReorganisationForm.UNDER_WAY)) {
            return 0;
        }
        Reorganisation reorganisation = forms.reorganisation().read(entry);
        int touched = 0;
        for (UnitEdge edge : reorganisation.opens()) {
            touched += open(edge);
        }
        for (UUID edge : reorganisation.closes()) {
            touched += close(edge, reorganisation);
        }
        changes.modify(
                "finish a reorganisation",
                entry.getDN(),
                List.of(new Modification(ModificationType.REPLACE, ReorganisationForm.UNDER_WAY)));
        return touched;
    }

    @Override
    public List<Reorganisation> underWay() {
        return edges.underWay();
    }

    /** Closes all connections; later calls fail. */
    @Override
    public void close() {
        pool.close();
    }

    /** Somebody may have changed an edge since the plan was made and shown. */
    private void checkStillSo(ReorganisationPlan.Ready plan) {
        List<UnitEdge> now = new ArrayList<>();
        census.unitEdges(edge -> {
            if (plan.reorganisation().closes().contains(edge.id())) {
                now.add(edge);
            }
        });
        if (now.size() != plan.closes().size() || !now.containsAll(plan.closes())) {
            throw new DirectoryException(
                    Reason.REFUSED,
                    "expected the edges as they were when reorganisation "
                            + plan.reorganisation().id() + " was planned, found others; plan anew");
        }
    }

    private int open(UnitEdge edge) {
        try {
            changes.add(forms.unitEdge().write(edge));
            return 1;
        } catch (DirectoryException e) {
            if (e.reason() == Reason.ALREADY_EXISTS) {
                return 0;
            }
            throw e;
        }
    }

    private int close(UUID edge, Reorganisation by) {
        List<UnitEdge> kept = searches.many(
                tree.unitEdges(),
                Filters.is("khueId", edge.toString()),
                forms.unitEdge(),
                PersonReads.byStart(UnitEdge::validity, UnitEdge::id));
        if (kept.stream()
                .allMatch(found -> found.validity()
                        .to()
                        .filter(last -> last.isBefore(by.from()))
                        .isPresent())) {
            return 0;
        }
        changes.modify(
                "close an edge",
                tree.edge(tree.unitEdges(), edge).toString(),
                List.of(new Modification(ModificationType.REPLACE, Fields.TO, Fields.day(by.lastOfOld()))));
        return 1;
    }

    private List<Entry> kept(UUID id) {
        return searches.in(tree.unitEdges(), Filters.is("khueId", id.toString())).stream()
                .filter(forms.reorganisation()::fits)
                .map(Entry.class::cast)
                .toList();
    }
}
