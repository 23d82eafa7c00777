package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import java.util.stream.Collectors;
import vn.khue.directory.GuardianKind;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.Guardianship;

/** A guardianship. The guardian stands in khuePerson, so that the guardian's standing finds it. */
public final class GuardianshipForm implements EntryForm<Guardianship> {

    private final Tree tree;

    public GuardianshipForm(Tree tree) {
        this.tree = tree;
    }

    @Override
    public String objectClass() {
        return "khueGuardianship";
    }

    @Override
    public Entry write(Guardianship guardianship) {
        var entry = new Entry(tree.edge(tree.guardianships(), guardianship.id()));
        entry.addAttribute("objectClass", objectClass());
        entry.addAttribute("khueId", guardianship.id().toString());
        entry.addAttribute("khuePerson", guardianship.guardian().toString());
        entry.addAttribute("khueChild", guardianship.child().toString());
        entry.addAttribute("khueGuardianKind", guardianship.kind().name());
        if (!guardianship.scope().isEmpty()) {
            entry.addAttribute(
                    "khueGuardianScope",
                    guardianship.scope().stream().map(Enum::name).sorted().toList());
        }
        Fields.write(entry, guardianship.validity());
        return entry;
    }

    @Override
    public Guardianship read(Entry entry) {
        var fields = new Fields(entry);
        return fields.record(() -> new Guardianship(
                fields.uuid("khueId"),
                fields.uuid("khuePerson"),
                fields.uuid("khueChild"),
                fields.code("khueGuardianKind", GuardianKind.class),
                fields.all("khueGuardianScope").stream()
                        .map(GuardianScope::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                fields.validity()));
    }
}
