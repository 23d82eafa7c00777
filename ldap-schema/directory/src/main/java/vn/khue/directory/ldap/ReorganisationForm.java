package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.khue.directory.EdgeKind;
import vn.khue.directory.UnitEdge;
import vn.khue.directory.Validity;
import vn.khue.directory.reorganisation.Reorganisation;

/**
 * A reorganisation, whole in one entry among the edges between units, so that one search finds it together with them. New ones are under
 * way.
 */
public final class ReorganisationForm implements EntryForm<Reorganisation> {

    static final String UNDER_WAY = "khueUnderWay";
    static final String YES = "TRUE";

    private static final String CLOSES = "khueClosesEdge";
    private static final String OPENS = "khueOpensEdge";
    private static final int PARTS = 4;

    private final Tree tree;

    public ReorganisationForm(Tree tree) {
        this.tree = tree;
    }

    @Override
    public String objectClass() {
        return "khueReorganisation";
    }

    @Override
    public Set<String> optional() {
        return Set.of(CLOSES, OPENS, UNDER_WAY);
    }

    @Override
    public Entry write(Reorganisation reorganisation) {
        var entry = new Entry(tree.edge(tree.unitEdges(), reorganisation.id()));
        entry.addAttribute("objectClass", objectClass());
        entry.addAttribute("khueId", reorganisation.id().toString());
        entry.addAttribute(Fields.FROM, Fields.day(reorganisation.from()));
        entry.addAttribute(UNDER_WAY, YES);
        if (!reorganisation.closes().isEmpty()) {
            entry.addAttribute(
                    CLOSES,
                    reorganisation.closes().stream()
                            .map(UUID::toString)
                            .sorted()
                            .toList());
        }
        if (!reorganisation.opens().isEmpty()) {
            entry.addAttribute(
                    OPENS,
                    reorganisation.opens().stream()
                            .map(edge -> String.join(
                                    "$", edge.id().toString(), edge.kind().name(), edge.parent(), edge.child()))
                            .toList());
        }
        return entry;
    }

    @Override
    public Reorganisation read(Entry entry) {
        var fields = new Fields(entry);
        return fields.record(() -> {
            LocalDate from = fields.parse(Fields.FROM, Fields::day);
            return new Reorganisation(
                    fields.uuid("khueId"),
                    from,
                    fields.all(CLOSES).stream().map(UUID::fromString).collect(Collectors.toUnmodifiableSet()),
                    fields.all(OPENS).stream().map(text -> edge(text, from)).toList());
        });
    }

    private static UnitEdge edge(String text, LocalDate from) {
        String[] parts = text.split("\\$", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("expected an edge of four parts, found " + parts.length);
        }
        return new UnitEdge(
                UUID.fromString(parts[0]), parts[2], parts[3], EdgeKind.valueOf(parts[1]), Validity.since(from));
    }
}
