package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.khue.directory.CourtLimit;
import vn.khue.directory.Dated;
import vn.khue.directory.GuardianKind;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.Guardianship;

/** A guardianship. The guardian stands in khuePerson, so that the guardian's standing finds it. */
public final class GuardianshipForm implements EntryForm<Guardianship> {

    private static final String LIMIT = "khueCourtLimit";

    private final Tree tree;

    public GuardianshipForm(Tree tree) {
        this.tree = tree;
    }

    @Override
    public String objectClass() {
        return "khueGuardianship";
    }

    @Override
    public Set<String> optional() {
        return Set.of("khueGuardianScope", LIMIT);
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
        if (!guardianship.limits().isEmpty()) {
            entry.addAttribute(
                    LIMIT,
                    guardianship.limits().stream()
                            .map(GuardianshipForm::write)
                            .sorted()
                            .toList());
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
                fields.validity(),
                fields.all(LIMIT).stream().map(GuardianshipForm::limit).collect(Collectors.toUnmodifiableSet())));
    }

    private static String write(CourtLimit limit) {
        return DatedText.write(limit.validity())
                + limit.taken().stream().map(Enum::name).sorted().collect(Collectors.joining(","))
                + "$"
                + limit.decision().orElse("");
    }

    private static CourtLimit limit(String value) {
        Dated<String> dated = DatedText.read(value);
        int end = dated.value().indexOf('$');
        if (end < 0) {
            throw new IllegalArgumentException("expected yyyyMMdd-yyyyMMdd$scopes$decision, found one part less");
        }
        String decision = dated.value().substring(end + 1);
        return new CourtLimit(
                Arrays.stream(dated.value().substring(0, end).split(","))
                        .map(GuardianScope::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                dated.validity(),
                decision.isEmpty() ? Optional.empty() : Optional.of(decision));
    }
}
