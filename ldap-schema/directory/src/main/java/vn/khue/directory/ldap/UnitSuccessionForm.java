package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import vn.khue.directory.UnitSuccession;

/** That one unit goes on with the work of another. */
public final class UnitSuccessionForm implements EntryForm<UnitSuccession> {

    private final Tree tree;

    public UnitSuccessionForm(Tree tree) {
        this.tree = tree;
    }

    @Override
    public String objectClass() {
        return "khueUnitSuccession";
    }

    @Override
    public Entry write(UnitSuccession succession) {
        var entry = new Entry(tree.edge(tree.unitEdges(), succession.id()));
        entry.addAttribute("objectClass", objectClass());
        entry.addAttribute("khueId", succession.id().toString());
        entry.addAttribute("khuePredecessor", succession.predecessor());
        entry.addAttribute("khueSuccessor", succession.successor());
        entry.addAttribute(Fields.FROM, Fields.day(succession.from()));
        return entry;
    }

    @Override
    public UnitSuccession read(Entry entry) {
        var fields = new Fields(entry);
        return fields.record(() -> new UnitSuccession(
                fields.uuid("khueId"),
                fields.text("khuePredecessor"),
                fields.text("khueSuccessor"),
                fields.parse(Fields.FROM, Fields::day)));
    }
}
