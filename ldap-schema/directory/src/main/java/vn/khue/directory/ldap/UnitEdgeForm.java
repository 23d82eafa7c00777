package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import vn.khue.directory.EdgeKind;
import vn.khue.directory.UnitEdge;

/** An edge between two units. */
public final class UnitEdgeForm implements EntryForm<UnitEdge> {

    private final Tree tree;

    public UnitEdgeForm(Tree tree) {
        this.tree = tree;
    }

    @Override
    public String objectClass() {
        return "khueUnitEdge";
    }

    @Override
    public Entry write(UnitEdge edge) {
        var entry = new Entry(tree.edge(tree.unitEdges(), edge.id()));
        entry.addAttribute("objectClass", objectClass());
        entry.addAttribute("khueId", edge.id().toString());
        entry.addAttribute("khueParentUnit", edge.parent());
        entry.addAttribute("khueChildUnit", edge.child());
        entry.addAttribute("khueEdgeKind", edge.kind().name());
        Fields.write(entry, edge.validity());
        return entry;
    }

    @Override
    public UnitEdge read(Entry entry) {
        var fields = new Fields(entry);
        return fields.record(() -> new UnitEdge(
                fields.uuid("khueId"),
                fields.text("khueParentUnit"),
                fields.text("khueChildUnit"),
                fields.code("khueEdgeKind", EdgeKind.class),
                fields.validity()));
    }
}
