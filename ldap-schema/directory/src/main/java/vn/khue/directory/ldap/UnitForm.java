package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import vn.khue.directory.Dated;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitKind;

/** A unit. Its dated names and codes are values of the form {@code yyyyMMdd-yyyyMMdd$text}. */
public final class UnitForm implements EntryForm<Unit> {

    private final Tree tree;

    public UnitForm(Tree tree) {
        this.tree = tree;
    }

    @Override
    public String objectClass() {
        return "khueUnitEntry";
    }

    @Override
    public Set<String> optional() {
        return Set.of("khueDatedCode", "khueSealDiameter");
    }

    @Override
    public Entry write(Unit unit) {
        var entry = new Entry(tree.unit(unit.id()));
        entry.addAttribute("objectClass", objectClass());
        entry.addAttribute("khueUnitId", unit.id());
        entry.addAttribute("khueUnitKind", unit.kind().name());
        entry.addAttribute("khueDatedName", write(unit.names()));
        if (!unit.codes().isEmpty()) {
            entry.addAttribute("khueDatedCode", write(unit.codes()));
        }
        unit.sealDiameterMm().ifPresent(mm -> entry.addAttribute("khueSealDiameter", Integer.toString(mm)));
        return entry;
    }

    @Override
    public Unit read(Entry entry) {
        var fields = new Fields(entry);
        return fields.record(() -> new Unit(
                fields.text("khueUnitId"),
                fields.code("khueUnitKind", UnitKind.class),
                read(fields.all("khueDatedName")),
                read(fields.all("khueDatedCode")),
                fields.maybe("khueSealDiameter").isPresent()
                        ? OptionalInt.of(fields.number("khueSealDiameter"))
                        : OptionalInt.empty()));
    }

    private static List<String> write(List<Dated<String>> history) {
        return history.stream().map(DatedText::write).toList();
    }

    private static List<Dated<String>> read(List<String> values) {
        return values.stream()
                .map(DatedText::read)
                .sorted(Comparator.comparing(item -> item.validity().from()))
                .toList();
    }
}
